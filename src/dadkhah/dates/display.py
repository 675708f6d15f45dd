"""Write a partial date for a reader of English, Dari or Pashto, in the calendar asked."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from dadkhah.dates.months import month_name
from dadkhah.dates.partial import Calendar, PartialDate
from dadkhah.dates.rules import GREGORIAN, MONTHS, CalendarRules
from dadkhah.dates.solar_hijri import SOLAR_HIJRI
from dadkhah.dates.solar_hijri import from_gregorian as to_solar_hijri
from dadkhah.text.digits import persian_digits

Language = Literal["en", "fa", "ps"]
ShownCalendar = Literal[Calendar.GREGORIAN, Calendar.SOLAR_HIJRI]
_YearMonthDay = tuple[int, int, int]
_Parts = tuple[int, ...]  # year; year and month; or year, month and day

_SINCE = {"en": "since {}", "fa": "از {} به بعد", "ps": "له {} راهیسې"}
_UNTIL = {"en": "until {}", "fa": "تا {}", "ps": "تر {} پورې"}
_ABOUT = {"en": "about {}", "fa": "حدود {}", "ps": "شاوخوا {}"}
_PERHAPS = {"en": "perhaps {}", "fa": "احتمالاً {}", "ps": "ښايي {}"}


def display_date(value: PartialDate, *, language: Language, calendar: ShownCalendar) -> str:
    """Return the days `value` means, as exactly as it gives them and no more.

    Whole months and years of the calendar shown are named as such, anything else by its first and
    last day; so a Gregorian month shows in Solar Hijri as two days. The digits of Dari and Pashto
    are ۰-۹. Nothing is shown in the lunar calendar, whose days are not certain.
    """
    first, last = _ends(value, calendar)
    ends = [_in_words(end, language, calendar) for end in (first, last) if end is not None]
    text = " – ".join(dict.fromkeys(ends))
    if value.is_approximate:
        text = _ABOUT[language].format(text)
    if value.is_uncertain:
        text = _PERHAPS[language].format(text)
    if first is None:
        text = _UNTIL[language].format(text)
    if last is None:
        text = _SINCE[language].format(text)
    return text if language == "en" else persian_digits(text)


def _ends(value: PartialDate, calendar: ShownCalendar) -> tuple[_Parts | None, _Parts | None]:
    """Return the first and last end, shortened to months or years where both ends allow it."""
    rules, split = _CALENDARS[calendar]
    first = split(value.earliest) if value.earliest else None
    last = split(value.latest) if value.latest else None
    if first is None or last is None or first == last:
        return first, last
    starts_month, ends_month = first[2] == 1, last[2] == rules.month_length(*last[:2])
    if not (starts_month and ends_month):
        return first, last
    if (first[1], last[1]) == (1, MONTHS):
        return first[:1], last[:1]
    return first[:2], last[:2]


def _in_words(parts: _Parts, language: Language, calendar: Calendar) -> str:
    year, *smaller = parts
    words = [str(year)]
    for month in smaller[:1]:
        words.insert(0, month_name(calendar, month, language))
    for day in smaller[1:]:
        words.insert(0, str(day))
    return " ".join(words)


def _gregorian_parts(day: date) -> _YearMonthDay:
    return day.year, day.month, day.day


_CALENDARS: dict[ShownCalendar, tuple[CalendarRules, Callable[[date], _YearMonthDay]]] = {
    Calendar.GREGORIAN: (GREGORIAN, _gregorian_parts),
    Calendar.SOLAR_HIJRI: (SOLAR_HIJRI, to_solar_hijri),
}
