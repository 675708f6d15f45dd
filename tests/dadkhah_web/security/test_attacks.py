"""The ways in that others were found to leave open."""

import ast
from dataclasses import fields, replace
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

import dadkhah_web
from calling import caller_as, everybody, table
from dadkhah.records.case import CaseRecords
from dadkhah_web.accounts.models import User
from people import person

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"{{ 7|add:7 }}"
# What people write freely: everything else is a code, a date or one of a list.
FREE = frozenset(
    {"title", "description", "note", "text", "summary", "quote", "prefix", "suffix", "page"}
    | {"published_by", "address", "basis", "issuer", "reasoning", "victim_count", "situation"}
    | {"sender", "mandate", "independence_group"}
)
GIVEN = {"handle": "mallory", "passphrase": "gravel teapot mirror", "again": "gravel teapot mirror"}


def poisoned(value: object) -> object:
    """Return a record with the payload in every field that people write freely."""
    changed = {
        field.name: f"{getattr(value, field.name)} {PAYLOAD}"
        for field in fields(value)
        if field.name in FREE and isinstance(getattr(value, field.name), str)
    }
    return replace(value, **changed)


@pytest.fixture
def poisoned_case(house, case: CaseRecords, settings):
    settings.DADKHAH_HOME = house.vault.home
    parts = {
        field.name: tuple(poisoned(one) for one in getattr(case, field.name))
        for field in fields(case)
        if field.name not in ("info", "drafts")
    }
    house.import_case(replace(case, info=poisoned(case.info), **parts))


def test_a_script_that_was_imported_is_words_on_every_page(poisoned_case):
    caller = caller_as(everybody()["custodian"])
    caller_too = caller_as(User.objects.get(handle="lawyer"))
    wrong, shown = [], 0
    for row in table.ROWS:
        if row.method != "GET":
            continue
        for one in (caller, caller_too):
            answer = one.answer(row)
            if "html" not in answer.headers.get("content-type", ""):
                continue
            content = answer.read_content.decode()
            shown += "&lt;script&gt;alert(1)" in content
            if "<script>alert" in content or "<img src=x" in content or "14</" in content:
                wrong.append(str(row))

    assert wrong == []
    assert shown > 10


def test_no_form_is_taken_from_another_site(site):
    caller = caller_as(everybody()["outsider"], enforce_csrf_checks=True)
    let_in = [
        str(row)
        for row in table.ROWS
        if row.method != "GET" and not row.by_token and caller.answer(row).status_code != 403
    ]

    assert let_in == []
    for name in ("accounts:start", "account_login", "set_language", "exit"):
        assert Client(enforce_csrf_checks=True).post(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "mfa_signup_webauthn"]
)
def test_there_is_no_way_to_make_or_take_an_account_from_outside(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/admin/", "/accounts/signup/", "/api/v1/users", "/api/users/"])
def test_there_is_no_address_that_makes_accounts(site, client, path):
    client.force_login(person("somebody", "custodian"))

    assert client.post(path, GIVEN).status_code == 404


def test_nothing_can_be_set_that_a_form_does_not_ask_for(site, client):
    cache.clear()
    user = person("somebody", "reader")
    client.force_login(user)
    asked = {"language": "en", "calendar": "", "is_superuser": "on", "is_staff": "on"}
    client.post("/settings/preferences/", {**asked, "handle": "other", "code": "U-other"})
    user.refresh_from_db()

    assert (user.is_superuser, user.handle, user.code) == (False, "somebody", "U-somebody")


def test_nobody_gives_themselves_a_role(site, client):
    client.force_login(person("somebody", "reader"))
    client.post("/c/sample/people/U-somebody/", {"roles": ["custodian"]})

    assert client.get("/c/sample/people/").status_code == 403


# Nothing here fetches anything: where no program can ask the network, none can be made to.
NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "urllib3", "ftplib"}


def test_no_module_of_the_site_can_ask_another_machine():
    root = Path(dadkhah_web.__file__).parent
    asking = [
        f"{path.relative_to(root)}: {name}"
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
        if name in NETWORK
    ]

    assert asking == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
