"""What a picture may draw of a date, and what it must fade."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import Calendar, read_date
from dadkhah.pictures.axis import time_axis
from dadkhah.pictures.command.holding import Standing, days_of_change, standing_on
from dadkhah.pictures.ends import Edge, halves, is_interval, span_of
from dadkhah.pictures.periods import (
    Unit,
    period_named,
    period_of,
    periods_between,
    the_period,
)

DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))
SHOWN = st.sampled_from([Calendar.GREGORIAN, Calendar.SOLAR_HIJRI])


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2022-02-09", Edge.SHARP, Edge.SHARP),
        ("2022", Edge.SHARP, Edge.SHARP),
        ("2022-02~", Edge.FADED, Edge.FADED),
        ("2021-08-15/..", Edge.SHARP, Edge.OPEN),
        ("../2021-08-15?", Edge.OPEN, Edge.FADED),
        ("2021~/2022", Edge.FADED, Edge.SHARP),
    ],
)
def test_an_end_is_as_sure_as_it_was_written(written, start, end):
    span = span_of(read_date(written))

    assert (span.start, span.end) == (start, end)


def test_a_year_is_never_drawn_as_a_day():
    span = span_of(read_date("2022"))

    assert (span.first, span.last) == (date(2022, 1, 1), date(2022, 12, 31))
    assert not span.is_one_day


def test_a_day_with_slashes_is_one_day_and_no_interval():
    day = read_date("1400/05/24", Calendar.SOLAR_HIJRI)

    assert not is_interval(day)
    assert halves(day) == (day, day)


def test_the_ends_of_a_solar_hijri_interval_are_its_months():
    start, end = halves(read_date("1400-06/1401-02", Calendar.SOLAR_HIJRI))

    assert start is not None
    assert end is not None
    assert start.latest == date(2021, 9, 22)
    assert end.earliest == date(2022, 4, 21)


@given(day=DAYS, unit=st.sampled_from(list(Unit)), calendar=SHOWN)
def test_any_day_lies_in_its_period_and_not_in_the_next(day, unit, calendar):
    period = period_of(day, unit, calendar)

    assert period.first <= day < period.next.first
    assert list(periods_between(period, period.next)) == [period, period.next]
    assert period_named(period.code, calendar) == period


@pytest.mark.parametrize(
    ("written", "unit", "calendar", "code"),
    [
        ("2022-02-09", Unit.MONTH, Calendar.GREGORIAN, "2022-02"),
        ("2022-02", Unit.MONTH, Calendar.GREGORIAN, "2022-02"),
        ("2022-02", Unit.MONTH, Calendar.SOLAR_HIJRI, None),
        ("2022-02-09", Unit.MONTH, Calendar.SOLAR_HIJRI, "1400-11"),
        ("2022", Unit.MONTH, Calendar.GREGORIAN, None),
        ("2022", Unit.YEAR, Calendar.GREGORIAN, "2022"),
        ("2022", Unit.YEAR, Calendar.SOLAR_HIJRI, None),
        ("2022-04/2022-06", Unit.QUARTER, Calendar.GREGORIAN, "2022-Q2"),
        ("2021/..", Unit.YEAR, Calendar.GREGORIAN, None),
    ],
)
def test_a_date_is_in_a_period_only_when_all_its_days_are(written, unit, calendar, code):
    found = the_period(read_date(written), unit, calendar)

    assert (found.code if found else None) == code


def test_periods_are_named_in_the_language_and_digits_of_the_reader():
    quarter = period_of(date(2022, 2, 9), Unit.QUARTER, Calendar.SOLAR_HIJRI)

    assert quarter.name("fa") == "جدی–حوت ۱۴۰۰"
    assert period_of(date(2022, 2, 9), Unit.MONTH, Calendar.GREGORIAN).name("en") == "February 2022"
    assert period_of(date(2022, 2, 9), Unit.YEAR, Calendar.GREGORIAN).name("en") == "2022"


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2021, 8, 31), Standing.LATER),
        (date(2021, 9, 15), Standing.PERHAPS),
        (date(2021, 9, 30), Standing.HELD),
        (date(2022, 1, 1), Standing.HELD),
        (date(2022, 1, 2), Standing.PERHAPS),
        (date(2023, 1, 1), Standing.ENDED),
    ],
)
def test_an_office_is_held_only_on_days_that_its_dates_leave_no_doubt_of(day, standing):
    assert standing_on(read_date("2021-09/2022"), day) is standing


def test_one_documented_day_says_nothing_of_the_days_after():
    held = read_date("2022-05-07")

    assert standing_on(held, date(2022, 5, 6)) is Standing.LATER
    assert standing_on(held, date(2022, 5, 7)) is Standing.HELD
    assert standing_on(held, date(2024, 1, 1)) is Standing.EARLIER


def test_a_day_in_a_documented_month_is_only_perhaps():
    assert standing_on(read_date("2022-05"), date(2022, 5, 7)) is Standing.PERHAPS


def test_about_is_only_perhaps():
    assert standing_on(read_date("2022-05-07~"), date(2022, 5, 7)) is Standing.PERHAPS


def test_no_recorded_end_holds_on_and_no_recorded_start_from_ever():
    assert standing_on(read_date("2016-05/.."), date(2026, 1, 1)) is Standing.HELD
    assert standing_on(read_date("../2020-01-01"), date(1990, 1, 1)) is Standing.HELD


def test_the_record_changes_where_something_begins_and_after_it_ends():
    dates = [read_date(text) for text in ("2021-08-15/..", "2022-05-07", "2021-01-01/2021-12-31")]

    assert days_of_change(dates) == (
        date(2021, 1, 1),
        date(2021, 8, 15),
        date(2022, 1, 1),
        date(2022, 5, 7),
    )


@given(first=DAYS, length=st.integers(0, 5000), part=st.floats(0, 1), calendar=SHOWN)
def test_any_day_of_an_axis_stands_between_its_ends(first, length, part, calendar):
    last = date.fromordinal(min(first.toordinal() + length, date(2041, 1, 1).toordinal()))
    axis = time_axis(first, last, calendar=calendar, language="fa")
    day = date.fromordinal(first.toordinal() + int((last - first).days * part))

    assert 0 <= axis.start_of(day) < axis.end_of(day) <= 100
    assert all(0 <= tick.at <= 100 for tick in axis.ticks)
    assert [tick.at for tick in axis.ticks] == sorted(tick.at for tick in axis.ticks)
    assert axis.ticks


def test_years_are_those_of_the_calendar_of_the_reader():
    solar = time_axis(
        date(2021, 8, 1), date(2026, 1, 31), calendar=Calendar.SOLAR_HIJRI, language="ps"
    )

    assert [tick.label for tick in solar.ticks] == ["۱۴۰۰", "۱۴۰۱", "۱۴۰۲", "۱۴۰۳", "۱۴۰۴"]


def test_a_short_time_has_its_months_marked():
    axis = time_axis(
        date(2021, 12, 1), date(2022, 3, 31), calendar=Calendar.GREGORIAN, language="en"
    )

    assert [tick.label for tick in axis.ticks] == ["Dec 2021", "2022", "Feb", "Mar"]


def test_an_axis_says_its_year_even_where_it_begins_late_in_a_month():
    axis = time_axis(
        date(2022, 3, 21), date(2022, 12, 31), calendar=Calendar.GREGORIAN, language="en"
    )

    assert axis.ticks[0].label == "Apr 2022"
