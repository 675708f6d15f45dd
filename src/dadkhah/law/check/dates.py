"""Dates are real, as precise as they say, and in order."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from dadkhah.law.check.finding import LawFinding
from dadkhah.law.model import Law, RegisteredRestriction

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LENGTHS = {"day": 10, "month": 7, "quarter": 7, "year": 4}


def check_dates(law: Law) -> Iterator[LawFinding]:
    """Yield each date that cannot be, is less precise than it says, or is out of order."""
    registered = law.restrictions.values()
    yield from _in_order((row.date, row.place) for row in registered)
    for restriction in registered:
        yield from _precision(restriction)
    for proceeding in law.proceedings.values():
        yield from _in_order((step.date, step.place) for step in proceeding.steps)
    for instrument in law.instruments.values():
        bound = instrument.afghanistan
        dates = (instrument.adopted, instrument.entry_into_force)
        for written in (*dates, bound.signed, bound.on, bound.in_force):
            if written and _last_day(written) is None:
                message = f"`{written}` is not a date"
                yield LawFinding("impossible-date", instrument.place, message)


def _precision(restriction: RegisteredRestriction) -> Iterator[LawFinding]:
    wanted = _LENGTHS.get(restriction.date_precision)
    if wanted and len(restriction.date) != wanted:
        message = f"`{restriction.date}` is not a date to the {restriction.date_precision}"
        yield LawFinding("wrong-precision", restriction.place, message)
    if not restriction.end_date:
        return
    end = _last_day(restriction.end_date)
    if end is None or restriction.end_date < restriction.date:
        message = f"the end `{restriction.end_date}` is no date on or after {restriction.date}"
        yield LawFinding("impossible-date", restriction.place, message)


def _in_order(dated: Iterable[tuple[str, str]]) -> Iterator[LawFinding]:
    before = date.min
    for written, place in dated:
        last = _last_day(written)
        if last is None:
            yield LawFinding("impossible-date", place, f"`{written}` is not a date")
        elif last < before:
            yield LawFinding("out-of-order", place, f"`{written}` comes after {before}")
        before = max(before, last or before)


def _last_day(written: str) -> date | None:
    """The last day `written` can mean; None when it can mean none."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return None
    year, *rest = (int(part) for part in match.groups() if part)
    month = rest[0] if rest else 12
    try:
        return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])
    except ValueError:
        return None
