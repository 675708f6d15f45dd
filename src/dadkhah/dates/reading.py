"""Read a date as people write it, in any of the three calendars, or refuse it."""

import re
from dataclasses import dataclass
from datetime import date

from dadkhah.dates.edtf import edtf_of_days, numeric_days, read_numeric, season_days
from dadkhah.dates.lunar_hijri import LUNAR_HIJRI
from dadkhah.dates.months import month_named
from dadkhah.dates.partial import Calendar, PartialDate
from dadkhah.dates.rules import GREGORIAN, Unreadable
from dadkhah.dates.solar_hijri import SOLAR_HIJRI
from dadkhah.errors import DateNotUnderstood
from dadkhah.text.digits import fold_digits

_RULES = {rules.calendar: rules for rules in (GREGORIAN, SOLAR_HIJRI, LUNAR_HIJRI)}
_OPEN_ENDS = {"", ".."}
_EXAMPLES = (
    "Write for example 2022-02-09, 2022-02, 2022, 2021-09/2021-12, 2021-08-15/.., 2022-02~ or "
    "9 February 2022; 1400-11-20 with calendar solar-hijri, or 20 Dalw 1400 or ۲۰ دلو ۱۴۰۰; "
    "1446-01-25 with calendar lunar-hijri, or 25 Muharram 1446."
)

# Year first with slashes is how Dari and Pashto write a whole day; it has one meaning only.
_SLASHED_DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII)
_QUALIFIED = re.compile(r"(.*?)([?~%]?)")
_DAY_MONTH_YEAR = re.compile(r"(?:(?P<day>\d{1,2})\s+)?(?P<month>[^\d/,]+?)\s+(?P<year>\d{4})")
_MONTH_DAY_YEAR = re.compile(r"(?P<month>[^\d/,]+?)\s+(?P<day>\d{1,2}),\s*(?P<year>\d{4})")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one end of an interval means; no calendar when the end is open."""

    calendar: Calendar | None
    edtf: str
    earliest: date | None
    latest: date | None


def read_date(written: str, calendar: Calendar | None = None) -> PartialDate:
    """Read a date and keep what was written, or refuse with `DateNotUnderstood`.

    Without `calendar` a date in digits is Gregorian, and the name of a month tells its own
    calendar. Nothing is guessed: an impossible day, a year outside the years a calendar is read
    in, or a month of another calendar is refused, and the message says why.
    """
    text = _DIRECTION_MARKS.sub("", fold_digits(written)).strip()
    try:
        found = _read(text, calendar)
    except Unreadable as why:
        raise DateNotUnderstood(f"The date '{written}' {why}.", _EXAMPLES) from None
    if found.calendar is None:
        raise DateNotUnderstood(f"The date '{written}' names no day at all.", _EXAMPLES)
    return PartialDate(written, found.calendar, found.edtf, found.earliest, found.latest)


def _read(text: str, calendar: Calendar | None) -> _Reading:
    if slashed := _SLASHED_DAY.fullmatch(text):
        year, month, day = map(int, slashed.groups())
        return _read_end(f"{year:04}-{month:02}-{day:02}", calendar)
    match text.split("/"):
        case [single]:
            return _read_end(single, calendar)
        case [start, end]:
            return _interval(
                _read_end(start.strip(), calendar),
                _read_end(end.strip(), calendar),
            )
        case _:
            raise Unreadable("has more than two ends")


def _interval(start: _Reading, end: _Reading) -> _Reading:
    calendars = {start.calendar, end.calendar} - {None}
    if len(calendars) > 1:
        raise Unreadable("names two calendars in one interval")
    if _is_reversed(start, end):
        raise Unreadable("ends before it begins")
    first, last = start.edtf.split("/")[0], end.edtf.split("/")[-1]
    return _Reading(next(iter(calendars), None), f"{first}/{last}", start.earliest, end.latest)


def _is_reversed(start: _Reading, end: _Reading) -> bool:
    # `2021-09/2021` is in order: its end may fall after September. So both bounds must be earlier.
    if not (start.earliest and start.latest and end.earliest and end.latest):
        return False
    return end.earliest < start.earliest and end.latest < start.latest


def _read_end(text: str, calendar: Calendar | None) -> _Reading:
    if text in _OPEN_ENDS:
        return _Reading(None, text, None, None)
    match = _QUALIFIED.fullmatch(text)
    body, qualifier = match.groups() if match else (text, "")
    written = _in_words(body, calendar)
    if written is not None:
        calendar, body = written
    rules = _RULES[calendar or Calendar.GREGORIAN]
    numeric = read_numeric(body)
    if numeric is None:
        raise Unreadable("is not understood")
    if rules is GREGORIAN and numeric.is_season:
        if calendar is None and numeric.may_be_two_years:
            raise Unreadable(
                f"may be a season or two years: write {numeric.two_years} for the years, or give "
                "the calendar gregorian if it is the season"
            )
        return _Reading(rules.calendar, body + qualifier, *season_days(numeric))
    earliest, latest = numeric_days(numeric, rules)
    if rules is GREGORIAN:
        return _Reading(rules.calendar, body + qualifier, earliest, latest)
    edtf = edtf_of_days(earliest, latest, qualifier)
    return _Reading(rules.calendar, edtf, earliest, latest)


def _in_words(text: str, calendar: Calendar | None) -> tuple[Calendar, str] | None:
    """Return the calendar and the digits of a date whose month is a word; None if it is not so."""
    match = _DAY_MONTH_YEAR.fullmatch(text) or _MONTH_DAY_YEAR.fullmatch(text)
    if match is None:
        return None
    named = month_named(match["month"])
    if named is None:
        raise Unreadable(f"has no month that we know by the name '{match['month']}'")
    if calendar not in (None, named[0]):
        raise Unreadable(f"names a month of the {named[0]} calendar but says {calendar}")
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return named[0], f"{match['year']}-{named[1]:02}{day}"
