"""The words of a web page, without running, fetching or trusting anything in it."""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

MOST_CHARACTERS = 2_000_000
_SILENT = {"script", "style", "template", "noscript", "svg", "math", "object", "iframe"}
_NESTED = _SILENT - {"script", "style", "noscript", "iframe"}
_DRAWN = {"svg", "math"}  # the only ones that `<x/>` ends
_IN_LINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "img", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.I)
# Quotes count after "=" only; `++` never goes back.
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>")
_NAME = re.compile(r"</?[A-Za-z]")
_MARKS = ("<!", "<?", "</")
_LONGEST_TITLE = 1000
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
    Read in one pass without going back, whatever the page.
    """
    title: list[str] = []
    text: list[str] = []
    at, left = 0, MOST_CHARACTERS
    while 0 <= at < len(markup) and left > 0:
        start = markup.find("<", at)
        said = unescape(markup[at : start if start >= 0 else None])[:left].replace("\n", " ")
        text.append(said)
        left -= len(said)
        if start < 0:
            break
        at = _passed(markup, start, title, text)
    return PageText(_lines(title).replace("\n", " "), _lines(text))


def _passed(markup: str, start: int, title: list[str], text: list[str]) -> int:
    """Return where what begins with the "<" at `start` ends; add what it means for the words.

    What never ends takes the rest of the page with it, as in a browser.
    """
    tag = _TAG.match(markup, start)
    if tag is None:
        return _passed_no_tag(markup, start, text)
    name, is_end = tag[2].lower(), bool(tag[1])
    if name == "title" and not is_end:
        end = _end_of(markup, name, tag.end())
        title.append(unescape(markup[tag.end() : end])[:_LONGEST_TITLE])
        return end
    if name in _SILENT and not is_end and not (name in _DRAWN and markup[tag.end() - 2] == "/"):
        return _end_of(markup, name, tag.end())
    if name not in _IN_LINE | _SILENT:
        text.append("\n")
    return tag.end()


def _passed_no_tag(markup: str, start: int, text: list[str]) -> int:
    if markup.startswith("<!--", start):
        return _end(markup, "-->", start)
    if markup.startswith(_MARKS, start):
        return _end(markup, ">", start)
    if _NAME.match(markup, start):
        return len(markup)
    text.append("<")
    return start + 1


def _end(markup: str, sign: str, start: int) -> int:
    found = markup.find(sign, start + 2)
    return found + len(sign) if found >= 0 else len(markup)


def _end_of(markup: str, name: str, start: int) -> int:
    """Return where an element ends that holds no words; those that hold like ones are counted."""
    depth = 1
    for found in _tags_of(name).finditer(markup, start):
        if found[1]:
            depth -= 1
        elif name in _NESTED:
            depth += 1
        if depth == 0:
            return found.start()
    return len(markup)


@cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s/>])(?![^<>]*/>)", re.IGNORECASE)


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
