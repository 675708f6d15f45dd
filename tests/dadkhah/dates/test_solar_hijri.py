"""Every day of 1300-1420 Solar Hijri is one Gregorian day, and comes back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import Calendar, read_date
from dadkhah.dates.months import SOLAR_HIJRI_MONTHS
from dadkhah.dates.solar_hijri import SOLAR_HIJRI, from_gregorian
from dadkhah.text.digits import persian_digits

FIRST, LAST = date(1921, 3, 21), date(2042, 3, 20)
_ONE_DAY = timedelta(days=1)


def test_the_calendar_runs_through_all_44195_days_without_gap():
    days = [
        SOLAR_HIJRI.to_gregorian(year, month, day)
        for year in range(1300, 1421)
        for month in range(1, 13)
        for day in range(1, SOLAR_HIJRI.month_length(year, month) + 1)
    ]
    assert len(days) == 44195
    assert days == [FIRST + n * _ONE_DAY for n in range(44195)]
    assert days[-1] == LAST


# Nowruz as kept; 1404 is the one another library gets wrong.
@pytest.mark.parametrize(
    ("year", "first_day"),
    [
        (1357, date(1978, 3, 21)),
        (1375, date(1996, 3, 20)),
        (1380, date(2001, 3, 21)),
        (1399, date(2020, 3, 20)),
        (1400, date(2021, 3, 21)),
        (1403, date(2024, 3, 20)),
        (1404, date(2025, 3, 21)),
        (1408, date(2029, 3, 20)),
    ],
)
def test_the_year_begins_on_the_day_it_was_kept(year, first_day):
    assert SOLAR_HIJRI.to_gregorian(year, 1, 1) == first_day


def test_hut_has_thirty_days_in_leap_years_only():
    leap = {year for year in range(1370, 1420) if SOLAR_HIJRI.month_length(year, 12) == 30}
    assert leap == {1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416}


@given(st.dates(FIRST, LAST), st.sampled_from(["en", "fa", "ps"]), st.data())
def test_for_any_day_digits_and_words_in_each_language_come_back(day, language, data):
    year, month, of_month = from_gregorian(day)
    names = SOLAR_HIJRI_MONTHS[language][month - 1].split("|")
    name = data.draw(st.sampled_from(names))
    in_digits = read_date(f"{year}-{month:02}-{of_month:02}", Calendar.SOLAR_HIJRI)
    in_words = read_date(persian_digits(f"{of_month} {name} {year}"))
    assert in_digits.earliest == in_digits.latest == day
    assert in_words.earliest == in_words.latest == day
    assert in_words.calendar is Calendar.SOLAR_HIJRI
