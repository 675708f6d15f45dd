"""HTML cut into tags and words in one pass, however it is broken.

Python's own parser looks again and again for the end of what has none: a megabyte of "<a " takes it
minutes. Here each search for an end is made once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_LONGEST_TAG = 8192
_MOST_LOOKS = 2000  # for an end beyond a quotation mark; a page has few such tags
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]*))?""")
_RAW = ("script", "style", "title", "textarea")  # what is in them is no markup
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")


@dataclass(frozen=True, slots=True)
class Tag:
    """The start or the end of an element; names in lower case."""

    name: str
    is_end: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def html_pieces(html: str) -> Iterator[Tag | str]:
    """Give the tags, and the words between them with their references as they stand there."""
    scanner = _Scanner(html)
    at = 0
    while at < len(html):
        start = html.find("<", at)
        if start < 0:
            start = len(html)
        if start > at:
            yield html[at:start]
        if start == len(html):
            return
        tag, at = scanner.tag(start)
        if tag is None and at == start + 1:
            yield "<"
        elif tag is not None:
            yield tag
            if not tag.is_end and tag.name in _RAW:
                end = scanner.find(f"</{tag.name}", at, lower=True)
                yield html[at : end if end >= 0 else len(html)]
                at = end if end >= 0 else len(html)


class _Scanner:
    """Finds ends, and remembers each that it found or did not find."""

    def __init__(self, html: str) -> None:
        self._html, self._lower = html, html.lower()
        self._found: dict[str, int] = {}
        self._looks = _MOST_LOOKS

    def find(self, end: str, at: int, *, lower: bool = False) -> int:
        """Return the next place of `end` from `at`; the places asked for only grow."""
        known = self._found.get(end)
        if known is None or 0 <= known < at:
            known = (self._lower if lower else self._html).find(end, at)
            self._found[end] = known
        return known

    def tag(self, start: int) -> tuple[Tag | None, int]:
        """Return the tag that begins at `start`, and where it ends; a comment is no tag."""
        if self._html.startswith("<!--", start):
            end = self.find("-->", start)
            return (None, end + 3) if end >= 0 else (None, start + 4)
        name = _NAME.match(self._html, start)
        if name is None and not self._html.startswith(("<!", "<?"), start):
            return None, start + 1
        end = self._end(start)
        if end < 0:
            return None, start + 1
        if name is None:
            return None, end + 1
        inner = self._html[name.end() : end]
        given = {one.group(1).lower(): _value(one.group(2)) for one in _ATTRIBUTE.finditer(inner)}
        is_end = self._html.startswith("</", start)
        return Tag(name.group(1).lower(), is_end, {} if is_end else given), end + 1

    def _end(self, start: int) -> int:
        """Return where the tag ends: at the first ">" that stands in no quotation marks."""
        end = self.find(">", start)
        if end < 0 or end - start > _LONGEST_TAG:
            return -1
        piece = _QUOTED.sub("", self._html[start:end])
        if ('"' not in piece and "'" not in piece) or self._looks == 0:
            return end
        self._looks -= 1
        whole = self._html[start : start + _LONGEST_TAG]
        unquoted = _QUOTED.sub(lambda quoted: "_" * len(quoted.group()), whole)
        later = unquoted.find(">")
        return start + later if later >= 0 else end


def _value(written: str | None) -> str:
    if not written:
        return ""
    return unescape(written[1:-1] if written[0] in "\"'" else written)
