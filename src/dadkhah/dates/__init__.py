"""Partial dates in three calendars: what was written, and the interval it means."""

from dadkhah.dates.display import display_date
from dadkhah.dates.partial import Calendar, PartialDate
from dadkhah.dates.reading import read_date

__all__ = ["Calendar", "PartialDate", "display_date", "read_date"]
