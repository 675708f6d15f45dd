"""A timeline hides no record behind another and draws no date more exactly than it is."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import Calendar, read_date
from dadkhah.pictures.timeline import ABOUT, MARK, Dated, timeline

GREGORIAN = {"calendar": Calendar.GREGORIAN, "language": "en"}
DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))


def dated(code, written, *lanes):
    return Dated("act", code, code, read_date(written), lanes or ("liberty",))


@st.composite
def written_dates(draw):
    first, last = sorted([draw(DAYS), draw(DAYS)])
    forms = [f"{first}", f"{first}~", f"{first:%Y-%m}", f"{first:%Y}", f"{first}/{last}"]
    return draw(st.sampled_from([*forms, f"{first}/..", f"../{last}"]))


@given(st.lists(written_dates(), min_size=1, max_size=60))
def test_no_two_marks_of_a_lane_touch(written):
    drawn = timeline([dated(f"A-{n}", text) for n, text in enumerate(written)], **GREGORIAN)

    assert drawn is not None
    for lane in drawn.lanes:
        by_row = {}
        for mark in lane.marks:
            by_row.setdefault(mark.row, []).append((mark.start, mark.end))
        assert set(by_row) == set(range(lane.rows))
        for extents in by_row.values():
            ordered = sorted(extents)
            assert all(a[1] <= b[0] for a, b in pairwise(ordered))


@given(st.lists(written_dates(), min_size=1, max_size=30))
def test_every_mark_covers_all_days_its_date_may_mean(written):
    drawn = timeline([dated(f"A-{n}", text) for n, text in enumerate(written)], **GREGORIAN)

    assert drawn is not None
    for mark in (mark for lane in drawn.lanes for mark in lane.marks):
        value = mark.dated.date
        first = drawn.axis.start_of(value.earliest) if value.earliest else 0
        last = drawn.axis.end_of(value.latest) if value.latest else 100
        assert mark.end - mark.start >= MARK - 0.01
        assert mark.start <= first + 0.01
        assert mark.end >= last - 0.01
        assert mark.start + mark.end == pytest.approx(first + last, abs=0.01)
        if last - first >= ABOUT:
            assert (mark.start, mark.end) == (first, last)
            assert (mark.width, mark.middle) == pytest.approx(
                (last - first, (first + last) / 2), abs=0.001
            )


def test_a_record_of_two_lanes_is_in_both_and_counted_once():
    drawn = timeline([dated("A-1", "2022-02-09", "work", "dress")], **GREGORIAN)

    assert drawn is not None
    assert {lane.key for lane in drawn.lanes} == {"work", "dress"}
    assert len(drawn.drawn) == 1


def test_the_fullest_lane_comes_first():
    records = [dated("A-1", "2022", "b"), dated("A-2", "2023", "a"), dated("A-3", "2023", "a")]
    drawn = timeline(records, **GREGORIAN)

    assert drawn is not None
    assert [lane.key for lane in drawn.lanes] == ["a", "b"]


def test_what_may_fall_in_the_period_is_drawn_and_the_rest_is_not():
    records = [dated("A-1", "2021"), dated("A-2", "2022-02-09"), dated("A-3", "2023")]
    drawn = timeline(records, first=date(2021, 12, 1), last=date(2022, 12, 31), **GREGORIAN)

    assert drawn is not None
    assert [each.code for each in drawn.drawn] == ["A-1", "A-2"]
    assert (drawn.axis.first, drawn.axis.last) == (date(2021, 12, 1), date(2022, 12, 31))
    assert drawn.lanes[0].marks[0].start < 0, "its days go on before the edge"


def test_what_goes_on_after_the_period_runs_over_the_edge():
    drawn = timeline([dated("A-1", "2021/2023")], last=date(2022, 12, 31), **GREGORIAN)

    assert drawn is not None
    assert drawn.lanes[0].marks[0].end > 100


def test_without_records_there_is_no_timeline():
    assert timeline([], **GREGORIAN) is None


def test_a_day_is_a_point_and_a_month_is_a_bar():
    drawn = timeline([dated("A-1", "2022-02-09"), dated("A-2", "2022-03")], **GREGORIAN)

    assert drawn is not None
    assert [mark.is_point for mark in drawn.lanes[0].marks] == [True, False]
