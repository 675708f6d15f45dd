"""Whether an office or a command is documented to hold on a day, and when the record changes."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from dadkhah.dates import PartialDate
from dadkhah.pictures.ends import day_after, halves, is_interval


class Standing(StrEnum):
    """What the record says of one day."""

    HELD = "held"  # the day lies inside what is documented
    PERHAPS = "perhaps"  # it may, as the dates are not exact
    EARLIER = "earlier"  # documented at an earlier time; no end is recorded
    ENDED = "ended"
    LATER = "later"  # first documented after the day


def standing_on(held: PartialDate, day: date) -> Standing:
    """Return what `held` says of `day`.

    An interval lasts; a single date only says "documented then", so after it nothing is known:
    EARLIER, never HELD. An open end means that no end is recorded.
    """
    if day < (held.earliest or date.min):
        return Standing.LATER
    if day > (held.latest or date.max):
        return Standing.ENDED if is_interval(held) else Standing.EARLIER
    first, last = _sure(held)
    return Standing.HELD if first <= day <= last else Standing.PERHAPS


def days_of_change(dates: Iterable[PartialDate]) -> tuple[date, ...]:
    """Return the days on which what is documented begins or is over, in order, each once."""
    days = set()
    for held in dates:
        if held.earliest is not None:
            days.add(held.earliest)
        if held.latest is not None and is_interval(held):
            days.add(day_after(held.latest))
    return tuple(sorted(days))


def _sure(held: PartialDate) -> tuple[date, date]:
    """Return the days that lie inside whatever the dates mean; the first is after the last if none.

    "About" and "perhaps" leave no sure day.
    """
    if held.is_approximate or held.is_uncertain:
        return date.max, date.min
    start, end = halves(held)
    if not is_interval(held):
        is_a_day = held.earliest == held.latest and held.earliest is not None
        return (held.earliest, held.latest) if is_a_day else (date.max, date.min)  # type: ignore[return-value]
    first = (start.latest if start else None) or date.min
    last = (end.earliest if end else None) or date.max
    return first, last
