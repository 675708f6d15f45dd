"""One's own settings, and leaving."""

import hashlib

import pytest
from django.test import Client
from django.utils import timezone

from dadkhah.errors import WrongPassphrase
from dadkhah_web.accounts.models import ApiToken, User
from dadkhah_web.accounts.tokens import user_of_token
from people import PASSPHRASE

NEW = "gravel teapot mirror autumn"


@pytest.fixture
def client(signed_in):
    return signed_in("analyst")


def user() -> User:
    return User.objects.get(handle="analyst")


def test_language_and_calendar_are_kept(client):
    client.post("/settings/preferences/", {"language": "fa", "calendar": "gregorian"})

    assert (user().language, user().calendar) == ("fa", "gregorian")
    assert 'dir="rtl"' in client.get("/settings/").content.decode()
    assert client.post("/settings/preferences/", {"language": "xx"}).status_code == 422


def test_the_language_is_chosen_on_every_page_and_kept(client):
    answer = client.post("/language/", {"language": "ps", "next": "/settings/"})

    assert answer.url == "/settings/"
    assert user().language == "ps"
    assert Client().post("/language/", {"language": "fa", "next": "//evil.example"}).url == "/"
    assert "set-cookie" not in Client().post("/language/", {"language": "xx"}).headers


def test_a_changed_passphrase_signs_out_everywhere_else(client):
    other = Client()
    other.force_login(user())
    wrong = client.post("/settings/passphrase/", {"old": "no", "passphrase": NEW, "again": NEW})
    assert wrong.status_code == 422

    client.post("/settings/passphrase/", {"old": PASSPHRASE, "passphrase": NEW, "again": NEW})
    assert user().check_password(NEW)
    assert client.get("/settings/").status_code == 200
    assert other.get("/settings/").url.startswith("/accounts/login/")


@pytest.mark.slow
def test_a_changed_passphrase_opens_the_vault_and_the_old_one_no_more(client, site):
    vault, code = site.vault, user().code
    identity = vault.unlock(passphrase=PASSPHRASE)
    vault.keys.add(code, identity, passphrase=PASSPHRASE)
    client.post("/settings/passphrase/", {"old": PASSPHRASE, "passphrase": NEW, "again": NEW})

    assert vault.unlock(passphrase=NEW, custodian=code).text == identity.text
    with pytest.raises(WrongPassphrase):
        vault.unlock(passphrase=PASSPHRASE, custodian=code)


def test_signing_out_everywhere_ends_this_session_too_and_nobody_elses(client, signed_in):
    elsewhere, other = Client(), signed_in("lawyer")
    elsewhere.force_login(user())
    client.post("/settings/sign-out/")

    assert client.get("/settings/").status_code == 302
    assert elsewhere.get("/settings/").status_code == 302
    assert other.get("/settings/").status_code == 200


def test_a_token_is_shown_once_and_only_its_digest_is_kept(client):
    answer = client.post("/settings/tokens/", {"name": "a program"})
    token = answer.context["token"]

    assert answer.headers["cache-control"] == "no-store"
    assert ApiToken.objects.get().digest == hashlib.sha256(token.encode()).hexdigest()
    assert token not in client.get("/settings/").content.decode()
    assert client.post("/settings/tokens/", {"name": ""}).status_code == 422


def test_a_token_works_as_its_owner_until_it_is_ended(client, signed_in):
    token = client.post("/settings/tokens/", {"name": "a program"}).context["token"]
    number = ApiToken.objects.get().pk
    assert user_of_token(token, at=timezone.now()) == user()
    assert user_of_token("dadkhah_other", at=timezone.now()) is None

    signed_in("lawyer").post(f"/settings/tokens/{number}/end/")
    assert user_of_token(token, at=timezone.now()) == user()
    client.post(f"/settings/tokens/{number}/end/")
    assert user_of_token(token, at=timezone.now()) is None


def test_signing_out_everywhere_ends_every_token(client):
    token = client.post("/settings/tokens/", {"name": "a program"}).context["token"]
    client.post("/settings/sign-out/")

    assert user_of_token(token, at=timezone.now()) is None


def test_the_token_of_a_closed_account_opens_nothing(client):
    token = client.post("/settings/tokens/", {"name": "a program"}).context["token"]
    User.objects.update(is_active=False)

    assert user_of_token(token, at=timezone.now()) is None


@pytest.mark.parametrize("how", ["get", "post"])
def test_leaving_quickly_leaves_nothing_behind(client, how):
    answer = getattr(client, how)("/exit/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "no-store" in answer.headers["cache-control"]
    page = answer.content.decode()
    assert "adkhah" not in page
    assert "<script" not in page
    assert client.get("/settings/").url.startswith("/accounts/login/")
