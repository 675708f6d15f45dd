"""The Solar Hijri calendar of Afghanistan, converted by jdatetime.

ICU, jdatetime, persiantools and convertdate agree on every day of the years 1300-1420
(21 March 1921 to 20 March 2042); years outside are refused rather than guessed.
"""

from datetime import date

import jdatetime

from dadkhah.dates.partial import Calendar
from dadkhah.dates.rules import CalendarRules

_LEAP_MONTH = 12


def from_gregorian(day: date) -> tuple[int, int, int]:
    """Return the Solar Hijri year, month and day of a Gregorian day."""
    found = jdatetime.date.fromgregorian(date=day)
    return found.year, found.month, found.day


def _month_length(year: int, month: int) -> int:
    if month == _LEAP_MONTH and jdatetime.date(year, 1, 1).isleap():
        return 30
    return int(jdatetime.j_days_in_month[month - 1])


def _to_gregorian(year: int, month: int, day: int) -> date:
    found: date = jdatetime.date(year, month, day).togregorian()
    return found


SOLAR_HIJRI = CalendarRules(Calendar.SOLAR_HIJRI, 1300, 1420, _month_length, _to_gregorian)
