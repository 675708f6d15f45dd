"""The words of an HTML mail, as lines; what it would fetch from other machines is only named."""

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

_LONGEST = 4 * 1024 * 1024  # characters
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object"})
_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre",
        "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
     "wbr"}
)  # fmt: skip
_FETCHED = frozenset({"src", "background", "poster", "data", "srcset"})
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_STYLE_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"')]{1,500}", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"[^\S\n\u200c\u200d]+")
_LINES = re.compile(r" ?\n[ \n]*")


@dataclass(frozen=True, slots=True)
class HtmlWords:
    """`hosts` would be told that somebody reads; `hidden` words are in the text, not on a page."""

    text: str
    hosts: tuple[str, ...] = ()
    hidden: str = ""


def html_words(html: str) -> HtmlWords:
    """Return the words of HTML, in the order they stand in. Any text gives words."""
    cut = html[:_LONGEST].replace("\0", "\ufffd")
    reader = _Reader()
    try:
        reader.feed(cut)
        reader.close()
    except (AssertionError, ValueError, RecursionError):  # what a broken declaration raises
        return HtmlWords(_tidy(unescape(_TAG.sub(" ", cut))))
    hidden = " ".join(_tidy("".join(reader.hidden)).split())
    return HtmlWords(_tidy("".join(reader.said)), tuple(dict.fromkeys(reader.hosts)), hidden)


def _tidy(text: str) -> str:
    return _LINES.sub("\n", _SPACE.sub(" ", text)).strip()


class _Reader(HTMLParser):
    """Collects words; knows in which elements it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.hidden: list[str] = []
        self.hosts: list[str] = []
        self._open: list[tuple[str, bool]] = []  # elements, and whether each is hidden

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what it fetches, and whether what is in it is shown."""
        given = {name: value or "" for name, value in attrs}
        for name in _FETCHED & given.keys():
            self._note(given[name])
        if tag == "link":
            self._note(given.get("href", ""))
        for address in _STYLE_ADDRESS.findall(given.get("style", "")):
            self._note(address)
        if tag in _BLOCKS:
            self.said.append("\n")
        if tag not in _EMPTY:
            hides = "hidden" in given or bool(_HIDING.search(given.get("style", "")))
            self._open.append((tag, hides or self._is_hidden()))

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of that name, and those in it that nobody closed."""
        if tag in _BLOCKS:
            self.said.append("\n")
        for at in range(len(self._open) - 1, max(-1, len(self._open) - 50), -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        """Keep the words, unless they are no words of the page."""
        if self._open and self._open[-1][0] == "style":
            for address in _STYLE_ADDRESS.findall(data):
                self._note(address)
        if any(tag in _SILENT for tag, _ in self._open[-20:]):
            return
        self.said.append(data)
        if self._is_hidden():
            self.hidden.append(data)

    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _note(self, address: str) -> None:
        """Keep the host of an address on another machine."""
        for one in address.split(",")[:20]:
            try:
                host = urlsplit(one.strip().split(" ")[0]).hostname
            except ValueError:
                continue
            if host and one.strip().lower().startswith(("http:", "https:", "//", "ftp:")):
                self.hosts.append(host)
