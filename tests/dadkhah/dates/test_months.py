"""The name of a month tells its calendar."""

import pytest

from dadkhah.dates import Calendar
from dadkhah.dates.months import (
    GREGORIAN_MONTHS,
    LUNAR_HIJRI_MONTHS,
    SOLAR_HIJRI_MONTHS,
    month_name,
    month_named,
)

TABLES = {
    Calendar.GREGORIAN: GREGORIAN_MONTHS,
    Calendar.SOLAR_HIJRI: SOLAR_HIJRI_MONTHS,
    Calendar.LUNAR_HIJRI: LUNAR_HIJRI_MONTHS,
}


@pytest.mark.parametrize("calendar", Calendar)
def test_every_spelling_names_one_month_of_one_calendar(calendar):
    for names in TABLES[calendar].values():
        assert len(names) == 12
        for number, spellings in enumerate(names, start=1):
            for spelling in spellings.split("|"):
                assert month_named(spelling) == (calendar, number), spelling


@pytest.mark.parametrize(
    ("written", "calendar", "number"),
    [
        ("DALW", Calendar.SOLAR_HIJRI, 11),
        ("جدي", Calendar.SOLAR_HIJRI, 10),
        ("ربيع الأول", Calendar.LUNAR_HIJRI, 3),
        ("ذی‌الحجه", Calendar.LUNAR_HIJRI, 12),
        ("Dhu al-Hijjah", Calendar.LUNAR_HIJRI, 12),
        ("dhul hijjah", Calendar.LUNAR_HIJRI, 12),
        ("Shaʿbān", Calendar.LUNAR_HIJRI, 8),
        ("Thermidor", None, None),
        ("", None, None),
    ],
)
def test_spellings_are_compared_without_case_marks_and_joiners(written, calendar, number):
    assert month_named(written) == (None if calendar is None else (calendar, number))


def test_the_first_spelling_is_displayed():
    assert month_name(Calendar.SOLAR_HIJRI, 11, "fa") == "دلو"
    assert month_name(Calendar.SOLAR_HIJRI, 11, "ps") == "سلواغه"
    assert month_name(Calendar.SOLAR_HIJRI, 11, "en") == "Dalw"
