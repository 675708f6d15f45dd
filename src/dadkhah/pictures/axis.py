"""A time axis: where a day stands, in per cent of the width, and the marks of years and months."""

from dataclasses import dataclass
from datetime import date

from dadkhah.dates import Calendar
from dadkhah.dates.display import Language, ShownCalendar
from dadkhah.dates.months import month_name
from dadkhah.pictures.ends import day_after
from dadkhah.pictures.periods import Period, Unit, period_of, periods_between
from dadkhah.text.digits import persian_digits

_DAYS_FOR_MONTHS = 550  # up to a year and a half each month has its mark
_DAYS_FOR_QUARTERS = 1300
_ROOM = 5.0  # per cent that the number of a year takes


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year or month on the axis. Years are the major marks."""

    at: float
    label: str
    is_year: bool


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """From the beginning of `first` to the end of `last`."""

    first: date
    last: date
    ticks: tuple[Tick, ...] = ()

    def start_of(self, day: date) -> float:
        """Return where `day` begins, between 0 and 100."""
        days = (day_after(self.last) - self.first).days
        return round(min(max((day - self.first).days * 100 / days, 0.0), 100.0), 3)

    def end_of(self, day: date) -> float:
        """Return where `day` ends, between 0 and 100."""
        return self.start_of(day_after(day))


def time_axis(first: date, last: date, *, calendar: ShownCalendar, language: Language) -> TimeAxis:
    """Return an axis in the reader's calendar; the shorter the time, the finer its marks."""
    bare = TimeAxis(first, last)
    days = (last - first).days
    unit = Unit.YEAR
    if days <= _DAYS_FOR_QUARTERS:
        unit = Unit.QUARTER if days > _DAYS_FOR_MONTHS else Unit.MONTH
    found = periods_between(period_of(first, unit, calendar), period_of(last, unit, calendar))
    ticks = [
        Tick(bare.start_of(each.first), _label(each, language), each.number == 1)
        for each in found
        if first <= each.first <= last
    ]
    # An axis that begins inside a year says which one, where there is room before the next.
    if not ticks or ticks[0].at >= _ROOM:
        begun = period_of(first, Unit.YEAR, calendar)
        ticks.insert(0, Tick(0.0, _label(begun, language), True))
    elif not ticks[0].is_year:
        year = _label(period_of(first, Unit.YEAR, calendar), language)
        ticks[0] = Tick(ticks[0].at, f"{ticks[0].label} {year}", True)
    return TimeAxis(first, last, tuple(ticks))


def _label(period: Period, language: Language) -> str:
    if period.number == 1:
        text = str(period.year)
        return text if language == "en" else persian_digits(text)
    month = (period.number - 1) * period.unit.months + 1
    name = month_name(period.calendar, month, language)
    is_long = language == "en" and period.calendar is Calendar.GREGORIAN
    return name[:3] if is_long else name
