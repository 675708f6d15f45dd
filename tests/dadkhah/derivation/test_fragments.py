"""Times, regions and pages are read as the standards write them; guesses are refused."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.fragments import (
    Region,
    TimeRange,
    Unit,
    read_page,
    read_region,
    read_time,
    write_page,
    write_region,
    write_time,
)
from dadkhah.errors import SelectorNotUnderstood

VECTORS = json.loads(
    (Path(__file__).parents[3] / "docs/formats/vectors/passage-selectors.json").read_text("utf-8")
)


def vectors(kind):
    return pytest.mark.parametrize("vector", VECTORS[kind], ids=lambda v: v["written"])


def read_or_none(read, vector):
    if vector.get("refused"):
        with pytest.raises(SelectorNotUnderstood, match="cannot be read"):
            read(vector["written"])
        return None
    return read(vector["written"])


@vectors("times")
def test_a_time_is_read_as_the_vectors_say(vector):
    time = read_or_none(read_time, vector)

    if time is not None:
        end = vector["end"]
        assert time == TimeRange(Decimal(vector["start"]), None if end is None else Decimal(end))


@vectors("regions")
def test_a_region_is_read_as_the_vectors_say(vector):
    region = read_or_none(read_region, vector)

    if region is not None:
        assert region == Region(Unit(vector["unit"]), *map(Decimal, vector["sides"]))


@vectors("pages")
def test_a_page_is_read_as_the_vectors_say(vector):
    assert read_or_none(read_page, vector) == vector.get("number")


@given(st.decimals(0, 99_999, places=3), st.none() | st.decimals(Decimal("0.001"), 9_999, places=3))
def test_for_any_time_what_is_written_is_read_back(start, length):
    time = TimeRange(start, None if length is None else start + length)

    assert read_time(write_time(time)) == time


@given(st.data(), st.sampled_from(Unit))
def test_for_any_region_what_is_written_is_read_back(data, unit):
    places = 2 if unit is Unit.PERCENT else 0
    least = Decimal(1).scaleb(-places)
    x, y = (data.draw(st.decimals(0, 100 - least, places=places)) for _ in "xy")
    width, height = (data.draw(st.decimals(least, 100 - side, places=places)) for side in (x, y))
    region = Region(unit, x, y, width, height)

    assert read_region(write_region(region)) == region


@given(st.integers(1, 9_999_999))
def test_for_any_page_what_is_written_is_read_back(number):
    assert read_page(write_page(number)) == number


@pytest.mark.parametrize("read", [read_time, read_region, read_page])
@given(written=st.text())
def test_any_text_is_read_or_refused(read, written):
    try:
        read(written)
    except SelectorNotUnderstood as refused:
        assert written[:80] in str(refused)
