"""A text as numbered lines, with the passages that stand in it marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage in a text: `text[start:end]`."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line, the passages it belongs to, and those that begin with it."""

    text: str
    codes: tuple[str, ...]
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `start` is where it stands in the whole text."""

    number: int
    start: int
    pieces: tuple[Piece, ...]


def numbered_lines(
    text: str, marks: Sequence[Mark], *, first: int = 1, offset: int = 0
) -> tuple[Line, ...]:
    """Return the lines of `text`, which stands at `offset` of the whole and begins line `first`.

    Joined by line feeds, their pieces are the text.
    """
    lines = []
    start = offset
    for number, line in enumerate(text.split("\n"), first):
        end = start + len(line)
        here = [mark for mark in marks if mark.start < end and start < mark.end]
        lines.append(Line(number, start, tuple(_pieces(line, start, here))))
        start = end + 1
    return tuple(lines)


def _pieces(line: str, start: int, marks: Sequence[Mark]) -> list[Piece]:
    if not marks:
        return [Piece(line, (), ())]
    end = start + len(line)
    edges = {start, end} | {max(m.start, start) for m in marks} | {min(m.end, end) for m in marks}
    ordered = sorted(edges)
    pieces = []
    for one, other in pairwise(ordered):
        covering = [mark for mark in marks if mark.start <= one and other <= mark.end]
        codes = tuple(mark.code for mark in covering)
        begins = tuple(mark.code for mark in covering if mark.start == one)
        pieces.append(Piece(line[one - start : other - start], codes, begins))
    return pieces
