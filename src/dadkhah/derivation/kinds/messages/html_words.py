"""The words of an HTML mail, as lines; what it would fetch from other machines is only named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from dadkhah.derivation.kinds.messages.html_pieces import Tag, html_pieces

_LONGEST = 4 * 1024 * 1024  # characters
_SILENT = frozenset({"script", "style", "title", "template", "noscript", "object", "textarea"})
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
_DEEPEST = 200  # open elements; a stranger opens a million
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_STYLE_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"')]{1,500}", re.IGNORECASE)
_REMOTE = ("http:", "https:", "//", "ftp:")
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
    reader = _Reader()
    for piece in html_pieces(html[:_LONGEST].replace("\0", "\ufffd")):
        if isinstance(piece, str):
            reader.read_words(unescape(piece))
        elif piece.is_end:
            reader.end(piece)
        else:
            reader.start(piece)
    hidden = " ".join(_tidy("".join(reader.hidden)).split())
    return HtmlWords(_tidy("".join(reader.said)), tuple(dict.fromkeys(reader.hosts)), hidden)


def _tidy(text: str) -> str:
    return _LINES.sub("\n", _SPACE.sub(" ", text)).strip()


class _Reader:
    """Collects words; knows in which elements it is."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.hidden: list[str] = []
        self.hosts: list[str] = []
        self._open: list[tuple[str, bool]] = []  # elements, and whether each is hidden

    def start(self, tag: Tag) -> None:
        """Note what it fetches, and whether what is in it is shown."""
        self._note_fetched(tag.name, tag.attributes)
        if tag.name in _BLOCKS:
            self.said.append("\n")
        if tag.name not in _EMPTY and len(self._open) < _DEEPEST:
            style = tag.attributes.get("style", "")
            hides = "hidden" in tag.attributes or bool(_HIDING.search(style))
            self._open.append((tag.name, hides or self._is_hidden()))

    def end(self, tag: Tag) -> None:
        """Close the nearest element of that name, and those in it that nobody closed."""
        if tag.name in _BLOCKS:
            self.said.append("\n")
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag.name:
                del self._open[at:]
                return

    def read_words(self, words: str) -> None:
        """Keep the words, unless they are no words of the page."""
        within = self._open[-1][0] if self._open else ""
        if within == "style":
            self._note(_STYLE_ADDRESS.findall(words))
        if within in _SILENT:
            return
        self.said.append(words)
        if self._is_hidden():
            self.hidden.append(words)

    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _note_fetched(self, name: str, attributes: Mapping[str, str]) -> None:
        for attribute in _FETCHED & attributes.keys():
            self._note(attributes[attribute].split(","))
        if name == "link":
            self._note([attributes.get("href", "")])
        self._note(_STYLE_ADDRESS.findall(attributes.get("style", "")))

    def _note(self, addresses: list[str]) -> None:
        """Keep the hosts of addresses on other machines."""
        for address in addresses[:20]:
            if address.strip().lower().startswith(_REMOTE):
                try:
                    host = urlsplit(address.strip().split(" ")[0]).hostname
                except ValueError:
                    continue
                self.hosts += [host] if host else []
