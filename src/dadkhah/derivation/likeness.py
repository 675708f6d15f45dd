"""The part of a text that is most like a quotation: for text read again by other eyes."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from heapq import nlargest
from operator import eq

_SHORTEST = 8
_LONGEST = 600  # a longer quotation is found by its beginning and its end
_LONGEST_TEXT = 1_000_000
_LOOKED_AT = 5
_GRAM = 3
_ALIKE = 0.8
_SHARED = 0.3  # of the groups of three letters, before anything is compared
_SLACK = 4  # a long quotation may have become a quarter longer or shorter
_END = 20
_NUDGE = 10  # a window may stand a tenth beside it


def most_alike(text: str, exact: str, around: tuple[str, str]) -> tuple[int, int] | None:
    """Return start and end of what is at least four fifths like `exact`, or None.

    Work is limited: five places are compared, chosen by the groups of three letters they share.
    Of places equally alike the one between more of prefix and suffix is taken.
    """
    if len(exact) < _SHORTEST or len(text) > _LONGEST_TEXT:
        return None
    if len(exact) > _LONGEST:
        return _by_its_ends(text, exact, around)
    best, likeness = None, (0.0, 0.0)
    for place in _candidates(text, exact):
        start, end = _fitted(text, exact, place)
        alike = SequenceMatcher(None, text[start:end], exact, autojunk=False).ratio()
        reached = (round(alike, 2), _context(text, start, end, around))
        if alike >= _ALIKE and reached > likeness:
            best, likeness = (start, end), reached
    return best


def _by_its_ends(text: str, exact: str, around: tuple[str, str]) -> tuple[int, int] | None:
    half = _LONGEST // 2
    first = most_alike(text, exact[:half], (around[0], exact[half:_LONGEST]))
    if first is None:
        return None
    start, slack = first[0], len(exact) // _SLACK
    offset = max(start, start + len(exact) - half - slack)
    last = most_alike(
        text[offset : start + len(exact) + slack],
        exact[-half:],
        (exact[-_LONGEST:-half], around[1]),
    )
    return None if last is None else (start, offset + last[1])


def _candidates(text: str, exact: str) -> Iterator[int]:
    """Yield the beginnings of windows that share the most groups of letters, apart from another."""
    scores = list(_shared(text, exact))
    least = _SHARED * (len(exact) - _GRAM + 1)
    taken: list[int] = []
    for score, place in nlargest(50 * _LOOKED_AT, zip(scores, range(len(scores)), strict=True)):
        if score < least or len(taken) == _LOOKED_AT:
            return
        if all(abs(place - other) > len(exact) // 2 for other in taken):
            taken.append(place)
            yield place


def _shared(text: str, exact: str) -> Iterator[int]:
    """Yield for each window of the quotation's length how many groups of letters it shares."""
    needed = Counter(_grams(exact))
    width = len(exact) - _GRAM + 1
    grams = list(_grams(text))
    inside: Counter[str] = Counter()
    shared = 0
    for n, gram in enumerate(grams):
        if needed[gram] > inside[gram]:
            shared += 1
        inside[gram] += 1
        if n >= width:
            gone = grams[n - width]
            inside[gone] -= 1
            if needed[gone] > inside[gone]:
                shared -= 1
        if n >= width - 1 or n == len(grams) - 1:
            yield shared


def _grams(text: str) -> Iterator[str]:
    return (text[n : n + _GRAM] for n in range(len(text) - _GRAM + 1))


def _fitted(text: str, exact: str, place: int) -> tuple[int, int]:
    """Move the ends of a window to where those of the quotation are."""
    head, tail = exact[:_END], exact[-_END:]
    start = _aligned(text, head, place, len(exact) // _NUDGE)
    end = _aligned(text, tail, start + len(exact) - len(tail), len(exact) // _NUDGE)
    return start, min(len(text), end + len(tail))


def _aligned(text: str, part: str, place: int, slack: int) -> int:
    """Return where near the place the most characters are those of the part."""

    def equal(at: int) -> tuple[int, int]:
        return sum(map(eq, text[at : at + len(part)], part)), -abs(at - place)

    return max(range(max(0, place - slack - _GRAM), place + slack + _GRAM), key=equal)


def _context(text: str, start: int, end: int, around: tuple[str, str]) -> float:
    prefix, suffix = around
    before = SequenceMatcher(None, text[max(0, start - len(prefix)) : start], prefix)
    after = SequenceMatcher(None, text[end : end + len(suffix)], suffix)
    return before.ratio() + after.ratio()
