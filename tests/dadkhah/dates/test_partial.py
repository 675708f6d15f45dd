"""Partial dates stand in order and say when they are not sure."""

import pytest

from dadkhah.dates import read_date


def test_dates_are_in_order_of_their_first_day_then_their_last():
    in_order = [
        "../2021",
        "2021-02-03",
        "2021-08-01",
        "2021-08",
        "2021-08-01/..",
        "24 Asad 1400",
        "2021-08-16",
        "2021-09",
        "2022",
    ]
    dates = [read_date(written) for written in reversed(in_order)]
    assert [d.written for d in sorted(dates, key=lambda d: d.sort_key)] == in_order


@pytest.mark.parametrize(
    ("written", "approximate", "uncertain"),
    [
        ("2022", False, False),
        ("2022~", True, False),
        ("2022?", False, True),
        ("2022%", True, True),
        ("2021~/2022", True, False),
    ],
)
def test_a_mark_of_doubt_is_told(written, approximate, uncertain):
    found = read_date(written)
    assert (found.is_approximate, found.is_uncertain) == (approximate, uncertain)
