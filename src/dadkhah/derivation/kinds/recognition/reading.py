"""One page read: which way up, in which language, its words with places, and what stays unread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from dadkhah.derivation.kinds.recognition.left_out import read_left_out
from dadkhah.derivation.kinds.recognition.looking import look_at, turned
from dadkhah.derivation.kinds.recognition.program import SeenWord, Tesseract, pack_for
from dadkhah.derivation.kinds.recognition.sheets import Size
from dadkhah.derivation.text_layer import Box, Page, Word


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with its words, how sure the program is of each (0 to 100), and how it was read."""

    page: Page
    confidence: tuple[int, ...]
    language: str
    turn: int = 0
    unread: int = 0
    """Places with ink that gave no letters."""


def read_page(
    program: Tesseract, picture: Image.Image, number: int, size: Size, *, language: str = ""
) -> ReadPage:
    """Read a picture of page `number`, in its own language or the one that is given.

    Lines and words are in reading order; boxes are in the units of `size`, as the page is shown.
    """
    look = look_at(program, picture, language)
    upright = turned(picture, look.turn)
    pack = pack_for(look.language, program.packs)
    words, unread = read_left_out(program, upright, pack, program.words(upright, pack))
    text, spans = _text(words)
    placed = _Placed(picture.size, look.turn, size.width / picture.width)
    found = tuple(
        Word(word.text, start, end, placed.box(word.box))
        for word, (start, end) in zip(words, spans, strict=True)
    )
    page = Page(number, size.label, size.width, size.height, text, found)
    confidence = tuple(round(min(max(word.confidence, 0), 100)) for word in words)
    return ReadPage(page, confidence, look.language, look.turn, unread)


def _text(words: Sequence[SeenWord]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with a line feed after each line, and where each word stands in it."""
    spans: list[tuple[int, int]] = []
    pieces: list[str] = []
    length = 0
    for piece in _with_spaces(words):
        if not piece.isspace():
            spans.append((length, length + len(piece)))
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), spans


def _with_spaces(words: Sequence[SeenWord]) -> Iterator[str]:
    line: tuple[int, ...] | None = None
    for word in words:
        if line is not None:
            yield " " if word.line == line else "\n"
        line = word.line
        yield word.text


@dataclass(frozen=True, slots=True)
class _Placed:
    """From pixels of the picture as it was read back to the page as it is shown."""

    pixels: tuple[int, int]  # of the picture as it is shown
    turn: int
    scale: float

    def box(self, box: Box) -> Box:
        width, height = self.pixels
        x, y, across, down = box.x, box.y, box.width, box.height
        if self.turn == 90:  # noqa: PLR2004 - degrees
            x, y, across, down = y, height - x - across, down, across
        elif self.turn == 180:  # noqa: PLR2004
            x, y = width - x - across, height - y - down
        elif self.turn == 270:  # noqa: PLR2004
            x, y, across, down = width - y - down, x, down, across
        return Box(*(side * self.scale for side in (x, y, across, down)))
