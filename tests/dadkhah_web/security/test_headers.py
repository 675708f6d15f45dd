"""What every answer says to the browser, and what the browser keeps."""

import re
from pathlib import Path

import pytest
from django.test import Client, override_settings

import dadkhah_web
from people import PASSPHRASE, person

TEMPLATES = Path(dadkhah_web.__file__).parent / "templates"


@pytest.fixture
def client(site, client: Client) -> Client:
    person("karim", "custodian")
    client.post("/accounts/login/", {"login": "karim", "password": PASSPHRASE})
    return client


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/settings/", "/c/sample/people/", "/nowhere/"]
)
def test_every_page_allows_itself_and_nothing_else(client, path):
    headers = client.get(path).headers
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )

    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) == {"'self'", "'none'"}
    assert {"script-src", "style-src", "connect-src", "form-action"} <= set(policy)
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_no_program_reads_a_cookie_and_no_other_site_sends_one(client):
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Strict"
    assert client.cookies["sessionid"]["max-age"] == ""  # gone with the browser


@override_settings(ALLOWED_HOSTS=["127.0.0.1", "localhost"])
def test_the_site_answers_to_its_own_name_only(client):
    assert client.get("/settings/", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/settings/", headers={"host": "localhost:8000"}).status_code == 200


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son(?:[a-z]{4,}|key\w+)=|javascript:|hx-on|https?://(?!www\.w3\.org)",
    re.IGNORECASE,
)


def test_no_page_asks_for_what_the_policy_refuses():
    pages = TEMPLATES.rglob("*.html")
    found = {
        f"{page.relative_to(TEMPLATES)}: {match[0]}"
        for page in pages
        for match in INLINE.finditer(page.read_text(encoding="utf-8"))
    }

    assert found == set()


# Where words of people are let through as they are, somebody must have looked.
LOOKED_AT = {
    "components/_field.html": "help_text of our own forms",
    "mfa/totp/activate_form.html": "a picture the program draws itself",
}


def test_nothing_is_let_through_unescaped_that_nobody_looked_at():
    found = {
        str(page.relative_to(TEMPLATES))
        for page in TEMPLATES.rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape off", page.read_text(encoding="utf-8"))
    }

    assert found <= set(LOOKED_AT)
