"""Months, quarters and years of a calendar, and which of them a date lies in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dadkhah.dates import Calendar, PartialDate
from dadkhah.dates.display import Language, ShownCalendar
from dadkhah.dates.months import month_name
from dadkhah.dates.rules import GREGORIAN, MONTHS
from dadkhah.dates.solar_hijri import SOLAR_HIJRI, from_gregorian
from dadkhah.text.digits import persian_digits

_RULES = {Calendar.GREGORIAN: GREGORIAN, Calendar.SOLAR_HIJRI: SOLAR_HIJRI}


class Unit(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One month, quarter or year of a calendar; `number` counts from 1 in its year."""

    year: int
    number: int
    unit: Unit
    calendar: ShownCalendar

    @property
    def first(self) -> date:
        """Its first day."""
        month = (self.number - 1) * self.unit.months + 1
        return _RULES[self.calendar].to_gregorian(self.year, month, 1)

    @property
    def next(self) -> "Period":
        """The period after it."""
        if self.number * self.unit.months == MONTHS:
            return Period(self.year + 1, 1, self.unit, self.calendar)
        return Period(self.year, self.number + 1, self.unit, self.calendar)

    @property
    def code(self) -> str:
        """Its name in addresses: `2022`, `2022-Q1`, `2022-02`."""
        if self.unit is Unit.YEAR:
            return str(self.year)
        return (
            f"{self.year}-Q{self.number}"
            if self.unit is Unit.QUARTER
            else f"{self.year}-{self.number:02}"
        )

    def name(self, language: Language) -> str:
        """Return its name for a reader; a quarter is named by its first and last month."""
        names = [
            month_name(self.calendar, month, language)
            for month in ((self.number - 1) * self.unit.months + 1, self.number * self.unit.months)
        ]
        parts = [] if self.unit is Unit.YEAR else ["–".join(dict.fromkeys(names))]
        text = " ".join([*parts, str(self.year)])
        return text if language == "en" else persian_digits(text)


def period_named(code: str, calendar: ShownCalendar) -> Period:
    """Return the period of `calendar` whose `code` this is."""
    year, dash, rest = code.partition("-")
    if not dash:
        return Period(int(year), 1, Unit.YEAR, calendar)
    unit = Unit.QUARTER if rest.startswith("Q") else Unit.MONTH
    return Period(int(year), int(rest.removeprefix("Q")), unit, calendar)


def period_of(day: date, unit: Unit, calendar: ShownCalendar) -> Period:
    """Return the period that `day` is in."""
    year, month = (day.year, day.month)
    if calendar is Calendar.SOLAR_HIJRI:
        year, month, _ = from_gregorian(day)
    return Period(year, (month - 1) // unit.months + 1, unit, calendar)


def the_period(value: PartialDate, unit: Unit, calendar: ShownCalendar) -> Period | None:
    """Return the one period that holds every day `value` may mean; None if there is no such one.

    So a date known to the year is in no month, and a Gregorian month is in no Solar Hijri month.
    """
    if value.earliest is None or value.latest is None:
        return None
    first = period_of(value.earliest, unit, calendar)
    return first if first == period_of(value.latest, unit, calendar) else None


def periods_between(first: Period, last: Period) -> Iterator[Period]:
    """Yield every period from `first` to `last`, also those in which nothing is documented."""
    while first <= last:
        yield first
        first = first.next
