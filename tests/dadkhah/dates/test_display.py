"""A date is shown as exactly as it is known, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import Calendar, display_date, read_date

GREGORIAN, SOLAR, LUNAR = Calendar


@pytest.mark.parametrize(
    ("written", "calendar_written", "shown"),
    [
        ("2022-02-09", None, "9 February 2022"),
        ("2022-02", None, "February 2022"),
        ("2022-02-XX", None, "February 2022"),
        ("2022", None, "2022"),
        ("202X", None, "2020 – 2029"),
        ("2021-09/2021-12", None, "September 2021 – December 2021"),
        ("2021-09-05/2021-12", None, "5 September 2021 – 31 December 2021"),
        ("2021-08-15/..", None, "since 15 August 2021"),
        ("../2021", None, "until 31 December 2021"),
        ("2022-02~", None, "about February 2022"),
        ("2022-02?", None, "perhaps February 2022"),
        ("2022-02%", None, "perhaps about February 2022"),
        ("2021-08-15~/..", None, "since about 15 August 2021"),
        ("1400-11-20", SOLAR, "9 February 2022"),
        ("1400-11", SOLAR, "21 January 2022 – 19 February 2022"),
        ("25 Muharram 1446", LUNAR, "30 July 2024 – 1 August 2024"),
    ],
)
def test_in_english_and_gregorian(written, calendar_written, shown):
    value = read_date(written, calendar_written)
    assert display_date(value, language="en", calendar=GREGORIAN) == shown


@pytest.mark.parametrize(
    ("written", "calendar_written", "english", "dari", "pashto"),
    [
        ("2022-02-09", None, "20 Dalw 1400", "۲۰ دلو ۱۴۰۰", "۲۰ سلواغه ۱۴۰۰"),
        ("1400-11", SOLAR, "Dalw 1400", "دلو ۱۴۰۰", "سلواغه ۱۴۰۰"),
        ("1400", SOLAR, "1400", "۱۴۰۰", "۱۴۰۰"),
        ("1399-12", SOLAR, "Hut 1399", "حوت ۱۳۹۹", "کب ۱۳۹۹"),
        (
            "2022-02",
            None,
            "12 Dalw 1400 – 9 Hut 1400",
            "۱۲ دلو ۱۴۰۰ – ۹ حوت ۱۴۰۰",
            "۱۲ سلواغه ۱۴۰۰ – ۹ کب ۱۴۰۰",
        ),
        (
            "2021-08-15/..",
            None,
            "since 24 Asad 1400",
            "از ۲۴ اسد ۱۴۰۰ به بعد",
            "له ۲۴ زمری ۱۴۰۰ راهیسې",
        ),
    ],
)
def test_in_solar_hijri(written, calendar_written, english, dari, pashto):
    value = read_date(written, calendar_written)
    assert display_date(value, language="en", calendar=SOLAR) == english
    assert display_date(value, language="fa", calendar=SOLAR) == dari
    assert display_date(value, language="ps", calendar=SOLAR) == pashto


@given(st.dates(), st.sampled_from(["en", "fa", "ps"]), st.sampled_from([GREGORIAN, SOLAR]))
def test_for_any_day_what_is_shown_reads_as_that_day(day, language, calendar):
    if not 1922 <= day.year <= 2041:
        day = day.replace(year=1922 + day.year % 120, day=min(day.day, 28))
    shown = display_date(read_date(day.isoformat()), language=language, calendar=calendar)
    assert read_date(shown).edtf == day.isoformat()
