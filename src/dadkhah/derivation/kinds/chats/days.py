"""Which of three numbers is the day, the month, the year: WhatsApp writes as the phone is set."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from dadkhah.derivation.findings import Notice

Written = tuple[str, str, str]  # the three numbers as they stand, in ASCII digits
_MONTHS, _DAYS = 12, 31
_LONG = 4
_CENTURY = 2000
_SOLAR = range(1300, 1500)  # years that only the solar Hijri calendar counts


class Order(StrEnum):
    """How a file writes its days."""

    YEAR_FIRST = "year-month-day"
    DAY_FIRST = "day-month-year"
    MONTH_FIRST = "month-day-year"
    DOUBTFUL = "doubtful"


def order_of(days: Sequence[Written], separator: str) -> tuple[Order, tuple[Notice, ...]]:
    """Return the order that holds for every day of a file, and what to know of it.

    A number above 12 is no month; where none decides, the order in which no message stands before
    an earlier one; else it stays in doubt. Days parted by points begin with the day.
    """
    possible = _possible(days, separator)
    if len(possible) == 1:
        return possible[0], _of_calendar(days, possible[0])
    fitting = [order for order in possible if _is_in_order(days, order)]
    if len(fitting) == 1:
        sentence = (
            f"Its dates were taken as {fitting[0]}: so no message is older than the one before."
        )
        return fitting[0], (Notice("day-or-month", sentence),)
    sentence = (
        "Nothing in it decides whether the day or the month comes first in its dates, so they"
        " stand as they are written. Ask how the phone was set."
    )
    return Order.DOUBTFUL, (Notice("day-or-month", sentence),)


def day_of(written: Written, order: Order) -> str:
    """Return the day as ISO 8601, or as it stands when the order is in doubt."""
    if order is Order.DOUBTFUL:
        return "/".join(written)
    year, month, day = _sorted(written, order)
    return f"{year:04}-{month:02}-{day:02}"


def _possible(days: Sequence[Written], separator: str) -> list[Order]:
    if any(len(first) == _LONG or int(first) > _DAYS for first, _, _ in days):
        return [Order.YEAR_FIRST]
    possible = [
        order
        for order, month in ((Order.DAY_FIRST, 1), (Order.MONTH_FIRST, 0))
        if all(1 <= int(day[month]) <= _MONTHS for day in days)
    ]
    return [Order.DAY_FIRST] if len(possible) > 1 and separator == "." else possible


def _of_calendar(days: Sequence[Written], order: Order) -> tuple[Notice, ...]:
    if not any(_sorted(day, order)[0] in _SOLAR for day in days):
        return ()
    sentence = "Its days are counted in the solar Hijri calendar, and stand as they are written."
    return (Notice("solar-days", sentence),)


def _is_in_order(days: Sequence[Written], order: Order) -> bool:
    """Whether no day is earlier than the one before it; one day alone decides nothing."""
    return len(set(days)) > 1 and all(
        _sorted(one, order) <= _sorted(other, order) for one, other in pairwise(days)
    )


def _sorted(written: Written, order: Order) -> tuple[int, int, int]:
    first, second, third = map(int, written)
    if order is Order.YEAR_FIRST:
        return _full(first), second, third
    if order is Order.DAY_FIRST:
        return _full(third), second, first
    return _full(third), first, second


def _full(year: int) -> int:
    return year + _CENTURY if year < 100 else year  # noqa: PLR2004 - two digits
