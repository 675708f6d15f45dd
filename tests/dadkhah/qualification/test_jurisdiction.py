"""Jurisdiction begins on 1 May 2003; what is certainly before it is refused by name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import Calendar, PartialDate, read_date
from dadkhah.errors import OutsideJurisdiction
from dadkhah.qualification.chart import chart
from dadkhah.qualification.jurisdiction import (
    lies_before,
    may_lie_before,
    never_overlap,
    outside_jurisdiction,
    refuse_period,
)
from dadkhah.records.restrictions import Restriction

START = date(2003, 5, 1)
CHARGED = """\
the rest: open
charges:
  - {{respondent: R, crime: rs-7-1-f, mode: 25-3-a-direct, period: {period}}}
facts:
  - {{id: F-1, says: s, under: [rs-7-1-f/1], act: tor.beating, from: [a]}}
"""
ends = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))


@st.composite
def spans(draw):
    earliest, latest = draw(ends), draw(ends)
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    return PartialDate("as written", Calendar.GREGORIAN, "", earliest, latest)


@pytest.mark.parametrize(
    ("written", "before", "unsure"),
    [
        ("2003-04-30", True, False),
        ("2003-05-01", False, False),
        ("2003-04", True, False),
        ("2003", False, True),
        ("1996/2001", True, False),
        ("2001/..", False, True),
        ("2021-08-15/..", False, False),
    ],
)
def test_a_date_is_before_only_when_all_its_days_are(written, before, unsure):
    when = read_date(written)

    assert lies_before(when, START) is before
    assert may_lie_before(when, START) is unsure


def test_a_date_that_nobody_knows_may_lie_before():
    assert may_lie_before(PartialDate("", Calendar.GREGORIAN, "", None, None), START)


@given(spans(), spans())
def test_for_any_two_dates_never_overlapping_goes_both_ways(one, other):
    assert never_overlap(one, other) is never_overlap(other, one)


@given(spans())
def test_for_any_date_it_overlaps_itself(when):
    assert not never_overlap(when, when)


def test_days_that_follow_each_other_never_overlap():
    day = read_date("2022-03-23")
    next_day = replace(day, earliest=day.latest + timedelta(1), latest=day.latest + timedelta(1))

    assert never_overlap(day, next_day)


def test_a_restriction_from_before_jurisdiction_is_refused_by_name(records, law):
    case = records(CHARGED.format(period="2022"))
    old = Restriction(
        "afg-r-0", "t", read_date("1996-10"), "", (), "order", "order", (), (), "", "high"
    )
    resting = replace(case.propositions[0], acts=(), restrictions=("afg-r-0",))
    charted = chart(replace(case, restrictions=(old,), propositions=(resting,)), law)

    assert "Restriction afg-r-0 (1996-10)" in str(outside_jurisdiction(charted, resting))


def test_what_lies_inside_is_not_refused(records, law):
    charted = chart(records(CHARGED.format(period="2022")), law)

    assert outside_jurisdiction(charted, charted.propositions["F-1"]) is None


@pytest.mark.parametrize("period", ["1996/2001", "2003-04-30/2025", "2003"])
def test_a_period_that_begins_before_is_refused(records, period):
    charge = records(CHARGED.format(period=period)).charges[0]

    with pytest.raises(OutsideJurisdiction, match="begins before 1 May 2003"):
        refuse_period(charge, START)


def test_a_period_without_a_known_beginning_is_not_refused(records):
    charge = records(CHARGED.format(period="../2025")).charges[0]

    assert refuse_period(charge, START) is None
