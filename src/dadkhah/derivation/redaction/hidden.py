"""What a copy is to hide: regions of pages, times of a film, spans of a text, words, pages.

Written as one line of JSON for `options["hide"]` of the redaction tasks, and read strictly: what is
not understood is refused, because a mark that is skipped is a face that is shown.
"""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from dadkhah.errors import MarksNotUnderstood

MOST = 2000
"""How many marks of each kind one copy may have."""
LONGEST_WORD = 300
_VERSION = 1
_LONGEST_FILM = 1_000_000.0  # seconds
_MOST_PAGES = 10_000
_WHOLE = 100.0  # percent
_ROUNDING = 1e-6
_NAMES = frozenset({"v", "regions", "times", "spans", "words", "left_out"})
_Mark = TypeVar("_Mark")
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in whole pixels; right and bottom are outside."""


class How(StrEnum):
    """What is done with a time of a film or recording."""

    CUT = "cut"  # left out, picture and sound
    MUTE = "mute"  # silent, the picture stays
    FILL = "fill"  # a region of the picture is one colour


@dataclass(frozen=True, slots=True)
class HiddenRegion:
    """A rectangle of a page or picture as it is shown, in percent of it. `page` counts from 1."""

    page: int
    x: float
    y: float
    width: float
    height: float

    def pixels(self, width: int, height: int) -> Box:
        """Return the pixels it touches: whole ones, rounded outwards, inside the picture."""
        left = math.floor(self.x * width / _WHOLE + _ROUNDING)
        top = math.floor(self.y * height / _WHOLE + _ROUNDING)
        right = math.ceil((self.x + self.width) * width / _WHOLE - _ROUNDING)
        bottom = math.ceil((self.y + self.height) * height / _WHOLE - _ROUNDING)
        left, top = min(max(left, 0), width - 1), min(max(top, 0), height - 1)
        return left, top, min(max(right, left + 1), width), min(max(bottom, top + 1), height)


@dataclass(frozen=True, slots=True)
class HiddenTime:
    """A time of a film or recording, in seconds from its beginning; `region` where it is filled."""

    start: float
    end: float
    how: How
    region: HiddenRegion | None = None

    def touches(self, start: float, end: float) -> bool:
        """Whether any of it lies between two moments."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class HiddenSpan:
    """A part of a text, as Python counts characters: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """All that one copy hides. Nothing at all: a copy that only loses its metadata."""

    regions: tuple[HiddenRegion, ...] = ()
    times: tuple[HiddenTime, ...] = ()
    spans: tuple[HiddenSpan, ...] = ()
    words: tuple[str, ...] = ()  # every occurrence of them
    left_out: tuple[int, ...] = ()  # pages

    def on_page(self, page: int) -> tuple[HiddenRegion, ...]:
        """Return the regions of one page."""
        return tuple(one for one in self.regions if one.page == page)

    def times_to(self, how: How) -> tuple[HiddenTime, ...]:
        """Return the times that are cut, or muted, or filled."""
        return tuple(one for one in self.times if one.how is how)


def write_hidden(hidden: Hidden) -> str:
    """Return the marks as one line of JSON, which `read_hidden` reads."""
    written = {
        "v": _VERSION,
        "regions": [_sides(one) for one in hidden.regions],
        "times": [
            [one.start, one.end, one.how, _sides(one.region) if one.region else None]
            for one in hidden.times
        ],
        "spans": [[one.start, one.end] for one in hidden.spans],
        "words": list(hidden.words),
        "left_out": list(hidden.left_out),
    }
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def read_hidden(written: str) -> Hidden:
    """Read the marks; raises `MarksNotUnderstood` for anything that `write_hidden` does not write.

    A region lies inside its page and has an area; a time, a span has a length; a filled time has a
    region and no other has one; a word has a letter or digit.
    """
    try:
        read = json.loads(written)
        if not isinstance(read, dict) or set(read) != _NAMES or read["v"] != _VERSION:
            raise ValueError("it is not a list of marks of this version")
        return Hidden(
            _every(read["regions"], _region),
            _every(read["times"], _time),
            _every(read["spans"], _span),
            _every(read["words"], _word),
            _every(read["left_out"], lambda page: _whole(page, 1, _MOST_PAGES)),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = f"The marks of what to hide cannot be read: {error}. Make them anew."
        raise MarksNotUnderstood(message) from error


def _sides(one: HiddenRegion) -> list[float]:
    return [one.page, one.x, one.y, one.width, one.height]


def _every(written: object, read: Callable[[Any], _Mark]) -> tuple[_Mark, ...]:
    if not isinstance(written, list) or len(written) > MOST:
        raise ValueError(f"there are more than {MOST} marks of one kind, or no list of them")
    return tuple(read(one) for one in written)


def _region(written: Sequence[Any]) -> HiddenRegion:
    page, *sides = _values(written, 5)
    x, y, width, height = (_number(side, _WHOLE) for side in sides)
    if not width or not height:
        raise ValueError("a region has no area")
    if max(x + width, y + height) > _WHOLE + _ROUNDING:
        raise ValueError("a region ends outside its page")
    return HiddenRegion(_whole(page, 1, _MOST_PAGES), x, y, width, height)


def _time(written: Sequence[Any]) -> HiddenTime:
    start, end, how, region = _values(written, 4)
    time = HiddenTime(
        _number(start, _LONGEST_FILM),
        _number(end, _LONGEST_FILM),
        How(how),
        None if region is None else _region(region),
    )
    if time.start >= time.end:
        raise ValueError("the end of a time comes after its beginning")
    if (time.how is How.FILL) != (time.region is not None):
        raise ValueError("a time that is filled has a region, and no other has one")
    return time


def _span(written: Sequence[Any]) -> HiddenSpan:
    start, end = _values(written, 2)
    first = _whole(start, 0, 2**40)
    return HiddenSpan(first, _whole(end, first + 1, 2**40))


def _word(written: object) -> str:
    if not isinstance(written, str) or len(written) > LONGEST_WORD or "\0" in written:
        raise ValueError(f"a word is a text of up to {LONGEST_WORD} characters")
    if not any(character.isalnum() for character in written):
        raise ValueError("a word has a letter or a digit")
    return written


def _values(written: object, count: int) -> Iterable[Any]:
    if not isinstance(written, list) or len(written) != count:
        raise ValueError(f"a mark is a list of {count} values")
    return written


def _whole(written: object, least: int, most: int) -> int:
    if type(written) is not int or not least <= written <= most:
        raise ValueError(f"{written!r} is not a whole number from {least} to {most}")
    return written


def _number(written: object, most: float) -> float:
    if type(written) not in (int, float) or not 0 <= written <= most:  # type: ignore[operator]
        raise ValueError(f"{written!r} is not a number from 0 to {most:g}")
    return float(written)  # type: ignore[arg-type]
