"""What a calendar must tell: its years, the lengths of its months, its days as Gregorian days."""

import calendar as gregorian
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dadkhah.dates.partial import Calendar

MONTHS = 12


class Unreadable(ValueError):
    """Why a date cannot be read; `read_date` turns it into `DateNotUnderstood`."""


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """One calendar, inside the years where its conversion is sure."""

    calendar: Calendar
    first_year: int
    last_year: int
    month_length: Callable[[int, int], int]
    to_gregorian: Callable[[int, int, int], date]
    days_either_way: int = 0  # how far a day may differ from the table used
    longest_month: int = 0  # days any month may have where months are sighted, else 0

    def days(
        self, first_year: int, last_year: int, month: int | None, day: int | None
    ) -> tuple[date, date]:
        """Return the first and last Gregorian day meant; an absent month or day means all."""
        for year in (first_year, last_year):
            self.check_year(year)
        if month is not None and not 1 <= month <= MONTHS:
            raise Unreadable(f"has no month {month:02}")
        last_month = month or MONTHS
        length = self.month_length(last_year, last_month)
        longest = self.longest_month or length
        if day is not None and not 1 <= day <= longest:
            raise Unreadable(
                f"names day {day} of a month that has {longest} days ({self.calendar} calendar)"
            )
        earliest = self.to_gregorian(first_year, month or 1, day or 1)
        latest = self.to_gregorian(last_year, last_month, day or length)
        band = timedelta(days=self.days_either_way)
        return earliest - band, latest + band

    def check_year(self, year: int) -> None:
        """Refuse a year outside the years this calendar is read in."""
        if not self.first_year <= year <= self.last_year:
            raise Unreadable(
                f"names the year {year}, outside {self.first_year}-{self.last_year}, the years "
                f"read in the {self.calendar} calendar (is it another calendar?)"
            )


def _gregorian_month_length(year: int, month: int) -> int:
    return gregorian.monthrange(year, month)[1]


# A year before 1700 without a calendar is nearly always a Hijri year: it must not pass in silence.
GREGORIAN = CalendarRules(Calendar.GREGORIAN, 1700, 2100, _gregorian_month_length, date)
