"""The two ends of a date, and how sure each is: what a picture may draw and what it must fade."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dadkhah.dates import PartialDate, read_date
from dadkhah.text.digits import fold_digits

# A whole day with slashes is one day and not an interval; `read_date` has the same rule.
_SLASHED_DAY = re.compile(r"\d{4}/\d{1,2}/\d{1,2}", re.ASCII)
_OPEN = {"", ".."}


class Edge(StrEnum):
    """How one end of a mark is drawn."""

    SHARP = "sharp"  # the day is as the record gives it
    FADED = "faded"  # the record says "about" or "perhaps"
    OPEN = "open"  # the record gives no end


@dataclass(frozen=True, slots=True)
class Span:
    """The days a date may mean. `first` or `last` is None where the record leaves it open."""

    first: date | None
    last: date | None
    start: Edge
    end: Edge

    @property
    def is_one_day(self) -> bool:
        """Whether both ends are the same day."""
        return self.first == self.last


def span_of(value: PartialDate) -> Span:
    """Return the days `value` may mean; nothing is narrowed to a day that nobody wrote."""
    start, end = halves(value)
    return Span(
        value.earliest, value.latest, _edge(value.earliest, start), _edge(value.latest, end)
    )


def halves(value: PartialDate) -> tuple[PartialDate | None, PartialDate | None]:
    """Return both ends of an interval as dates of their own; one date is both ends of itself.

    None is an open end.
    """
    text = fold_digits(value.written).strip()
    if "/" not in text or _SLASHED_DAY.fullmatch(text):
        return value, value
    start, _, end = text.partition("/")
    return _half(start, value), _half(end, value)


def is_interval(value: PartialDate) -> bool:
    """Whether it was written as two ends: a time that lasted, not a time within which."""
    start, end = halves(value)
    return start is not value or end is not value


def day_after(day: date) -> date:
    """Return the next day; the last day there is stays itself."""
    return day + timedelta(days=1) if day < date.max else day


def _half(written: str, value: PartialDate) -> PartialDate | None:
    written = written.strip()
    return None if written in _OPEN else read_date(written, value.calendar)


def _edge(day: date | None, half: PartialDate | None) -> Edge:
    if day is None or half is None:
        return Edge.OPEN
    return Edge.FADED if half.is_approximate or half.is_uncertain else Edge.SHARP
