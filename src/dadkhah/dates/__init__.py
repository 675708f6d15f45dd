"""Partial dates in three calendars: what was written, and the interval it means."""

from dadkhah.dates.partial import Calendar, PartialDate, read_date

__all__ = ["Calendar", "PartialDate", "read_date"]
