"""A charge on several grounds is concluded on ground by ground, and is as strong as the weakest."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import read_date
from dadkhah.errors import GroundNotListed
from dadkhah.qualification.chart import chart
from dadkhah.qualification.completeness import completeness_checks
from dadkhah.qualification.gaps import gaps, gaps_json, print_gaps
from dadkhah.qualification.matrix import matrix_json, print_matrix, proof_matrix
from dadkhah.qualification.qualify import qualify, qualify_case
from dadkhah.records.analysis import ElementFinding
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.events import Act, Involvement
from dadkhah.records.persons import Person

MET, OPEN, NOT_MET = Conclusion.MET, Conclusion.OPEN, Conclusion.NOT_MET
CASE = """\
the rest: met
charges:
  - {respondent: R, crime: rs-7-1-h, mode: 25-3-b-ordering, grounds: [gender, political]}
facts:
  - {id: F-1, says: s, under: [rs-7-1-h/3], from: [a, b]}
  - {id: F-2, says: s, under: [rs-7-1-h/3], from: [c], against: [d]}
findings:
  - {on: rs-7-1-h/3, analyst: A-1, conclusion: met, ground: gender, facts: [F-1]}
  - {on: rs-7-1-h/3, analyst: A-1, conclusion: open, ground: political, facts: [F-2]}
"""


@pytest.fixture(scope="session")
def case(records):
    return records(CASE)


@pytest.fixture(scope="session")
def qualified(case, law):
    return qualify(case.charges[0], case, law)


def test_a_charge_is_as_strong_as_its_weakest_ground(qualified):
    assert qualified.conclusion is OPEN
    assert qualified.by_ground == (("gender", MET), ("political", OPEN))
    assert qualified.by_ground_in_words == "on gender alone: MET; on political alone: OPEN"


def test_an_element_says_what_each_ground_alone_comes_out_as(qualified):
    third = qualified.elements[2]

    assert third.conclusion is OPEN
    assert [(p.ground, p.conclusion) for p in third.by_ground] == [
        ("gender", MET),
        ("political", OPEN),
    ]
    assert third.on_ground("gender") is MET
    assert third.gaps == ("Ground political: A-1 left it open.",)
    assert "A-1 concludes met for the ground gender on F-1 (N-1)." in third.reasons


def test_the_facts_of_one_ground_are_not_counted_for_another(qualified):
    gender, political = qualified.elements[2].by_ground

    assert [p.id for p in gender.propositions] == ["F-1"]
    assert [p.id for p in political.propositions] == ["F-2"]
    assert (len(political.passages_for), len(political.passages_against)) == (1, 1)
    assert [p.id for p in qualified.elements[2].propositions] == ["F-1", "F-2"]


def test_elements_that_do_not_depend_on_the_ground_are_concluded_on_once(qualified):
    depending = [e.element.number for e in qualified.elements if e.by_ground]

    assert depending == [2, 3]
    assert qualified.elements[0].on_ground("political") is qualified.elements[0].conclusion


def test_a_charge_on_one_ground_says_nothing_of_the_others(case, law):
    charge = replace(case.charges[0], grounds=("gender",))
    qualified = qualify(charge, case, law)

    assert qualified.conclusion is MET
    assert qualified.by_ground == (("gender", MET),)
    assert qualified.by_ground_in_words == ""


def test_a_charge_on_a_ground_nobody_looked_at_is_open_and_names_what_is_about_another(case, law):
    third = qualify(replace(case.charges[0], grounds=("religious",)), case, law).elements[2]

    assert third.conclusion is OPEN
    assert third.propositions == ()
    assert "N-1 is about the ground gender alone and does not count here." in third.gaps


def test_a_charge_that_names_no_ground_is_tested_on_each_that_findings_name(case, law):
    qualified = qualify(replace(case.charges[0], grounds=()), case, law)

    assert [p.ground for p in qualified.elements[2].by_ground] == ["gender", "political"]
    assert qualified.conclusion is OPEN
    assert qualified.by_ground == ()


def test_where_neither_charge_nor_findings_name_a_ground_nothing_is_split(case, law):
    plain = tuple(replace(f, ground="") for f in case.findings)
    bare = replace(case, findings=plain, charges=(replace(case.charges[0], grounds=()),))

    assert qualify_case(bare, law)[0].elements[2].by_ground == ()


def test_a_finding_without_a_ground_counts_for_each_and_is_remarked(case, law):
    plain = replace(case.findings[0], ground="")
    once_for_all = replace(case, findings=(plain, *case.findings[2:]))
    (remark,) = [c for c in completeness_checks(once_for_all, law) if c.code == "ground-not-named"]

    assert qualify_case(once_for_all, law)[0].conclusion is MET
    assert remark.subject == "N-1"
    assert "counts for gender and political" in remark.message


def test_findings_that_name_their_ground_are_not_remarked(case, law):
    assert "ground-not-named" not in {c.code for c in completeness_checks(case, law)}


@pytest.mark.parametrize(
    ("element", "ground", "says"),
    [
        ("rs-7-1-h/3", "dress", "it depends on gender, political"),
        ("rs-7-1-h/1", "gender", "the same on every ground"),
        ("25-3-b-ordering/1", "gender", "the same on every ground"),
        ("cah-attack", "gender", "the same on every ground"),
    ],
)
def test_a_ground_that_the_element_does_not_know_is_refused(case, law, element, ground, says):
    stray = replace(case.findings[0], element=element, ground=ground)

    with pytest.raises(GroundNotListed, match=says):
        chart(replace(case, findings=(stray,)), law)


def test_the_matrix_prints_each_ground_below_the_conclusion(case, law):
    lines = print_matrix(proof_matrix(case, law), width=100).splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("3. The targeting"))

    assert lines[first].endswith("  ? OPEN 3:1")
    assert lines[first + 1].endswith("  + MET gender")
    assert lines[first + 2].endswith("  ? OPEN")
    assert lines[first + 3].endswith("   political")
    assert "on gender alone: MET" in " ".join(lines)


@pytest.mark.parametrize("width", [40, 57, 80, 100])
def test_at_every_width_a_long_ground_fits_its_cell(case, law, width):
    long = "other-universally-impermissible"
    charge = replace(case.charges[0], grounds=("gender", long))
    text = print_matrix(proof_matrix(replace(case, charges=(charge,)), law), width=width)

    assert max(map(len, text.splitlines())) <= width
    assert sum(line.endswith("   impermissible") for line in text.splitlines()) == 2


def test_colour_on_the_grounds_changes_no_word(case, law):
    matrix = proof_matrix(case, law)
    marked = print_matrix(matrix, width=100, paint=lambda text, _: f"<{text}>")

    assert "<+ MET gender>" in marked
    assert marked.replace("<", "").replace(">", "") == print_matrix(matrix, width=100)


def test_the_json_has_each_ground_of_an_element_and_of_the_charge(case, law):
    value = json.loads(json.dumps(matrix_json(proof_matrix(case, law))))
    cell = value["sections"][1]["rows"][2]["cells"][0]

    assert value["charges"][0]["by_ground"] == {"gender": "MET", "political": "OPEN"}
    assert cell["by_ground"]["gender"]["propositions"] == ["F-1"]
    assert cell["by_ground"]["political"]["conclusion"] == "OPEN"
    assert value["sections"][1]["rows"][0]["cells"][0]["by_ground"] == {}


def test_the_gaps_say_on_which_ground(case, law):
    found = gaps(case, law)
    text = print_gaps(found, width=80)

    assert "By ground: on gender alone: MET; on political alone: OPEN" in text
    assert "Ground political: A-1 left it open." in text
    assert gaps_json(found)["charges"][0]["by_ground"] == {"gender": "MET", "political": "OPEN"}


def test_a_further_suspect_is_looked_at_on_the_grounds_that_findings_name(case, law):
    act = Act("A-1", "", "res.education", read_date("2022"), (), "s")
    wider = replace(
        case,
        persons=(*case.persons, Person("S", "individual")),
        acts=(*case.acts, act),
        involvements=(Involvement("V-1", "S", "A-1", "inv.order"),),
    )
    (suspect,) = gaps(wider, law).suspects
    persecution = next(crime for crime in suspect.crimes if crime.id == "rs-7-1-h")
    third = next(c for c in persecution.gaps if c.element.number == 3)

    assert [(p.ground, p.conclusion) for p in third.by_ground] == [
        ("gender", MET),
        ("political", OPEN),
    ]


ground_findings = st.lists(
    st.builds(
        lambda element, conclusion, analyst, ground: ElementFinding(
            *(f"N-{element}-{conclusion.name}-{analyst}-{ground}", element, conclusion, analyst),
            ("F-2",),
            ground=ground,
        ),
        st.sampled_from(["rs-7-1-h/2", "rs-7-1-h/3"]),
        st.sampled_from(Conclusion),
        st.sampled_from(["A-1", "A-2"]),
        st.sampled_from(["", "gender", "political", "religious"]),
    )
)


@pytest.fixture(scope="session")
def tested(case, law):
    """Test a charge on some grounds with further findings."""
    return lambda found, grounds: qualify(
        replace(case.charges[0], grounds=grounds),
        replace(case, findings=(*case.findings, *found)),
        law,
    )


@given(ground_findings)
def test_for_any_findings_a_charge_is_the_weakest_of_its_charges_on_one_ground(tested, found):
    both = tested(found, ("gender", "political"))
    alone = {g: tested(found, (g,)).conclusion for g in ("gender", "political")}

    assert both.conclusion == min(alone.values())
    assert dict(both.by_ground) == alone


@given(ground_findings, st.sampled_from(Conclusion))
def test_for_any_findings_what_is_said_of_one_ground_moves_no_other(tested, found, conclusion):
    more = ElementFinding("N-X", "rs-7-1-h/3", conclusion, "A-9", ("F-2",), ground="political")

    assert tested(found, ("gender",)).conclusion == tested([*found, more], ("gender",)).conclusion
