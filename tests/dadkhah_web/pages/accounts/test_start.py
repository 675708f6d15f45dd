"""The first person: a name, a passphrase, nothing else."""

import shutil

import pytest
from django.test import Client

from dadkhah.evidence.vault import Vault
from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Reading
from dadkhah_web.evidence.unlocking import COOKIE

PASSPHRASE = "gravel teapot mirror autumn"  # noqa: S105
GIVEN = {"handle": "Karim", "passphrase": PASSPHRASE, "again": PASSPHRASE}


@pytest.fixture
def home(db, tmp_path, settings):
    settings.DADKHAH_HOME = tmp_path / "fresh"
    return settings.DADKHAH_HOME


def test_the_site_leads_to_the_first_run_while_nobody_is_here(home, client):
    page = client.get("/", follow=True)

    assert page.redirect_chain == [("/start/", 302)]
    assert set(page.context["form"].fields) == {"handle", "passphrase", "again"}


@pytest.mark.slow
def test_the_first_person_has_a_vault_and_sits_before_it_open(home, client):
    answer = client.post("/start/", GIVEN)

    user = User.objects.get()
    assert (answer.status_code, answer.url) == (302, "/")
    assert user.handle == "karim"
    assert [key.custodian for key in Vault.open(home).keys.list()] == [user.code]
    assert answer.cookies[COOKIE]["httponly"]
    assert "is open" in client.get("/vault/open/").content.decode()
    assert Reading.objects.get(action="sign-in").actor == user.code


@pytest.mark.slow
def test_a_vault_that_is_there_gives_the_first_person_a_key(db, empty_home, tmp_path, settings):
    settings.DADKHAH_HOME = shutil.copytree(empty_home, tmp_path / "home")
    client = Client()

    wrong = client.post("/start/", {**GIVEN, "vault_passphrase": "not these words"})
    assert wrong.status_code == 422
    assert "Try again" in wrong.content.decode()
    assert not User.objects.exists()

    client.post("/start/", {**GIVEN, "vault_passphrase": "words for these tests"})
    vault = Vault.open(settings.DADKHAH_HOME)
    assert vault.unlock(passphrase=PASSPHRASE, custodian=User.objects.get().code)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"again": "something else altogether"}, "not the same"),
        ({"passphrase": "short", "again": "short"}, "at least 12"),
        ({"handle": "two words"}, "one word"),
        ({"handle": ""}, "required"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_made(home, client, given, said):
    page = client.post("/start/", {**GIVEN, **given})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert PASSPHRASE not in page.content.decode()
    assert not User.objects.exists()


def test_with_somebody_here_nobody_starts_again(home, client):
    User.objects.create_user(PASSPHRASE, handle="zahra")

    assert client.get("/start/").status_code == 302
    assert client.post("/start/", GIVEN).status_code == 302
    assert User.objects.count() == 1
    assert client.get("/").url == "/accounts/login/"


def test_on_a_server_the_first_person_knows_a_word_of_its_files(home, client, settings):
    settings.START_NEEDS_WORD = True
    page = client.post("/start/", {**GIVEN, "word": "a guess"})
    file = home / "device" / "start-word"

    assert page.status_code == 422
    assert "not the word" in page.content.decode()
    assert file.stat().st_mode & 0o077 == 0
    assert file.read_text() not in page.content.decode()
