"""The words of a web page, without running, fetching or trusting anything in it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

MOST_CHARACTERS = 2_000_000
_SILENT = {"script", "style", "template", "noscript", "svg", "math", "object", "iframe"}
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}
_IN_LINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "img", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.I)
_SPACE = re.compile(r"[ \t\r\f\v\xa0\x00]+")
_FIRST_BYTES = 4096  # where a page must name its encoding; HTML allows 1024


@dataclass(frozen=True, slots=True)
class PageText:
    """What one reads on a page: lines without white space round them, none empty."""

    title: str
    text: str


def words_of(markup: str) -> PageText:
    """Return the title and the words in the order they are written.

    Scripts and styles are left out. What a style sheet hides is not known here, so it is kept.
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return PageText(_lines(reader.title).replace("\n", " "), _lines(reader.text))


def encoding_of(content: bytes, content_type: str) -> str:
    """Return the encoding that the server or the page names; empty if neither does."""
    named = re.search(r"charset\s*=\s*\"?([A-Za-z0-9_:.-]{1,40})", content_type, re.I)
    if named:
        return named[1]
    written = _CHARSET.search(content[:_FIRST_BYTES])
    return written[1].decode("ascii") if written else ""


def _lines(parts: list[str]) -> str:
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.title: list[str] = []
        self._silent: list[str] = []
        self._is_title = False
        self._left = MOST_CHARACTERS

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.append(tag)
        elif tag in _SILENT:
            self._silent.append(tag)
        elif tag == "title":
            self._is_title = True
        elif tag not in _IN_LINE:
            self.text.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Only in SVG does `<x/>` close itself; `<script/>` does not.
        if tag not in _SILENT - {"svg", "math"}:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)
        elif not self._silent:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
        elif tag == "title":
            self._is_title = False
        elif tag not in _IN_LINE | _VOID:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._silent or self._left <= 0:
            return
        kept = data[: self._left]
        self._left -= len(kept)
        if self._is_title:
            self.title.append(kept)
        else:
            self.text.append(kept.replace("\n", " "))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Take `<![if IE]>` for a comment; the parser would give up on it."""
        return self.parse_bogus_comment(i)
