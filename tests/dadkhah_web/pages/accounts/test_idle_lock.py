"""A session nobody touches locks itself; nothing typed is lost."""

import time

import pytest

from dadkhah_web.cases.models import FormDraft
from people import PASSPHRASE

TYPED = {"roles": ["reader", "analyst"], "note": "وزیر گفت", "passphrase": "secret words"}
FORM = "/c/sample/people/invite/"


@pytest.fixture
def client(signed_in):
    return signed_in("custodian")


def leave_alone(client, seconds: float) -> None:
    session = client.session
    session["seen"] = time.time() - seconds
    session.save()


def test_within_a_quarter_of_an_hour_nothing_is_asked(client):
    leave_alone(client, 14 * 60)

    assert client.get("/settings/").status_code == 200
    assert time.time() - client.session["seen"] < 60


def test_after_that_every_page_asks_for_the_passphrase_and_leads_back(client):
    leave_alone(client, 16 * 60)
    asked = client.get("/settings/?a=1")
    assert asked.url == "/lock/?next=%2Fsettings%2F%3Fa%3D1"
    assert client.get("/c/sample/people/").url.startswith("/lock/")

    wrong = client.post("/lock/", {"passphrase": "not these words", "next": "/settings/"})
    assert wrong.status_code == 422
    assert client.get("/settings/").url.startswith("/lock/")

    right = client.post("/lock/", {"passphrase": PASSPHRASE, "next": "/settings/"})
    assert right.url == "/settings/"
    assert client.get("/settings/").status_code == 200


def test_a_locked_page_says_nothing_of_the_case(client):
    page = client.get("/lock/?next=/c/sample/").content.decode()

    assert "A sample case" not in page
    assert "data-idle-seconds" not in page


def test_the_lock_leads_to_no_other_site(client):
    answer = client.post("/lock/", {"passphrase": PASSPHRASE, "next": "https://evil.example/"})

    assert answer.url == "/"


def test_locking_closes_the_vault(client):
    session = client.session
    session["vault_shut"] = "something"
    session.save()
    answer = client.get("/lock/")

    assert "vault_shut" not in client.session
    assert answer.cookies["vault"].value == ""


def test_what_is_sent_to_a_locked_page_is_kept_and_offered_again(client):
    leave_alone(client, 16 * 60)
    sent = client.post(FORM, TYPED, headers={"referer": f"http://testserver{FORM}"})
    assert sent.url == f"/lock/?next={FORM.replace('/', '%2F')}"
    kept = FormDraft.objects.get()
    assert kept.data["fields"] == {"roles": ["reader", "analyst"], "note": ["وزیر گفت"]}

    unlocked = client.post("/lock/", {"passphrase": PASSPHRASE, "next": FORM})
    page = client.get(unlocked.url).content.decode()
    assert "وزیر گفت" in page
    assert f'action="{FORM}?kept={kept.pk}"' in page
    assert page.count('name="roles"') == 2
    assert "secret words" not in page

    client.post(f"/lock/sent/{kept.pk}/forget/?next={FORM}")
    assert client.get(f"/lock/sent/?next={FORM}").url == FORM


def test_what_a_program_of_the_page_sends_is_kept_too(client):
    leave_alone(client, 16 * 60)
    where = {"HX-Request": "true", "HX-Current-URL": "http://testserver/c/sample/people/"}
    answer = client.post(FORM, TYPED, headers=where)

    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/lock/?next=%2Fc%2Fsample%2Fpeople%2F"
    assert FormDraft.objects.get().data["by_program"]


def test_a_page_that_names_another_site_is_not_gone_back_to(client):
    leave_alone(client, 16 * 60)

    assert client.post(FORM, TYPED, headers={"referer": "https://evil.example/"}).url.endswith(
        "=%2F"
    )


def test_nothing_is_kept_of_what_is_sent_to_ones_own_settings(client):
    leave_alone(client, 16 * 60)
    client.post("/settings/tokens/", {"name": "a program"})

    assert not FormDraft.objects.exists()


def test_a_page_that_asks_by_itself_is_no_sign_of_life(client):
    leave_alone(client, 14 * 60)
    before = client.session["seen"]
    client.get("/c/sample/jobs/", headers={"HX-Request": "true"})

    assert client.session["seen"] == before


def test_who_reads_on_is_heard(client):
    leave_alone(client, 14 * 60)

    assert client.post("/alive/").status_code == 204
    assert time.time() - client.session["seen"] < 60


def test_from_a_locked_session_one_may_always_leave(client):
    leave_alone(client, 16 * 60)
    answer = client.post("/exit/")

    assert answer.status_code == 200
    assert client.get("/settings/").url.startswith("/accounts/login/")


def test_a_draft_that_arrives_just_after_the_lock_is_kept_and_not_shown(client):
    leave_alone(client, 16 * 60)
    typed = {"key": "act:new", "case": "sample", "data": '{"title": "وزیر گفت"}'}

    assert client.post("/drafts/", typed).status_code == 204
    assert FormDraft.objects.get().data == {"title": "وزیر گفت"}
    assert client.get("/drafts/?key=act:new&case=sample").url.startswith("/lock/")


def test_what_is_sent_again_is_kept_no_longer(client):
    leave_alone(client, 16 * 60)
    client.post(FORM, {"roles": ["reader"]})
    client.post("/lock/", {"passphrase": PASSPHRASE, "next": "/settings/"})
    again = f"{FORM}?kept={FormDraft.objects.get().pk}"
    assert again in client.get("/lock/sent/").content.decode()

    assert client.post(again, {}).status_code == 422
    assert FormDraft.objects.exists()
    assert client.post(again, {"roles": ["reader"]}).status_code == 200
    assert not FormDraft.objects.exists()
