"""Find a quotation again in a text that was derived anew, and say how sure that is."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dadkhah.derivation.likeness import most_alike
from dadkhah.derivation.selectors import Quote
from dadkhah.text.folding import Folded, fold_in_place

_MOST_PLACES = 1000
# What a line break, another reader or another keyboard puts in or leaves out.
_SPACES = re.compile(r"\s+")
_HYPHENS = re.compile(r"(?<=[^\W\d_])[-\u2010]+|[-\u2010]+(?=[^\W\d_])")


class Certainty(StrEnum):
    """How a quotation was found."""

    EXACT = "exact"  # character by character
    FOLDED = "folded"  # apart from spaces, hyphens, spellings of a letter, digits, marks, case
    APPROXIMATE = "approximate"  # the most alike; a person should look


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quotation stands: `text[start:end]`."""

    start: int
    end: int
    certainty: Certainty
    is_only: bool = True  # False: another place fits as well, and this is the nearest or first


def anchor(text: str, quote: Quote, near: int | None = None) -> Anchor | None:
    """Return where the quotation stands, or None when nothing is like it.

    Prefix and suffix choose among several places; then `near`, where it stood before. A quotation
    without letters or digits is found only as it is written.
    """
    if not quote.exact:
        return None
    whole = quote.prefix + quote.exact + quote.suffix
    if places := list(_places(text, whole)):
        start = _nearest(places, near) + len(quote.prefix)
        end = start + len(quote.exact)
        return Anchor(start, end, Certainty.EXACT, is_only=len(places) == 1)
    folded = _dense(text)
    exact, prefix, suffix = (
        _dense(part).text for part in (quote.exact, quote.prefix, quote.suffix)
    )
    if not exact:
        return None
    found = _place(folded, exact, (prefix, suffix), near)
    if found is not None:
        start, is_only = found
        return _as_written(text, quote, folded.span(start, start + len(exact)), is_only=is_only)
    alike = most_alike(folded.text, exact, (prefix, suffix))
    if alike is None:
        return None
    return Anchor(*folded.span(*alike), Certainty.APPROXIMATE)


def _dense(text: str) -> Folded:
    return fold_in_place(text).without(_SPACES).without(_HYPHENS)


def _places(text: str, part: str) -> Iterator[int]:
    """Yield where the part stands, the first thousand times, overlapping ones too."""
    at = text.find(part)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(part, at + 1)


def _nearest(places: Sequence[int], near: int | None) -> int:
    return places[0] if near is None else min(places, key=lambda place: abs(place - near))


def _place(
    folded: Folded, exact: str, around: tuple[str, str], near: int | None
) -> tuple[int, bool] | None:
    """Return where the folded quotation stands with the most of its context, and if only there."""
    places = list(_places(folded.text, exact))
    if not places:
        return None
    fits = [_fit(folded.text, place, place + len(exact), around) for place in places]
    best = [place for place, fit in zip(places, fits, strict=True) if fit == max(fits)]
    beside = None if near is None else bisect_left(folded.origins, near)
    return _nearest(best, beside), len(best) == 1


def _fit(text: str, start: int, end: int, around: tuple[str, str]) -> int:
    """Count the characters of prefix and suffix that stand around the place."""
    prefix, suffix = around
    before = text[max(0, start - len(prefix)) : start]
    return _in_common(before[::-1], prefix[::-1]) + _in_common(
        text[end : end + len(suffix)], suffix
    )


def _in_common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _as_written(text: str, quote: Quote, span: tuple[int, int], *, is_only: bool) -> Anchor:
    """Take in spaces at the ends of the quotation where the text has the same ones."""
    ahead = len(quote.exact) - len(quote.exact.lstrip())
    start = span[0] - ahead
    if start >= 0 and text.startswith(quote.exact, start):
        return Anchor(start, start + len(quote.exact), Certainty.EXACT, is_only)
    return Anchor(*span, Certainty.FOLDED, is_only)
