"""A date as it was written, with its calendar and the days it may mean."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Calendar(StrEnum):
    """The calendar a date was written in."""

    GREGORIAN = "gregorian"
    SOLAR_HIJRI = "solar-hijri"
    LUNAR_HIJRI = "lunar-hijri"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that may lack a day or a month, or be a range, or be approximate.

    `written` is kept for ever; `edtf` (ISO 8601-2 levels 0-1) is its Gregorian meaning and
    `earliest`..`latest` the days that meaning covers; None is an open or unknown end. Made by
    `read_date`: reading `written` again in `calendar` gives an equal value.
    """

    written: str
    calendar: Calendar
    edtf: str
    earliest: date | None
    latest: date | None

    @property
    def sort_key(self) -> tuple[date, date]:
        """Order by the first possible day, then the last: an open start first, an open end last."""
        return (self.earliest or date.min, self.latest or date.max)

    @property
    def is_approximate(self) -> bool:
        """Whether the source says "about" (EDTF `~` or `%`)."""
        return any(mark in self.edtf for mark in "~%")

    @property
    def is_uncertain(self) -> bool:
        """Whether the source doubts the date (EDTF `?` or `%`)."""
        return any(mark in self.edtf for mark in "?%")
