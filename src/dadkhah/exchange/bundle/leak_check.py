"""Search a finished bundle for what must not be in it: every byte of every file, unpacked.

Found are exact wordings, whatever the writing: as bytes, across markup and line breaks, escaped,
in base64, compressed. A paraphrase or a translation is not found; a person must read for that.
"""

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dadkhah.exchange.bundle.unpacking import parts_of

SHORTEST = 6
"""Values with fewer letters and digits than this occur everywhere and are not searched."""
LARGEST_TEXT = 2**20
"""Of larger files that are no text only the bytes are searched, not what markup hides."""
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that must not be found, and where it is withheld from."""

    subject: str  # "act/A-0001:f:summary"
    value: str


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld value that was found."""

    file: str
    secret: Secret

    def __str__(self) -> str:
        return f"{self.file} contains {self.secret.subject}"


def is_searchable(value: str) -> bool:
    """Tell whether a value is long enough to mean anything where it is found."""
    return sum(c.isalnum() for c in value) >= SHORTEST


def find_leaks(folder: Path, secrets: Iterable[Secret]) -> list[Leak]:
    """Return every searchable secret found in a file below `folder`, or in a file's name.

    Raises `BundleIncomplete` for a file that cannot be searched.
    """
    wanted = [(secret, _forms(secret.value), plain(secret.value)) for secret in secrets]
    leaks = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()) if wanted else ():
        name = path.relative_to(folder).as_posix()
        left = dict(enumerate(wanted))
        for part in (name.encode(), *parts_of(path)):
            texts = list(_readings(part))
            for number, (secret, forms, folded) in list(left.items()):
                if any(form in part for form in forms) or any(folded in text for text in texts):
                    leaks.append(Leak(name, secret))
                    del left[number]
    return leaks


def _forms(value: str) -> set[bytes]:
    """The byte strings a value may be written as without any markup."""
    forms = {value.encode(encoding) for encoding in _ENCODINGS}
    forms.add(json.dumps(value)[1:-1].encode())
    forms.add(html.escape(value).encode())
    return forms


def _readings(part: bytes) -> Iterator[str]:
    """The texts a reader or a program could make of some bytes."""
    if len(part) > LARGEST_TEXT and b"\0" in part:
        return  # pictures, sound, film: only searched as bytes
    for encoding in ("utf-8", "utf-16-le") if b"\0" in part else ("utf-8",):
        text = part.decode(encoding, "replace")
        yield plain(text)
        unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
        yield plain(unescaped)
        for between in ("", " "):
            yield plain(html.unescape(re.sub(r"<[^<>]*>", between, unescaped)))


def plain(text: str) -> str:
    """Fold away what does not change the words: case, forms of letters, white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
