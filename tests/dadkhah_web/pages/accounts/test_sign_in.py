"""Who has a name and a passphrase comes in, and the vault opens with it."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Reading
from dadkhah_web.evidence.unlocking import COOKIE
from people import PASSPHRASE, person

LOGIN = "/accounts/login/"
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def karim(site) -> User:
    return person("karim", "analyst")


def sign_in(client: Client, passphrase: str = PASSPHRASE, *, name: str = "karim", **more: str):
    return client.post(LOGIN, {"login": name, "password": passphrase, **more})


def test_who_knows_the_passphrase_comes_in(karim, client):
    answer = sign_in(client, name=" Karim ")

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/settings/").status_code == 200
    assert Reading.objects.get(action="sign-in").actor == karim.code


def test_a_wrong_passphrase_and_a_wrong_name_get_the_same_answer(karim, client):
    wrong = sign_in(client, "not these words")
    unknown = sign_in(client, name="nobody-here")

    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert list(Reading.objects.values_list("actor", "action")) == [(karim.code, "refused")]


def test_after_a_few_wrong_passphrases_the_right_one_waits_too(karim, client):
    for _ in range(6):
        sign_in(client, "not these words")
    page = sign_in(client)

    assert "Wait five minutes" in page.content.decode()
    assert client.get("/settings/").status_code == 302


def test_who_asks_too_often_is_told_so_on_a_page(karim, client):
    answers = [sign_in(client, name=f"n{number}") for number in range(32)]

    assert answers[-1].status_code == 429
    assert "Too many tries" in answers[-1].content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"]
)
def test_nobody_is_led_to_another_site_after_signing_in(karim, client, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"


def test_after_signing_in_one_is_where_one_wanted_to_be(karim, client):
    asked = client.get("/settings/")
    assert asked.url == "/accounts/login/?next=/settings/"

    assert sign_in(client, next="/settings/").url == "/settings/"


def test_a_session_from_before_signing_in_is_worth_nothing_after(karim, client):
    client.get(LOGIN)
    client.post("/language/", {"language": "fa"})
    session = client.session
    session["x"] = "y"
    session.save()
    before = client.session.session_key
    sign_in(client)

    assert before != client.session.session_key


def test_the_sign_in_page_keeps_no_passphrase(karim, client):
    page = sign_in(client, "not these words at all")

    assert "not these words at all" not in page.content.decode()
    assert "no-store" in page.headers["cache-control"]


@pytest.mark.slow
def test_the_vault_opens_with_the_passphrase_of_who_holds_a_key(site, client):
    holder = User.objects.create_user(PASSPHRASE, code="U-ours", handle="ours")
    vault = site.vault
    identity = vault.unlock(passphrase=PASSPHRASE)
    vault.keys.add(holder.code, identity, passphrase=PASSPHRASE)
    answer = sign_in(client, name="ours")
    kept = client.session["vault_shut"]

    assert answer.cookies[COOKIE]["httponly"]
    assert answer.cookies[COOKIE]["samesite"] == "Strict"
    assert identity.text not in kept
    assert "is open" in client.get("/vault/open/").content.decode()

    client.post("/vault/close/")
    assert "is open" not in client.get("/vault/open/").content.decode()
    wrong = client.post("/vault/open/", {"passphrase": "not these words"})
    assert wrong.status_code == 422
    assert "does not open the vault" in wrong.content.decode()
    right = client.post("/vault/open/", {"passphrase": PASSPHRASE, "next": "/settings/"})
    assert right.url == "/settings/"


def test_who_holds_no_key_is_told_so(karim, client):
    sign_in(client)

    assert "no key of the vault" in client.get("/vault/open/").content.decode()


def test_with_a_second_factor_the_passphrase_alone_opens_nothing(karim, client):
    TOTP.activate(karim, SECRET)
    asked = sign_in(client)
    assert asked.url == "/accounts/2fa/code/"
    assert client.get("/settings/").url.startswith("/accounts/login/")

    wrong = client.post(asked.url, {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    assert Reading.objects.get(action="refused").subject == "mfa"

    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    assert client.post(asked.url, {"code": code}).url == "/"
    assert client.get("/settings/").status_code == 200
    assert Reading.objects.get(action="sign-in").subject == "password, totp"


def test_a_code_that_was_used_is_used_up(karim, client):
    TOTP.activate(karim, SECRET)
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    sign_in(client)
    client.post("/accounts/2fa/code/", {"code": code})
    other = Client()
    sign_in(other)
    other.post("/accounts/2fa/code/", {"code": code})

    assert other.get("/settings/").status_code == 302
