"""Charges: alleged and tested; what cannot be charged is refused with its reason."""

import pytest

from dadkhah_web.qualification.models import Charge

CHARGES = "/c/sample/charges/"
GIVEN = {
    "respondent": "P-deputy",
    "crime": "rs-7-1-e",
    "mode": "25-3-b-ordering",
    "since": "2022-01-01",
    "until": "",
    "calendar": "",
    "status": "proposed",
    "note": "",
}


def test_every_charge_says_what_it_comes_out_as_and_what_is_missing(signed_in):
    page = signed_in("reader").get(CHARGES).content.decode()

    assert "nobody is found guilty" in page
    assert "warrant issued" in page
    assert "elements are missing" in page
    assert "elements/25-3-b-ordering/2/?charge=C-01" in page


def test_each_ground_alone_is_said(signed_in):
    page = signed_in("reader").get(CHARGES).content.decode()

    assert "On each ground alone:" in page
    assert "Political" in page


def test_a_charge_is_shown_element_by_element(signed_in):
    page = signed_in("reader").get(f"{CHARGES}charge/C-02/").content.decode()

    assert "Alleged against Deputy" in page
    assert "As made public." in page
    assert "weakest" in page
    assert "elements/rs-7-1-h/4/?charge=C-02" in page


def test_a_charge_can_be_proposed(signed_in):
    answer = signed_in("analyst").post(f"{CHARGES}new/", GIVEN)

    assert answer.url == f"{CHARGES}charge/C-03/"
    row = Charge.objects.get(record__code="C-03")
    assert row.crime == "rs-7-1-e"
    assert row.period.written == "2022-01-01/.."


def test_the_period_may_be_of_another_calendar(signed_in):
    given = {**GIVEN, "since": "۲۴ اسد ۱۴۰۰", "until": "۳۰ جدی ۱۴۰۲"}
    signed_in("analyst").post(f"{CHARGES}new/", given)

    period = Charge.objects.get(record__code="C-03").period
    assert period.earliest.isoformat() == "2021-08-15"
    assert period.latest.isoformat() == "2024-01-20"


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"crime": "gender-apartheid"}, "crime", "cannot be charged"),
        ({"crime": "forced-marriage"}, "crime", "belongs under rs-7-1-k"),
        ({"grounds": "gender"}, "grounds", "names the ground"),
        ({"mode": "25-3-e-incitement"}, "mode", "reaches only"),
        ({"respondent": "O-ministry"}, "respondent", "natural persons only"),
        ({"since": "2001-01-01"}, "since", "before 1 May 2003"),
        ({"since": "nonsense"}, "since", "not understood"),
        ({"respondent": "P-nobody"}, "respondent", "Select a valid choice"),
    ],
)
def test_what_cannot_be_charged_is_refused_beside_its_field(signed_in, changed, field, said):
    answer = signed_in("analyst").post(f"{CHARGES}new/", {**GIVEN, **changed})
    form = answer.context["form"]

    assert answer.status_code == 422
    assert list(form.errors) == [field]
    assert said in str(form.errors[field])
    assert not Charge.objects.filter(record__code="C-03").exists()


def test_a_refusal_is_said_in_the_language_of_the_reader_first(signed_in):
    client = signed_in("analyst")
    client.cookies["django_language"] = "fa"
    answer = client.post(f"{CHARGES}new/", {**GIVEN, "crime": "gender-apartheid"})

    assert '<span lang="en" dir="ltr">' in str(answer.context["form"].errors["crime"])


def test_the_form_says_that_gender_apartheid_is_asked_for_and_not_charged(signed_in):
    page = signed_in("analyst").get(f"{CHARGES}new/?respondent=P-deputy").content.decode()

    assert "Gender apartheid is no crime of the Statute" in page
    assert '<option value="P-deputy" selected>' in page


def test_a_charge_can_be_changed_and_keeps_the_rest(signed_in):
    client = signed_in("lawyer")
    form = client.get(f"{CHARGES}charge/C-02/edit/").context["form"]
    given = {**form.initial, "note": "Looked at again."}
    answer = client.post(f"{CHARGES}charge/C-02/edit/", given)

    assert answer.status_code == 302
    row = Charge.objects.get(record__code="C-02")
    assert row.note == "Looked at again."
    assert row.period.written == "2021-08-15/2024-12-31"


def test_who_was_slower_is_told_and_may_save_again(signed_in):
    client = signed_in("lawyer")
    given = client.get(f"{CHARGES}charge/C-02/edit/").context["form"].initial
    client.post(f"{CHARGES}charge/C-02/edit/", {**given, "note": "First."})
    late = client.post(f"{CHARGES}charge/C-02/edit/", {**given, "note": "Second."})

    assert late.status_code == 422
    assert "Somebody saved this since you opened it" in late.content.decode()
    assert "Second." in late.content.decode()
    again = {**given, "note": "Second.", "based_on": late.context["form"]["based_on"].value()}
    assert client.post(f"{CHARGES}charge/C-02/edit/", again).status_code == 302


def test_a_reader_cannot_charge_anybody(signed_in):
    assert signed_in("reader").post(f"{CHARGES}new/", GIVEN).status_code == 403
