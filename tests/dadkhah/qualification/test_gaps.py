"""What is missing, for charges, further suspects and further crimes."""

import json
from dataclasses import replace
from datetime import date

import pytest

from dadkhah.dates import read_date
from dadkhah.qualification.gaps import gaps, gaps_json, print_gaps
from dadkhah.records.events import Involvement
from dadkhah.records.persons import CommandLink, Person, Position
from dadkhah.records.restrictions import Restriction

CASE = """\
the rest: met
charges:
  - {respondent: R, crime: rs-7-1-h, mode: 25-3-b-ordering, grounds: [gender]}
facts:
  - {id: F-1, says: s, under: [rs-7-1-h/4], act: res.education, on: 2022-03, from: [a, b]}
  - {id: F-2, says: s, under: [rs-7-1-h/1], act: lib.hijab, on: 2024-01, from: [a, b]}
  - {id: F-3, says: s, under: [rs-7-1-h/1], act: fam.forced_marriage, on: 2023, from: [a, b]}
findings:
  - {on: rs-7-1-h/4, analyst: A-1, conclusion: met, facts: [F-1]}
"""
MINISTER, INSPECTOR, MINISTRY = "P-minister", "P-inspector", "O-ministry"


@pytest.fixture(scope="session")
def case(records):
    base = records(CASE)
    people = (
        Person(MINISTER, "individual"),
        Person(INSPECTOR, "individual"),
        Person(MINISTRY, "institution"),
        Person("P-bystander", "individual"),
    )
    return replace(base, persons=(*base.persons, *people))


def office(held, person=MINISTER):
    return Position("PO-1", person, MINISTRY, "Minister", read_date(held))


def did(person, subject, degree="inv.enforce", number=1):
    return Involvement(f"IN-{number}", person, subject, degree)


def suspects(case, law, **changed):
    return {s.person: s for s in gaps(replace(case, **changed), law).suspects}


def ban(written="2022-03-23", area="education"):
    return Restriction(
        "afg-r-1", "t", read_date(written), "", (), "order", "order", (area,), (), "", "high"
    )


def test_a_charge_lists_its_elements_that_are_not_met(case, law):
    (charge,) = gaps(case, law).charges

    assert [e.element.id for e in charge.gaps] == ["rs-7-1-h/4"]


def test_a_person_without_office_or_involvement_is_no_suspect(case, law):
    assert suspects(case, law) == {}


def test_a_respondent_and_an_institution_are_no_further_suspects(case, law):
    involved = (did("R", "act of F-2"), did(MINISTRY, "act of F-2", number=2))

    assert suspects(case, law, involvements=involved) == {}


def test_an_involvement_points_to_crimes_and_modes(case, law):
    ordered = (did(INSPECTOR, "act of F-2", "inv.order"),)
    suspect = suspects(case, law, involvements=ordered)[INSPECTOR]

    assert [c.id for c in suspect.crimes] == ["rs-7-1-e", "rs-7-1-h"]
    assert [m.id for m in suspect.modes] == ["25-3-b-ordering"]
    assert [len(m.gaps) for m in suspect.modes] == [4]
    assert [e.element.id for e in suspect.crimes[1].gaps] == ["rs-7-1-h/4", "rs-7-1-h/6"]
    assert suspect.leads.cautions == ()


def test_an_office_points_to_what_was_done_under_it_and_to_superior_responsibility(case, law):
    suspect = suspects(
        case,
        law,
        positions=(office("2021-08-15/.."),),
        involvements=(did(MINISTRY, "act of F-2"),),
    )[MINISTER]

    assert suspect.leads.through == (MINISTRY,)
    assert suspect.leads.acts == ("act of F-2",)
    assert [m.id for m in suspect.modes] == ["28-a-military", "28-b-civilian"]


def test_what_was_done_outside_the_known_bounds_of_an_office_is_no_lead(case, law):
    suspect = suspects(
        case,
        law,
        positions=(office("2021-08-15/2022-12-31"),),
        involvements=(did(MINISTRY, "act of F-2"),),
    )[MINISTER]

    assert suspect.leads.acts == ()
    assert suspect.crimes == ()
    assert suspect.leads.cautions == ("No recorded act or restriction leads to this person.",)


def test_an_office_known_for_one_day_leads_with_a_caution(case, law):
    suspect = suspects(
        case,
        law,
        positions=(office("2022-12-24"),),
        involvements=(did(MINISTRY, "act of F-2"),),
    )[MINISTER]

    assert suspect.leads.acts == ("act of F-2",)
    assert "PO-1: in office on 2022-12-24" in suspect.leads.cautions[0]


def test_command_reaches_down_however_far_and_never_in_circles(case, law):
    always = read_date("2021-08-15/..")
    links = (
        CommandLink("CL-1", MINISTER, INSPECTOR, always, "b"),
        CommandLink("CL-2", INSPECTOR, MINISTRY, always, "b"),
        CommandLink("CL-3", MINISTRY, INSPECTOR, always, "b"),
        CommandLink("CL-4", MINISTRY, MINISTER, always, "b"),
        CommandLink("CL-5", MINISTRY, "O-unknown", always, "b"),
    )
    involved = (did(MINISTER, "act of F-1"), did(MINISTRY, "act of F-2", number=2))
    suspect = suspects(case, law, command_links=links, involvements=involved)[MINISTER]

    assert suspect.leads.through == (INSPECTOR, MINISTRY)
    assert suspect.leads.acts == ("act of F-1", "act of F-2")


def test_a_restriction_leads_through_its_areas_and_the_acts_that_enforce_it(case, law):
    acts = tuple(
        replace(a, restriction="afg-r-1") if a.id == "act of F-2" else a for a in case.acts
    )
    ordered = (did(MINISTER, "afg-r-1", "inv.order"),)
    suspect = suspects(case, law, acts=acts, restrictions=(ban(),), involvements=ordered)[MINISTER]

    assert suspect.leads.restrictions == ("afg-r-1",)
    assert suspect.leads.acts == ("act of F-2",)
    assert [c.id for c in suspect.crimes] == ["rs-7-1-e", "rs-7-1-h"]


def test_a_restriction_from_before_jurisdiction_leads_to_no_crime(case, law):
    ordered = (did(MINISTER, "afg-r-1", "inv.order"),)
    suspect = suspects(case, law, restrictions=(ban("1996"),), involvements=ordered)[MINISTER]

    assert suspect.crimes == ()


def test_an_involvement_in_a_record_of_another_kind_leads_nowhere(case, law):
    suspect = suspects(case, law, involvements=(did(MINISTER, "E-0001"),))[MINISTER]

    assert suspect.leads.acts == ()


def test_a_name_that_is_only_alleged_comes_with_a_caution(case, law):
    alleged = (did(INSPECTOR, "act of F-2", "inv.suspect"),)
    suspect = suspects(case, law, involvements=alleged)[INSPECTOR]

    assert suspect.leads.cautions == ("An involvement is only alleged: never publish this name.",)
    assert suspect.modes == ()


def test_a_mode_that_no_candidate_crime_knows_is_no_candidate(case, law):
    ordered = (did(INSPECTOR, "act of F-2", "inv.order"),)
    found = suspects(case, law, involvements=ordered)[INSPECTOR]

    assert "25-3-e-incitement" not in [m.id for m in found.modes]


def test_crimes_that_acts_point_to_and_nobody_is_charged_with_are_listed(case, law):
    found = {c.crime.id: c for c in gaps(case, law).crimes}

    assert set(found) == {"rs-7-1-c", "rs-7-1-e", "rs-7-1-g-2", "rs-7-1-k"}
    assert found["rs-7-1-e"].acts == ("act of F-2",)
    assert found["rs-7-1-k"].forms == ("Forced marriage",)
    assert found["rs-7-1-k"].crime.elements == 5


def test_an_act_from_before_jurisdiction_points_to_no_crime(case, law):
    acts = tuple(replace(a, date=read_date("1999")) for a in case.acts if a.id != "act of F-1")
    old = replace(case, acts=acts, findings=(), propositions=())

    assert gaps(old, law).crimes == ()


def test_crimes_and_respondents_narrow_the_answer(case, law):
    ordered = replace(case, involvements=(did(INSPECTOR, "act of F-2", "inv.order"),))
    by_crime = gaps(ordered, law, crimes=["rs-7-1-e"])
    by_person = gaps(ordered, law, respondents=[INSPECTOR])

    assert by_crime.charges == ()
    assert [c.crime.id for c in by_crime.crimes] == ["rs-7-1-e"]
    assert [c.id for c in by_crime.suspects[0].crimes] == ["rs-7-1-e"]
    assert (by_person.charges, by_person.crimes) == ((), ())
    assert [s.person for s in by_person.suspects] == [INSPECTOR]
    assert gaps(ordered, law, respondents=["R"]).suspects == ()


@pytest.fixture(scope="session")
def full(case):
    without_policy = tuple(f for f in case.findings if f.element != "cah-policy")
    return replace(
        case,
        findings=without_policy,
        positions=(office("2022-12-24"),),
        involvements=(did(MINISTRY, "act of F-2"), did(INSPECTOR, "act of F-2", "inv.order", 2)),
    )


@pytest.mark.parametrize("width", [10, 40, 72, 100])
def test_the_text_fits_the_width_and_lists_alike_gaps_together(full, law, width):
    text = print_gaps(gaps(full, law, on=date(2026, 11, 24)), width=width)
    told = " ".join(text.split())

    assert max(map(len, text.splitlines())) <= max(width, 40)
    assert "on 2026-11-24" in told
    assert "CONTEXT OF THE ATTACK" in told
    assert "CHARGE C-1 (proposed), R: Persecution by ordering: OPEN" in told
    assert "FURTHER SUSPECT P-minister" in told
    assert "Take care: PO-1: in office on 2022-12-24" in told
    assert "FURTHER CRIME rs-7-1-k" in told
    assert "its named forms: forced marriage" in told
    assert "not accusations" in told
    assert told.count("28-b-civilian/6") == 1


def test_a_context_that_is_met_is_not_among_the_gaps(case, law):
    assert "CONTEXT" not in print_gaps(gaps(case, law), width=100)


def test_the_json_is_plain_and_complete(full, law):
    value = json.loads(json.dumps(gaps_json(gaps(full, law, on=date(2026, 11, 24)))))

    assert [part["element"] for part in value["context"]] == ["cah-policy"]
    assert value["charges"][0]["gaps"][0]["element"] == "rs-7-1-h/4"
    assert [s["person"] for s in value["suspects"]] == [MINISTER, INSPECTOR]
    assert value["suspects"][0]["through"] == [MINISTRY]
    assert value["suspects"][1]["modes"][0]["id"] == "25-3-b-ordering"
    assert [c["id"] for c in value["crimes"]][1] == "rs-7-1-e"
    assert value["on"] == "2026-11-24"
    assert gaps_json(gaps(full, law))["on"] is None
