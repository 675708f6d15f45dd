"""A date as it was written, with its calendar and the days it may mean."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dadkhah.errors import DateNotUnderstood


class Calendar(StrEnum):
    """The calendar a date was written in."""

    GREGORIAN = "gregorian"
    SOLAR_HIJRI = "solar-hijri"
    LUNAR_HIJRI = "lunar-hijri"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that may lack a day or a month, or be a range, or be approximate.

    `written` is kept for ever; `edtf` (ISO 8601-2 levels 0-1) is its Gregorian meaning and
    `earliest`..`latest` the days that meaning covers; None is an open end.
    """

    written: str
    calendar: Calendar
    edtf: str
    earliest: date | None
    latest: date | None


def read_date(written: str, calendar: Calendar | None = None) -> PartialDate:
    """Read a date as people write it; refuse with `DateNotUnderstood` rather than guess."""
    raise DateNotUnderstood(f"'{written}' ({calendar}) cannot be read yet.")
