"""What a date means that somebody is typing."""

from typing import Any

from dadkhah.dates import Calendar, PartialDate, display_date, read_date
from dadkhah.dates.display import ShownCalendar
from dadkhah.errors import DateNotUnderstood
from dadkhah_web.pages.reader import reader_calendar, reader_language


def meaning(written: str, calendar: str) -> dict[str, Any]:
    """Return the date and the same days in the other calendar; or the reason why there is none."""
    if not written:
        return {"date": None, "reason": "", "other": ""}
    known = Calendar(calendar) if calendar in set(Calendar) else None
    try:
        date = read_date(written, known)
    except DateNotUnderstood as why:
        return {"date": None, "reason": why.reason, "other": ""}
    return {"date": date, "reason": "", "other": _other(date)}


def _other(date: PartialDate) -> str:
    calendar: ShownCalendar = Calendar.GREGORIAN
    if reader_calendar() is Calendar.GREGORIAN:
        calendar = Calendar.SOLAR_HIJRI
    return display_date(date, language=reader_language(), calendar=calendar)
