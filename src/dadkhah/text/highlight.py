"""Show where in a text what was searched for stands. The text stays as it was written."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dadkhah.text.folding import fold_in_place
from dadkhah.text.search_terms import WORD, Term

_CUT = "…"
_WORD_AT_MOST = 24  # looks this far for a space to cut at
_Span = tuple[int, int]
_Hit = tuple[int, int, int]  # start, end, and which term


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text, and whether it is what was searched for."""

    text: str
    is_hit: bool


def highlighted(text: str, terms: Iterable[Term]) -> tuple[Piece, ...]:
    """Return the whole text in pieces; joined, they are the text."""
    return _pieces(text, _hits(text, tuple(terms)), (0, len(text)))


def snippets(text: str, terms: Iterable[Term], length: int) -> tuple[Piece, ...]:
    """Return the part of about `length` characters that shows most of the terms.

    It is cut at spaces where there are any, and `…` stands where something is left out. Without
    a hit it is the beginning of the text.
    """
    hits = _hits(text, tuple(terms))
    start, end = _window(text, hits, max(length, 1))
    pieces = _pieces(text, hits, (start, end))
    before = (Piece(_CUT, False),) if start else ()
    after = (Piece(_CUT, False),) if end < len(text) else ()
    return before + pieces + after


def _hits(text: str, terms: Sequence[Term]) -> list[_Hit]:
    folded = fold_in_place(text)
    words = [(match[0], match.span()) for match in WORD.finditer(folded.text)]
    places: dict[str, list[int]] = {}
    for place, (word, _) in enumerate(words):
        places.setdefault(word, []).append(place)
    hits = []
    for number, term in enumerate(terms):
        for place in _starts(places, term):
            found = [word for word, _ in words[place : place + len(term.words)]]
            if _stands_here(found, term):
                last = place + len(term.words) - 1
                hits.append((*folded.span(words[place][1][0], words[last][1][1]), number))
    return sorted(hits)


def _starts(places: dict[str, list[int]], term: Term) -> Iterable[int]:
    if len(term.words) == 1 and term.is_prefix:
        begin = term.words[0]
        return [at for word, found in places.items() if word.startswith(begin) for at in found]
    return places.get(term.words[0], ())


def _stands_here(found: list[str], term: Term) -> bool:
    *first, last = term.words
    if len(found) < len(term.words) or found[:-1] != first:
        return False
    return found[-1].startswith(last) if term.is_prefix else found[-1] == last


def _window(text: str, hits: list[_Hit], length: int) -> _Span:
    """Return the window with the most terms, then the most hits, then the earliest."""
    if len(text) <= length:
        return 0, len(text)
    best, score = 0, (0, 0)
    starts = [start for start, _, _ in hits]
    for at, (start, _, _) in enumerate(hits):
        inside = hits[at : bisect_left(starts, start + length)]
        shown = [hit for hit in inside if hit[1] <= start + length]
        if (reached := (len({number for _, _, number in shown}), len(shown))) > score:
            best, score = at, reached
    if not hits:
        return 0, _cut_after(text, length)
    start = hits[best][0]
    last = max((e for s, e, _ in hits if s >= start and e <= start + length), default=start)
    start = max(0, min(start - (length - (last - start)) // 2, len(text) - length))
    end = min(len(text), start + length)
    return _cut_before(text, start, hits[best][0]), _cut_after(text, end, last)


def _cut_before(text: str, start: int, at_most: int) -> int:
    """Move a cut forward to the beginning of a word."""
    if start == 0 or text[start - 1].isspace():
        return start
    for at in range(start, min(at_most, start + _WORD_AT_MOST)):
        if text[at].isspace():
            return at + 1
    return start


def _cut_after(text: str, end: int, at_least: int = 0) -> int:
    """Move a cut back to the end of a word."""
    if end >= len(text) or text[end].isspace():
        return end
    for at in range(end - 1, max(at_least, end - _WORD_AT_MOST) - 1, -1):
        if at > 0 and text[at].isspace():
            return at
    return end


def _pieces(text: str, hits: list[_Hit], window: _Span) -> tuple[Piece, ...]:
    start, end = window
    pieces = []
    for hit_start, hit_end, _ in hits:
        first, after = max(hit_start, start), min(hit_end, end)
        if first >= after:
            continue
        if first > start:
            pieces.append(Piece(text[start:first], False))
        pieces.append(Piece(text[first:after], True))
        start = after
    if start < end:
        pieces.append(Piece(text[start:end], False))
    return tuple(pieces)
