"""Read and write EDTF (ISO 8601-2:2019, levels 0 and 1) for single dates, without intervals.

Read: `2022`, `2022-02`, `2022-02-09`, `202X`, `2022-XX`, `2022-02-XX`, `2022-XX-XX`, seasons
`2022-21` to `2022-24`. Refused although level 1 allows them: years before 1700 or after 2100,
and times of day.
"""

import re
from dataclasses import dataclass
from datetime import date

from dadkhah.dates.rules import GREGORIAN, CalendarRules, Unreadable

_NUMERIC = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?", re.ASCII)

# ISO 8601-2 gives seasons no days. Ours are of the northern hemisphere and wide enough for both
# customs, whole months and solstices; a winter begins in the year it is named after.
_SEASONS = {
    21: ((3, 1), (6, 21)),
    22: ((6, 1), (9, 23)),
    23: ((9, 1), (12, 22)),
    24: ((12, 1), (3, 21)),
}
_WINTER = 24


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in digits: a year or a run of years, perhaps a month, perhaps a day."""

    first_year: int
    last_year: int
    month: int | None
    day: int | None

    @property
    def is_season(self) -> bool:
        """Whether the month is one of the season codes 21-24."""
        return self.month in _SEASONS and self.day is None and self.first_year == self.last_year

    @property
    def may_be_two_years(self) -> bool:
        """Whether people also write two years like this season: `2021-22`, `2001-21`."""
        return self.first_year % 100 < (self.month or 0)

    @property
    def two_years(self) -> str:
        """The two years that a season could be taken for, as an interval."""
        return f"{self.first_year}/{self.first_year // 100}{self.month:02}"


def read_numeric(text: str) -> Numeric | None:
    """Read `YYYY[-MM[-DD]]` where X stands for a digit nobody gave; None if it is not that."""
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    if ("X" in year and month not in (None, "XX")) or (month == "XX" and day not in (None, "XX")):
        raise Unreadable("leaves a larger part open than a part it gives")
    return Numeric(
        int(year.replace("X", "0")),
        int(year.replace("X", "9")),
        None if month in (None, "XX") else int(month),
        None if day in (None, "XX") else int(day),
    )


def numeric_days(numeric: Numeric, rules: CalendarRules) -> tuple[date, date]:
    """Return the first and last Gregorian day that `numeric` means in a calendar."""
    return rules.days(numeric.first_year, numeric.last_year, numeric.month, numeric.day)


def season_days(numeric: Numeric) -> tuple[date, date]:
    """Return the first and last day of a Gregorian season."""
    year, season = numeric.first_year, numeric.month or 0
    GREGORIAN.check_year(year)
    start, end = _SEASONS[season]
    return date(year, *start), date(year + (season == _WINTER), *end)


def edtf_of_days(earliest: date, latest: date, qualifier: str) -> str:
    """Write the days from `earliest` to `latest` as EDTF, each end bearing the qualifier."""
    if earliest == latest:
        return f"{earliest}{qualifier}"
    return f"{earliest}{qualifier}/{latest}{qualifier}"
