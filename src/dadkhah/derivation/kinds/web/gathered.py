"""What is taken out of a web archive: the words of its pages, their sources, and what they show."""

from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dadkhah.derivation.findings import Member, Relation
from dadkhah.derivation.kinds.plain_text import decoded
from dadkhah.derivation.kinds.web.http_body import Decoding, unwrap
from dadkhah.derivation.kinds.web.page_words import encoding_of, words_of
from dadkhah.derivation.kinds.web.warc import LARGEST_BODY, Capture
from dadkhah.derivation.outcome import MIB
from dadkhah.derivation.text_layer import Page
from dadkhah.errors import FileNotDerivable

MOST_PAGES = 1000
MOST_SOURCES = 300
MOST_SHOWN = 300
"""Pages read; page sources and screenshots taken out; pictures, films and documents taken out."""
MOST_BYTES = 256 * MIB
_LARGEST_PAGE = 8 * MIB
_MOST_CHARACTERS = 20_000_000  # of all pages together
_PAGE_TYPES = {"text/html", "application/xhtml+xml"}
_SCREENSHOTS = ("urn:view:", "urn:screenshot:", "urn:fullpage:")
_FOUND = 200
_PART = 206


@dataclass(slots=True)
class Gathered:
    """What was taken so far. `listed`: the addresses of the pages, where the archive lists them."""

    folder: Path
    listed: Container[str] = ()
    pages: list[Page] = field(default_factory=list)
    times: list[str] = field(default_factory=list)  # when each page was captured
    members: list[Member] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    left: int = 0  # worth taking, but too many or too large
    unread: int = 0  # pages beyond the limit
    broken: int = 0  # bodies that end in the middle or could not be unpacked
    _sources: int = 0
    _shown: int = 0
    _bytes: int = 0
    _characters: int = 0

    def wants(self, capture: Capture) -> bool:
        """Whether its body is needed; what is worth taking and not taken is counted."""
        host = urlsplit_host(capture.address)
        if host:
            self.hosts.add(host)
        if self._is_page(capture):
            self.unread += len(self.pages) >= MOST_PAGES
            return len(self.pages) < MOST_PAGES
        if not (_is_screenshot(capture) or _is_shown(capture)):
            return False
        is_room = self._has_room(capture)
        self.left += not is_room
        return is_room

    def take(self, capture: Capture) -> None:
        """Keep what is wanted of a capture."""
        is_page = self._is_page(capture)
        if capture.body is None:
            # Wanted, but its body is longer than is looked at.
            is_wanted = is_page or _is_screenshot(capture) or _is_shown(capture)
            self.left += is_wanted and self._has_room(capture)
            return
        path = self.folder / f"m{len(self.members) + 1:04}"
        if capture.transfer or capture.coding:
            how = {"transfer": capture.transfer, "coding": capture.coding}
            ended = unwrap(capture.body, path, **how, most=LARGEST_BODY)
            self.broken += ended is not Decoding.WHOLE
        else:
            capture.body.replace(path)
        if is_page:
            self._read(capture, path)
        self._keep(capture, path)

    def _is_page(self, capture: Capture) -> bool:
        is_page = capture.kind == "response" and capture.status == _FOUND
        is_page = is_page and capture.media_type in _PAGE_TYPES
        return is_page and (not self.listed or capture.address in self.listed)

    def _has_room(self, capture: Capture) -> bool:
        if self._bytes >= MOST_BYTES:
            return False
        if self._is_page(capture) or _is_screenshot(capture):
            return self._sources < MOST_SOURCES
        return self._shown < MOST_SHOWN

    def _keep(self, capture: Capture, path: Path) -> None:
        size = path.stat().st_size
        if not self._has_room(capture) or self._bytes + size > MOST_BYTES:
            self.left += 1
            path.unlink()
            return
        if size == 0:
            path.unlink()
            return
        self._bytes += size
        is_source = self._is_page(capture) or _is_screenshot(capture)
        self._sources += is_source
        self._shown += not is_source
        self.members.append(
            Member(path.name, capture.address, Relation.RESOURCE, modified=capture.captured)
        )

    def _read(self, capture: Capture, path: Path) -> None:
        with path.open("rb") as file:
            content = file.read(_LARGEST_PAGE)
        page = words_of(_text(content, capture.content_type))
        head = f"{capture.address} {capture.captured}".strip()
        text = "\n".join(part for part in (head, page.title, page.text) if part)
        room = max(0, _MOST_CHARACTERS - self._characters)
        self._characters += len(text)
        number = len(self.pages) + 1
        self.pages.append(Page(number, capture.address, 0, 0, text[:room]))
        self.times.append(capture.captured)


def urlsplit_host(address: str) -> str:
    """Return the host of an address of the web; empty for anything else."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _is_screenshot(capture: Capture) -> bool:
    is_picture = capture.media_type.startswith("image/")
    return is_picture and capture.address.lower().startswith(_SCREENSHOTS)


def _is_shown(capture: Capture) -> bool:
    if capture.address.lower().startswith("urn:") or capture.status not in (_FOUND, _PART):
        return False
    family = capture.media_type.partition("/")[0]
    return family in ("image", "video", "audio") or capture.media_type == "application/pdf"


def _text(content: bytes, content_type: str) -> str:
    """Read as the encoding that is named; where none is, as any text is read."""
    named = encoding_of(content, content_type)
    try:
        if named:
            return content.decode(named, "replace")
        return decoded(content)[0]
    except (LookupError, FileNotDerivable, UnicodeError):
        return content.decode("utf-8", "replace")
