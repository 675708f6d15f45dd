"""A date is read as it was meant, or refused; it is never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import Calendar, read_date
from dadkhah.errors import DateNotUnderstood

SOLAR, LUNAR = Calendar.SOLAR_HIJRI, Calendar.LUNAR_HIJRI


@pytest.mark.parametrize(
    ("written", "calendar", "day"),
    [
        ("9 February 2022", None, date(2022, 2, 9)),
        ("February 9, 2022", None, date(2022, 2, 9)),
        ("9 Feb 2022", None, date(2022, 2, 9)),
        ("۹ فبروری ۲۰۲۲", None, date(2022, 2, 9)),
        ("1400-11-20", SOLAR, date(2022, 2, 9)),
        ("۱۴۰۰/۱۱/۲۰", SOLAR, date(2022, 2, 9)),
        ("1400/5/4", SOLAR, date(2021, 7, 26)),
        ("۲۰ دلو ۱۴۰۰", None, date(2022, 2, 9)),
        ("٢٠ دلو ١٤٠٠", None, date(2022, 2, 9)),
        ("20 Dalw 1400", None, date(2022, 2, 9)),
        ("۲۰ سلواغه ۱۴۰۰", None, date(2022, 2, 9)),
        ("20 Salwagha 1400", SOLAR, date(2022, 2, 9)),
        ("24 Asad 1400", None, date(2021, 8, 15)),
        ("۲۴ زمری ۱۴۰۰", None, date(2021, 8, 15)),
        ("۲۴ زمري ۱۴۰۰", None, date(2021, 8, 15)),
        ("10 Asad 1403", None, date(2024, 7, 31)),
        ("15 Asad 1400", None, date(2021, 8, 6)),  # another library says 6 November
        ("\u200f24 Asad 1400\u200f", None, date(2021, 8, 15)),
    ],
)
def test_a_known_day_is_read_in_each_way_of_writing_it(written, calendar, day):
    found = read_date(written, calendar)
    assert (found.earliest, found.latest, found.edtf) == (day, day, day.isoformat())
    assert found.written == written


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        # The examples of EDTF levels 0 and 1 that name a day in our years, and our own.
        ("1985-04-12", date(1985, 4, 12), date(1985, 4, 12)),
        ("1985-04", date(1985, 4, 1), date(1985, 4, 30)),
        ("1985", date(1985, 1, 1), date(1985, 12, 31)),
        ("1964/2008", date(1964, 1, 1), date(2008, 12, 31)),
        ("2004-06/2006-08", date(2004, 6, 1), date(2006, 8, 31)),
        ("2004-02-01/2005-02-08", date(2004, 2, 1), date(2005, 2, 8)),
        ("2004-02-01/2005-02", date(2004, 2, 1), date(2005, 2, 28)),
        ("2004-02-01/2005", date(2004, 2, 1), date(2005, 12, 31)),
        ("2005/2006-02", date(2005, 1, 1), date(2006, 2, 28)),
        ("1984?", date(1984, 1, 1), date(1984, 12, 31)),
        ("2004-06~", date(2004, 6, 1), date(2004, 6, 30)),
        ("2004-06-11%", date(2004, 6, 11), date(2004, 6, 11)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31)),
        ("1985-04-XX", date(1985, 4, 1), date(1985, 4, 30)),
        ("1985-XX-XX", date(1985, 1, 1), date(1985, 12, 31)),
        ("1985-04-12/..", date(1985, 4, 12), None),
        ("1985-04/..", date(1985, 4, 1), None),
        ("1985/..", date(1985, 1, 1), None),
        ("../1985-04-12", None, date(1985, 4, 12)),
        ("1985-04-12/", date(1985, 4, 12), None),
        ("/1985", None, date(1985, 12, 31)),
        ("1984~/2004-06", date(1984, 1, 1), date(2004, 6, 30)),
        ("1984/2004-06~", date(1984, 1, 1), date(2004, 6, 30)),
        ("1985-21", date(1985, 3, 1), date(1985, 6, 21)),
        ("2026-24", date(2026, 12, 1), date(2027, 3, 21)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-09/2021", date(2021, 9, 1), date(2021, 12, 31)),
    ],
)
def test_edtf_is_kept_and_covers_its_days(written, earliest, latest):
    found = read_date(written)
    assert (found.edtf, found.earliest, found.latest) == (written, earliest, latest)
    assert found.calendar is Calendar.GREGORIAN


@pytest.mark.parametrize(
    ("written", "calendar", "edtf"),
    [
        ("February 2022", None, "2022-02"),
        ("۲۰۲۲-۰۲-۰۹", None, "2022-02-09"),
        ("2021/09/05", None, "2021-09-05"),
        ("February 2022~", None, "2022-02~"),
        ("2001-21", Calendar.GREGORIAN, "2001-21"),
        ("1400-11", SOLAR, "2022-01-21/2022-02-19"),
        ("سلواغه ۱۴۰۰", None, "2022-01-21/2022-02-19"),
        ("1400", SOLAR, "2021-03-21/2022-03-20"),
        ("1400~", SOLAR, "2021-03-21~/2022-03-20~"),
        ("1400-01/1400-06", SOLAR, "2021-03-21/2021-09-22"),
        ("Hamal 1400/Sunbula 1400", None, "2021-03-21/2021-09-22"),
        ("1400-05-24/..", SOLAR, "2021-08-15/.."),
        ("../1400", SOLAR, "../2022-03-20"),
        ("1400-05-XX", SOLAR, "2021-07-23/2021-08-22"),
        ("140X", SOLAR, "2021-03-21/2031-03-20"),
        ("25 Muharram 1446", None, "2024-07-30/2024-08-01"),
        ("۲۵ محرم ۱۴۴۶", None, "2024-07-30/2024-08-01"),
        ("1446-01-25", LUNAR, "2024-07-30/2024-08-01"),
        ("Muharram 1446", None, "2024-07-06/2024-08-05"),
    ],
)
def test_other_ways_of_writing_become_gregorian_edtf(written, calendar, edtf):
    assert read_date(written, calendar).edtf == edtf


@pytest.mark.parametrize(
    ("written", "calendar", "why"),
    [
        ("", None, "names no day at all"),
        ("..", None, "names no day at all"),
        ("../..", None, "names no day at all"),
        ("yesterday", None, "is not understood"),
        ("before 2021", None, "no month that we know by the name 'before'"),
        ("09/02/2022", None, "more than two ends"),
        ("9.2.2022", None, "is not understood"),
        ("2022-2-9", None, "is not understood"),
        ("20220209", None, "is not understood"),
        ("1985-04-12T23:20:30Z", None, "is not understood"),
        ("Y170000002", None, "is not understood"),
        ("-1985", None, "is not understood"),
        ("2022-02-30", None, "day 30 of a month that has 28 days"),
        ("31 April 2022", None, "day 31 of a month that has 30 days"),
        ("0 April 2022", None, "day 0 of a month"),
        ("2022-13", None, "has no month 13"),
        ("2022-00", None, "has no month 00"),
        ("2001-25", None, "has no month 25"),
        ("2021-22", None, "may be a season or two years: write 2021/2022 for the years"),
        ("2001-21", None, "write 2001/2021"),
        ("2001-21-03", None, "has no month 21"),
        ("1600-21", Calendar.GREGORIAN, "outside 1700-2100"),
        ("201X-05", None, "leaves a larger part open"),
        ("2004-XX-05", None, "leaves a larger part open"),
        ("2022-02-09/2021", None, "ends before it begins"),
        ("2021/2022/2023-01", None, "more than two ends"),
        ("1400-11-20", None, "the year 1400, outside 1700-2100"),
        ("2022-02-09", SOLAR, "the year 2022, outside 1300-1420"),
        ("1299-01-01", SOLAR, "outside 1300-1420"),
        ("1421", SOLAR, "outside 1300-1420"),
        ("1400-12-30", SOLAR, "day 30 of a month that has 29 days"),
        ("1400-07-31", SOLAR, "day 31 of a month that has 30 days"),
        ("1400-21", SOLAR, "has no month 21"),
        ("1342-12-29", LUNAR, "outside 1343-1500"),
        ("1501-01-01", LUNAR, "outside 1343-1500"),
        ("1446-01-31", LUNAR, "day 31 of a month that has 30 days"),
        ("20 Dalw 1400", LUNAR, "names a month of the solar-hijri calendar but says lunar-hijri"),
        ("9 February 2022", SOLAR, "names a month of the gregorian calendar but says solar-hijri"),
        ("20 Farvardin 1400", None, "no month that we know by the name 'Farvardin'"),
        ("Dalw 1400/March 2022", None, "names two calendars in one interval"),
        ("20 Dalw 2022", None, "outside 1300-1420"),
    ],
)
def test_what_is_not_understood_is_refused_with_the_reason_and_examples(written, calendar, why):
    with pytest.raises(DateNotUnderstood) as refused:
        read_date(written, calendar)
    message = str(refused.value)
    assert why in message
    assert f"'{written}'" in message
    assert "1400-11-20 with calendar solar-hijri" in message


@given(st.text(max_size=24), st.sampled_from([None, *Calendar]))
def test_any_text_is_read_or_refused_and_reading_again_gives_the_same(written, calendar):
    try:
        found = read_date(written, calendar)
    except DateNotUnderstood:
        return
    assert read_date(found.written, found.calendar) == found


@given(st.from_regex(r"\A[0-9X?~%/. -]{1,22}\Z"), st.sampled_from([None, *Calendar]))
def test_for_any_digits_the_first_day_is_not_after_the_last(written, calendar):
    try:
        found = read_date(written, calendar)
    except DateNotUnderstood:
        return
    assert found.earliest or found.latest
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert found.calendar is (calendar or Calendar.GREGORIAN)
