"""Who reads: in which language, in which calendar, with which digits."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import get_language

from dadkhah.dates import Calendar
from dadkhah.dates.display import Language, ShownCalendar

_OWN_CALENDAR: dict[Language, ShownCalendar] = {
    "en": Calendar.GREGORIAN,
    "fa": Calendar.SOLAR_HIJRI,
    "ps": Calendar.SOLAR_HIJRI,
}
_SHOWN: dict[str, ShownCalendar] = {
    Calendar.GREGORIAN.value: Calendar.GREGORIAN,
    Calendar.SOLAR_HIJRI.value: Calendar.SOLAR_HIJRI,
}
_chosen: ContextVar[str] = ContextVar("calendar", default="")


@contextmanager
def reading_in(calendar: str) -> Iterator[None]:
    """Show dates in `calendar` until this ends; an empty word is the calendar of the language."""
    token = _chosen.set(calendar)
    try:
        yield
    finally:
        _chosen.reset(token)


def reader_language() -> Language:
    """Return the language of the reader: English where it is none of ours."""
    language = (get_language() or "en")[:2]
    return language if language in _OWN_CALENDAR else "en"


def reader_calendar() -> ShownCalendar:
    """Return the calendar the reader chose, else the one of the language."""
    return _SHOWN.get(_chosen.get(), _OWN_CALENDAR[reader_language()])
