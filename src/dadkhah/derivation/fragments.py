"""Times, regions and pages as fragments: `t=10,20`, `xywh=percent:10,10,20,20`, `page=3`.

W3C Media Fragments 1.0 and the page of RFC 8118. What a reader would have to guess is refused.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dadkhah.errors import SelectorNotUnderstood

_WHOLE = Decimal(100)
_SECONDS = re.compile(r"\d{1,9}(\.\d{0,6})?", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,4}):)?([0-5]\d):([0-5]\d(?:\.\d{0,6})?)", re.ASCII)
_REGION = re.compile(r"(?:(percent|pixel):)?(.*)", re.DOTALL)
_SIDE = re.compile(r"\d{1,9}(\.\d{1,6})?", re.ASCII)
_PAGE = re.compile(r"page=([1-9]\d{0,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class TimeRange:
    """From a moment to another, in seconds. Without an end it goes on to the end."""

    start: Decimal
    end: Decimal | None = None


class Unit(StrEnum):
    """What a region is counted in."""

    PERCENT = "percent"
    PIXEL = "pixel"


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a picture or page as it is shown: its corner at the top, and its size."""

    unit: Unit
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal


def read_time(written: str) -> TimeRange:
    """Read `t=10,20`, `t=10`, `t=,20`, `t=npt:0:01:30,0:02:00`. Raises `SelectorNotUnderstood`."""
    name, _, value = written.partition("=")
    start, comma, end = value.removeprefix("npt:").partition(",")
    if name != "t" or not (start or end) or (comma and not end):
        raise _refused(written, "a time is written t=10,20 (seconds), t=10 or t=,20")
    first = _moment(written, start) if start else Decimal(0)
    last = _moment(written, end) if end else None
    if last is not None and first >= last:
        raise _refused(written, "the end comes after the beginning")
    return TimeRange(first, last)


def write_time(time: TimeRange) -> str:
    """Return `t=10,20`, which `read_time` reads."""
    return f"t={_number(time.start)}" + ("" if time.end is None else f",{_number(time.end)}")


def read_region(written: str) -> Region:
    """Read `xywh=percent:10,10,20,20`, or pixels without or with `pixel:`.

    Raises `SelectorNotUnderstood` for no area, for more than the whole, for parts of a pixel.
    """
    name, _, value = written.partition("=")
    unit, numbers = _REGION.fullmatch(value).groups()  # type: ignore[union-attr] # matches any text
    sides = numbers.split(",")
    if name != "xywh" or [bool(_SIDE.fullmatch(side)) for side in sides] != [True] * 4:
        raise _refused(written, "a region is written xywh=percent:10,10,20,20 or xywh=0,0,640,480")
    region = Region(Unit(unit or Unit.PIXEL), *map(Decimal, sides))
    if not region.width or not region.height:
        raise _refused(written, "a region has a width and a height above 0")
    if region.unit is Unit.PIXEL and "." in numbers:
        raise _refused(written, "pixels are whole numbers")
    if region.unit is Unit.PERCENT and not _is_inside(region):
        raise _refused(written, "a region ends at 100 percent")
    return region


def write_region(region: Region) -> str:
    """Return `xywh=percent:10,10,20,20`, which `read_region` reads."""
    sides = (region.x, region.y, region.width, region.height)
    return f"xywh={region.unit}:{','.join(map(_number, sides))}"


def read_page(written: str) -> int:
    """Read `page=3`, counted from 1. Raises `SelectorNotUnderstood`."""
    match = _PAGE.fullmatch(written)
    if match is None:
        raise _refused(written, "a page is written page=3, counted from 1")
    return int(match[1])


def write_page(number: int) -> str:
    """Return `page=3`, which `read_page` reads."""
    return f"page={number}"


def _moment(written: str, moment: str) -> Decimal:
    if _SECONDS.fullmatch(moment):
        return Decimal(moment)
    clock = _CLOCK.fullmatch(moment)
    if clock is None:
        raise _refused(written, "a moment is written in seconds, as mm:ss or as h:mm:ss")
    hours, minutes, seconds = clock.groups()
    return Decimal(hours or 0) * 3600 + Decimal(minutes) * 60 + Decimal(seconds)


def _is_inside(region: Region) -> bool:
    return max(region.x + region.width, region.y + region.height) <= _WHOLE


def _number(number: Decimal) -> str:
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _refused(written: str, reason: str) -> SelectorNotUnderstood:
    return SelectorNotUnderstood(f"'{written[:80]}' cannot be read: {reason}.")
