"""A lunar day is three Gregorian days: the table's, and one either way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import Calendar, read_date


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 30))
def test_for_any_day_the_band_is_one_day_either_way(year, month, day):
    found = read_date(f"{year}-{month:02}-{day:02}", Calendar.LUNAR_HIJRI)
    assert found.latest - found.earliest == timedelta(days=2)
    assert found.edtf == f"{found.earliest}/{found.latest}"


# Days announced by authorities that sight the moon, some a day apart from each other.
@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("25 Muharram 1446", date(2024, 7, 31)),
        ("1 Shawwal 1445", date(2024, 4, 10)),
        ("1 Shawwal 1443", date(2022, 5, 1)),  # kept in Afghanistan a day before others
        ("1 Shawwal 1443", date(2022, 5, 2)),
    ],
)
def test_the_band_holds_the_day_that_was_kept(written, day):
    found = read_date(written)
    assert found.earliest <= day <= found.latest


def test_the_ends_of_the_table_can_be_read():
    assert read_date("1343-01-01", Calendar.LUNAR_HIJRI).earliest == date(1924, 7, 31)
    assert read_date("1500", Calendar.LUNAR_HIJRI).latest == date(2077, 11, 17)


def test_a_thirtieth_day_that_the_table_lacks_is_the_day_after_the_twenty_ninth():
    before, after = (read_date(f"1446-05-{day}", Calendar.LUNAR_HIJRI) for day in (29, 30))
    assert after.earliest - before.earliest == timedelta(days=1)
