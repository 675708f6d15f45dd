"""The chart indexes a case, and names what it does not have."""

from dataclasses import replace

import pytest

from dadkhah.errors import UnknownLawReference, UnknownRecord
from dadkhah.qualification.chart import chart
from dadkhah.records.events import Involvement
from dadkhah.records.persons import PersonName

SMALL = """\
the rest: open
charges:
  - {respondent: R, crime: rs-7-1-f, mode: 25-3-a-direct}
facts:
  - {id: F-1, says: s, under: [rs-7-1-f/1, rs-7-1-f/1], act: tor.beating, from: [a]}
"""


@pytest.fixture(scope="session")
def case(records):
    return records(SMALL)


def test_an_element_named_twice_charts_a_proposition_once(case, law):
    assert [p.id for p in chart(case, law).charted["rs-7-1-f/1"]] == ["F-1"]


def test_a_proposition_under_an_element_the_law_lacks_is_not_passed_over(case, law):
    stray = replace(case.propositions[0], elements=("rs-7-1-f/77",))

    with pytest.raises(UnknownLawReference, match="rs-7-1-f/77"):
        chart(replace(case, propositions=(stray,)), law)


def test_a_person_goes_by_the_main_english_name_or_the_identifier(case, law):
    names = (
        PersonName("R", "ر", "fa", "main"),
        PersonName("R", "Ar", "en", "variant"),
        PersonName("R", "Arr", "en", "main"),
    )

    assert chart(replace(case, person_names=names), law).name_of("R") == "Arr"
    assert chart(case, law).name_of("R") == "R"


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"acts": ()}, "Proposition F-1 names 'act of F-1'"),
        ({"passages": ()}, "Proposition F-1 names 'X-1'"),
        ({"items": ()}, "Passage X-1 names 'I-1'"),
        ({"sources": ()}, "Item I-1 names 'a'"),
    ],
)
def test_a_record_that_is_named_and_absent_is_named(case, law, missing, says):
    charted = chart(replace(case, **missing), law)
    proposition = charted.propositions["F-1"]

    with pytest.raises(UnknownRecord, match=says):
        charted.acts_of(proposition)
        charted.source_of(charted.item_of("X-1", "Proposition F-1"))


def test_a_restriction_that_is_named_and_absent_is_named(case, law):
    resting = replace(case.propositions[0], restrictions=("afg-r-999",))

    with pytest.raises(UnknownRecord, match="afg-r-999"):
        chart(case, law).restrictions_of(resting)


def test_a_degree_of_involvement_points_to_modes(case, law):
    charted = chart(case, law)

    assert charted.modes_of(Involvement("IN-1", "R", "A", "inv.order")) == ("25-3-b-ordering",)
    with pytest.raises(UnknownRecord, match=r"Involvement IN-1 names 'inv\.x'"):
        charted.modes_of(Involvement("IN-1", "R", "A", "inv.x"))
