"""Whom the records lead to without a charge, and charges that cannot be tested at all."""

from dataclasses import replace

import pytest

from dadkhah.dates import read_date
from dadkhah.records.analysis import Charge, ElementFinding
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.events import Involvement
from dadkhah.records.persons import Person, PersonName, Position

CHARGES = "/c/sample/charges/"
PERIOD = read_date("2022/2023")


@pytest.fixture
def case(case):
    """The case with a clerk who is not charged, and a charge against an institution."""
    return replace(
        case,
        persons=(*case.persons, Person("P-clerk", "individual"), Person("P-porter", "individual")),
        person_names=(*case.person_names, PersonName("P-clerk", "Clerk", "en", "main")),
        positions=(
            *case.positions,
            Position("H-02", "P-clerk", "O-ministry", "Clerk of the ministry", read_date("2022")),
            Position("H-03", "P-porter", "O-ministry", "Porter", read_date("1990/1991")),
        ),
        involvements=(*case.involvements, Involvement("V-03", "P-clerk", "A-0003", "inv.suspect")),
        findings=(
            *case.findings,
            ElementFinding("N-0007", "rs-7-1-h/6", Conclusion.OPEN, "U-2b"),
            ElementFinding(
                *("N-0008", "25-3-b-ordering/2", Conclusion.OPEN, "U-2b", (), "P-deputy"),
                charges=("C-03",),
            ),
        ),
        charges=(
            *case.charges,
            Charge("C-03", "O-ministry", "rs-7-1-e", "25-3-b-ordering", (), PERIOD, "proposed"),
        ),
    )


def read(client, path):
    answer = client.get(f"{CHARGES}{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_not_charged_is_shown_with_what_leads_there_and_with_care(signed_in):
    page = read(signed_in("analyst"), "gaps/")

    assert "Clerk of the ministry" in page
    assert "An involvement is only alleged: never publish this name." in page
    assert "When an office began and ended is not recorded" in page
    assert "A-0003" in page
    assert f"{CHARGES}new/?respondent=P-clerk&amp;crime=rs-7-1-e" in page


def test_who_has_no_lead_is_said_to_have_none_and_stands_last(signed_in):
    answer = signed_in("reader").get(f"{CHARGES}gaps/")
    names = [one.name for one in answer.context["suspects"]]

    assert names == ["Clerk", "P-porter"]
    assert "No recorded act or restriction leads to this person." in answer.content.decode()


def test_a_charge_that_cannot_be_tested_says_why_and_hides_no_other(signed_in):
    client = signed_in("reader")
    listed, shown = read(client, ""), read(client, "charge/C-03/")

    for page in (listed, shown):
        assert "The Court tries natural persons only" in page
    assert "elements/25-3-b-ordering/2/?charge=C-02" in listed
    assert "cannot be tested" in listed


def test_a_finding_about_such_a_charge_alone_counts_nowhere(signed_in):
    page = read(signed_in("reader"), "elements/25-3-b-ordering/2/?charge=C-02")

    assert 'id="N-0008"' not in page


def test_what_was_in_a_mind_is_not_concluded_on_for_nobody(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/6/?charge=C-02")

    assert "The finding of U-2b names no person and does not count" in page


def test_what_the_case_refuses_is_told_in_the_form(signed_in, monkeypatch):
    """Somebody else may forget a record between the reading of a form and its saving."""
    monkeypatch.setattr(
        "dadkhah_web.pages.qualification.forms.proposition.PropositionForm.value",
        lambda form, code: replace(
            form.chart.propositions["F-0002"], id=code, text=" ", acts=("A-9999",)
        ),
    )
    monkeypatch.setattr(
        "dadkhah_web.pages.qualification.forms.proposition.outside_jurisdiction", lambda *_: None
    )
    given = {"text": "A fact.", "elements": "rs-7-1-h/1"}
    answer = signed_in("analyst").post(f"{CHARGES}propositions/new/", given)

    assert answer.status_code == 422
    assert "A-9999" in str(answer.context["form"].non_field_errors())
