"""The text of a file with the place of each word: what one reads, selects and searches."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dadkhah.derivation.outcome import MIB, Reason
from dadkhah.errors import FileNotDerivable

TEXT_FILE = "text.json"
_VERSION = 1
LARGEST = 200 * MIB
"""Of `text.json`: a book of twenty million letters with all its words fits."""
_LAST_NUMBER = 2**31 - 1  # of a page, as databases count


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is shown, in its units, from the top and the left-hand edge."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without white space: `text` is `page.text[start:end]`."""

    text: str
    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page. Lines of `text` end with a line feed. Text without a layout has no size, no words."""

    number: int  # from 1
    label: str  # as printed in the file's own counting: "iv"; may be empty
    width: float  # points for PDF, pixels for images
    height: float
    text: str
    words: tuple[Word, ...] = ()

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that `text[start:end]` touches: the boxes to mark."""
        return tuple(w for w in self.words if w.start < end and start < w.end)


@dataclass(frozen=True, slots=True)
class TextLayer:
    """All pages in order."""

    pages: tuple[Page, ...]


def write_text_layer(layer: TextLayer) -> bytes:
    """Return the content of `text.json`."""
    pages = [
        {
            "number": page.number,
            "label": page.label,
            "size": [page.width, page.height],
            "text": page.text,
            "words": [[w.start, w.end, *_numbers(w.box)] for w in page.words],
        }
        for page in layer.pages
    ]
    written = {"version": _VERSION, "pages": pages}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


def read_text_layer(content: bytes) -> TextLayer:
    """Read `text.json`. What the sandbox left is not believed: raises `FileNotDerivable`."""
    if len(content) > LARGEST:
        message = f"Its text takes {len(content)} bytes with the places of words; that is too much."
        raise FileNotDerivable(Reason.TOO_LARGE, message)
    try:
        written = json.loads(content)
        if written["version"] != _VERSION:
            raise ValueError(f"version {written['version']}")
        pages = tuple(_page(page) for page in written["pages"])
        if len({page.number for page in pages}) < len(pages):
            raise ValueError("two pages with the same number")
        return TextLayer(pages)
    except _UNREADABLE as error:
        message = f"The derived text cannot be read ({error!r}); derive it again."
        raise FileNotDerivable(Reason.DAMAGED, message) from error


_UNREADABLE = (
    OverflowError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
)


def _numbers(box: Box) -> Iterator[float]:
    for number in (box.x, box.y, box.width, box.height):
        yield round(number, 2)


def _page(written: dict[str, Any]) -> Page:
    text, label = written["text"], written["label"]
    if not isinstance(text, str) or not isinstance(label, str):
        raise TypeError("no text")
    (text + label).encode()  # half a letter (a lone surrogate) is no text
    number = int(written["number"])
    if not 1 <= number <= _LAST_NUMBER:
        raise ValueError("no number of a page")
    width, height = map(_finite, written["size"])
    words = tuple(_word(text, *word) for word in written["words"])
    return Page(number, label, width, height, text, words)


def _word(text: str, start: int, end: int, *box: float) -> Word:
    if not 0 <= int(start) < int(end) <= len(text):
        raise ValueError("a word outside its page")
    x, y, width, height = map(_finite, box)
    return Word(text[start:end], start, end, Box(x, y, width, height))


def _finite(written: float) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError("a size without an end")
    return number
