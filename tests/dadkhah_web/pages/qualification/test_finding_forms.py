"""Findings: each analyst concludes; what nothing carries is refused before it is kept."""

import pytest

from dadkhah.records.conclusion import Conclusion
from dadkhah_web.qualification.models import ElementFinding

CHARGES = "/c/sample/charges/"
NEW = f"{CHARGES}findings/new/"
GIVEN = {
    "conclusion": "MET",
    "propositions": "F-0002",
    "reasoning": "It stayed closed for years.",
    "standard": "reasonable-grounds",
}


def test_a_finding_is_by_who_is_signed_in_and_dated(signed_in):
    answer = signed_in("analyst").post(f"{NEW}?element=rs-7-1-h/1&charge=C-01", GIVEN)

    assert answer.url == f"{CHARGES}elements/rs-7-1-h/1/?charge=C-01"
    kept = ElementFinding.objects.get(record__code="N-0007")
    assert kept.analyst == "U-analyst"
    assert kept.on
    assert kept.conclusion == Conclusion.MET
    assert kept.respondent is None, "what happened is charted once, for the case"


def test_a_finding_on_a_mind_or_a_mode_is_about_the_person_and_the_charge(signed_in):
    client = signed_in("analyst")
    asked = f"{NEW}?element=25-3-b-ordering/1&charge=C-02"
    form = client.get(asked).context["form"]
    client.post(asked, {**GIVEN, "propositions": "F-0003", "charges": "C-02"})

    assert form.initial["charges"] == ["C-02"]
    assert ElementFinding.objects.get(record__code="N-0007").respondent.record.code == "P-deputy"


def test_the_ground_is_asked_where_the_answer_depends_on_it(signed_in):
    client = signed_in("analyst")

    by_ground = client.get(f"{NEW}?element=rs-7-1-h/2&charge=C-01").context["form"]
    plain = client.get(f"{NEW}?element=cah-policy").context["form"]

    assert [code for code, _ in by_ground.fields["ground"].choices][:3] == [
        "",
        "gender",
        "political",
    ]
    assert "ground" not in plain.fields
    assert "charges" not in plain.fields


@pytest.mark.parametrize(
    ("element", "changed", "field", "said"),
    [
        ("rs-7-1-h/1", {"propositions": []}, "propositions", "rests on no proposition"),
        ("rs-7-1-h/1", {"propositions": "F-9999"}, "propositions", "Select a valid choice"),
        ("rs-7-1-h/1", {"standard": "beyond-reasonable-doubt"}, "standard", "Select a valid"),
        ("rs-7-1-h/1", {"reasoning": ""}, "reasoning", "required"),
        ("rs-7-1-h/2", {"ground": "nonsense"}, "ground", "Select a valid choice"),
    ],
)
def test_what_cannot_be_concluded_is_refused_beside_its_field(
    signed_in, element, changed, field, said
):
    given = {**GIVEN, "propositions": "F-0002" if element.endswith("1") else [], **changed}
    answer = signed_in("analyst").post(f"{NEW}?element={element}&charge=C-01", given)
    errors = answer.context["form"].errors

    assert answer.status_code == 422
    assert said in str(errors[field])
    assert not ElementFinding.objects.filter(record__code="N-0007").exists()


def test_open_needs_no_evidence(signed_in):
    given = {**GIVEN, "conclusion": "OPEN", "propositions": []}
    answer = signed_in("analyst").post(f"{NEW}?element=rs-7-1-h/1&charge=C-01", given)

    assert answer.status_code == 302


def test_one_changes_ones_own_finding(signed_in):
    client = signed_in("analyst")
    client.post(f"{NEW}?element=rs-7-1-h/1&charge=C-01", GIVEN)
    page = client.get(f"{CHARGES}elements/rs-7-1-h/1/?charge=C-01").content.decode()
    form = client.get(f"{CHARGES}findings/N-0007/edit/").context["form"]
    given = {**form.initial, "reasoning": "Read again.", "conclusion": "DISPUTED"}
    answer = client.post(f"{CHARGES}findings/N-0007/edit/", given)

    assert f"{CHARGES}findings/N-0007/edit/" in page
    assert "(you)" in page
    assert answer.status_code == 302
    kept = ElementFinding.objects.get(record__code="N-0007")
    assert (kept.reasoning, kept.conclusion) == ("Read again.", Conclusion.DISPUTED)


def test_nobody_changes_what_another_analyst_found(signed_in):
    client = signed_in("analyst")
    answer = client.post(f"{CHARGES}findings/N-0003/edit/", GIVEN)

    assert answer.status_code == 403
    assert "add a finding of your own" in answer.content.decode()
    assert (
        f"{CHARGES}findings/N-0003/edit/"
        not in client.get(f"{CHARGES}elements/rs-7-1-h/1/?charge=C-01").content.decode()
    )


def test_a_finding_on_what_is_not_there_is_not_begun(signed_in):
    assert signed_in("analyst").get(NEW).status_code == 404
