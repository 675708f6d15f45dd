"""The lunar Hijri calendar, converted by the Umm al-Qura table with a day either way.

Months begin by sighting of the moon and differ between places, so a lunar day means three
Gregorian days. The table of hijridate covers 1343-1500 (1924-2077); other years are refused.
"""

from datetime import date, timedelta

from hijridate import Hijri

from dadkhah.dates.partial import Calendar
from dadkhah.dates.rules import CalendarRules


def _month_length(year: int, month: int) -> int:
    return Hijri(year, month, 1).month_length()


def _to_gregorian(year: int, month: int, day: int) -> date:
    # Counted from the first: a month of 29 days in the table may have been kept with 30.
    first = Hijri(year, month, 1).to_gregorian()
    return date(first.year, first.month, first.day) + timedelta(days=day - 1)


LUNAR_HIJRI = CalendarRules(
    calendar=Calendar.LUNAR_HIJRI,
    first_year=1343,
    last_year=1500,
    month_length=_month_length,
    to_gregorian=_to_gregorian,
    days_either_way=1,
    longest_month=30,
)
