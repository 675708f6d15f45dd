"""A person's text in place of a reading: the words that stay keep their places on the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from dadkhah.derivation.text_layer import Page, Word

_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"\S+|\s+")


class Change(StrEnum):
    """What happened to a piece of a text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and white space that stayed, went or came."""

    change: Change
    text: str


def as_lines(written: str) -> str:
    """Return what came from a form as the text of a page: lines end with a line feed, no more."""
    lines = written.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def corrected(page: Page, text: str) -> Page:
    """Return the page with another text.

    A word that is as it was keeps its box; so does one that stands in place of another, where as
    many words came as went. All others have none.
    """
    found = list(_WORD.finditer(text))
    boxes = dict(_kept(page.words, [match[0] for match in found]))
    words = tuple(
        Word(match[0], *match.span(), page.words[boxes[n]].box)
        for n, match in enumerate(found)
        if n in boxes
    )
    return replace(page, text=text, words=words)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return one text as it became the other, word by word.

    Without those that came it is `before`, without those that went `after`.
    """
    one, other = _PIECE.findall(before), _PIECE.findall(after)
    found: list[Piece] = []
    for _tag, i1, i2, j1, j2 in _opcodes(one, other):
        if one[i1:i2] == other[j1:j2]:
            found.append(Piece(Change.SAME, "".join(one[i1:i2])))
            continue
        gone, new = "".join(one[i1:i2]), "".join(other[j1:j2])
        found += [Piece(Change.GONE, gone)] if gone else []
        found += [Piece(Change.NEW, new)] if new else []
    return tuple(found)


def _kept(before: Sequence[Word], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield which word of the new text stands where which word stood."""
    for _tag, i1, i2, j1, j2 in _opcodes([word.text for word in before], after):
        if i2 - i1 == j2 - j1:
            yield from zip(range(j1, j2), range(i1, i2), strict=True)


def _opcodes(one: Sequence[str], other: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
