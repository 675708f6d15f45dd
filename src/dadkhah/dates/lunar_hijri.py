"""The lunar Hijri calendar, converted by the Umm al-Qura table with a day either way.

Months begin by sighting of the moon and differ between places, so a lunar day means three
Gregorian days. The table of hijridate covers 1343-1500 (1924-2077); other years are refused.
"""

from datetime import date

from hijridate import Hijri

from dadkhah.dates.partial import Calendar
from dadkhah.dates.rules import CalendarRules


def _month_length(year: int, month: int) -> int:
    return Hijri(year, month, 1).month_length()


def _to_gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


LUNAR_HIJRI = CalendarRules(
    Calendar.LUNAR_HIJRI, 1343, 1500, _month_length, _to_gregorian, days_either_way=1
)
