"""Every number is a list of records, and each record counts once in every total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import Calendar, read_date
from dadkhah.pictures.counting import NOT_RECORDED, cross_table
from dadkhah.pictures.dimensions import Dimension, counter, every_period
from dadkhah.pictures.periods import Unit
from dadkhah.pictures.question import places_of
from dadkhah.records.events import Involvement
from dadkhah.records.evidence import Citations, EvidenceItem, Passage, Source
from dadkhah.records.persons import Person
from dadkhah.records.restrictions import RestrictionStatus

PLACES = st.sampled_from(["AF-KAB", "AF-HER", "AF-BAL", "national"])
TYPES = st.sampled_from(["lib.hijab", "lib.arrest", "kil.summary"])


def test_an_act_in_three_provinces_counts_once_in_each_and_once_in_the_total(an_act):
    act = an_act(places=("AF-KAB", "AF-HER", "AF-BAL", "AF-KAB"))
    table = cross_table([act], places_of)

    assert {row: len(keys) for row, keys in table.of_row.items()} == {
        "AF-KAB": 1,
        "AF-HER": 1,
        "AF-BAL": 1,
    }
    assert table.everything == ("act/A-0001",)
    assert table.in_several_rows == ("act/A-0001",)


@given(many=st.lists(st.tuples(st.lists(PLACES, max_size=4), TYPES), max_size=40))
def test_for_any_records_rows_add_up_to_the_total_but_for_those_in_several(many, an_act):
    acts = [
        an_act(f"A-{n:04}", places=tuple(places), type=type_)
        for n, (places, type_) in enumerate(many)
    ]
    table = cross_table(acts, places_of, lambda act: (act.type,))
    again = sum(max(len(set(places)) - 1, 0) for places, _ in many)

    assert sum(len(keys) for keys in table.of_row.values()) == len(acts) + again
    assert sum(len(keys) for keys in table.of_column.values()) == len(acts)
    assert sum(len(keys) for keys in table.cells.values()) == len(acts) + again
    assert {key for keys in table.cells.values() for key in keys} == set(table.everything)
    assert set(table.rows) == set(table.of_row)
    assert set(table.columns) == set(table.of_column)
    for row in table.rows:
        in_cells = {k for (r, _), keys in table.cells.items() if r == row for k in keys}
        assert in_cells == set(table.of_row[row])


def test_the_fullest_row_is_first_and_what_is_not_recorded_last(an_act):
    acts = [
        an_act("A-1", places=()),
        an_act("A-2", places=()),
        an_act("A-3", places=("AF-HER",)),
        an_act("A-4", places=("AF-KAB",)),
        an_act("A-5", places=("AF-KAB",)),
    ]

    assert cross_table(acts, places_of).rows == ("AF-KAB", "AF-HER", NOT_RECORDED)


def test_months_in_which_nothing_is_documented_are_there_with_a_zero(an_act, a_case, law):
    acts = [an_act("A-1", "2022-01-05"), an_act("A-2", "2022-03-05"), an_act("A-3", "2022")]
    values = counter(a_case(*acts), law, Calendar.GREGORIAN).values(Dimension.MONTH)
    months = [period.code for period in every_period(acts, Unit.MONTH, Calendar.GREGORIAN)]
    table = cross_table(acts, values, all_rows=months)

    assert table.rows == ("2022-01", "2022-02", "2022-03", NOT_RECORDED)
    assert "2022-02" not in table.of_row
    assert table.of_row[NOT_RECORDED] == ("act/A-3",)


def test_without_dated_records_there_are_no_periods(an_act):
    assert every_period([an_act(date="2022")], Unit.MONTH, Calendar.GREGORIAN) == ()


@pytest.fixture
def counted(an_act, a_restriction, a_case, law):
    case = a_case(
        an_act(victims=("vic.woman",), citations=Citations(("X-1", "X-2"))),
        a_restriction(areas=("work", "dress")),
        sources=(Source("S-1", "src.media", ""), Source("S-2", "src.ngo", "")),
        items=(
            EvidenceItem("I-1", "S-1", "", "", ""),
            EvidenceItem("I-2", "S-2", "", "", ""),
            EvidenceItem("I-3", "S-3", "", "", ""),
        ),
        passages=(Passage("X-1", "I-1"), Passage("X-2", "I-2"), Passage("X-3", "I-3")),
        persons=(
            Person("O-pvpv", "institution"),
            Person("O-other", "institution"),
            Person("P-one", "individual"),
        ),
        involvements=tuple(
            Involvement(f"IN-{n}", person, "A-0001", "inv.order")
            for n, person in enumerate(["O-pvpv", "O-other", "P-one", "O-hidden"])
        ),
        restriction_statuses=(
            RestrictionStatus("afg-r-001", "in_force", read_date("2021")),
            RestrictionStatus("afg-r-001", "modified", read_date("2022")),
        ),
    )
    return case, counter(case, law, Calendar.GREGORIAN)


@pytest.mark.parametrize(
    ("dimension", "of_the_act", "of_the_restriction"),
    [
        (Dimension.KIND, ("act",), ("restriction",)),
        (Dimension.AREA, (), ("work", "dress")),
        (Dimension.FAMILY, ("liberty",), ()),
        (Dimension.TYPE, ("lib.hijab",), ()),
        (Dimension.PLACE, ("AF-KAB",), ("national",)),
        (Dimension.MONTH, ("2022-02",), ()),
        (Dimension.QUARTER, ("2022-Q1",), ()),
        (Dimension.YEAR, ("2022",), ("2022",)),
        (Dimension.STATUS, ("alleged",), ("modified",)),
        (Dimension.SOURCE, ("src.media", "src.ngo"), ()),
        (Dimension.VICTIMS, ("vic.woman",), ()),
        (Dimension.INSTITUTION, ("pvpv", "O-other"), ("pvpv",)),
    ],
)
def test_what_a_record_is_counted_under(counted, dimension, of_the_act, of_the_restriction):
    case, counts = counted
    values = counts.values(dimension)

    assert values(case.acts[0]) == of_the_act
    assert values(case.restrictions[0]) == of_the_restriction


def test_a_table_without_records_has_no_rows():
    table = cross_table([], places_of)

    assert (table.rows, table.largest_row, table.largest_cell) == ((), 0, 0)
