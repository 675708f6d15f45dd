"""A laptop needs nothing set; a server refuses to start with anything missing."""

import os
import subprocess
import sys

import pytest

from dadkhah.errors import SettingRefused
from dadkhah_web.settings.base import database, postgresql
from dadkhah_web.settings.installation import installation

COMPLETE = {
    "DADKHAH_PROFILE": "organisation",
    "DADKHAH_SECRET_KEY": "k" * 50,
    "DADKHAH_HOSTS": "case.example.org",
    "DADKHAH_TLS": "proxy",
    "DADKHAH_DATABASE": "postgresql://dadkhah@db/cases",
}


def started(profile, tmp_path, environment, show="None"):
    """Load the settings of a profile in a fresh process, as a start does."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DADKHAH", "DJANGO"))}
    script = f"import dadkhah_web.settings.{profile} as s; print({show})"
    return subprocess.run(
        [sys.executable, "-c", script],
        env=inherited | {"DADKHAH_HOME": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_laptop_starts_with_sqlite_in_its_home_and_answers_to_itself_only(tmp_path):
    shown = started("laptop", tmp_path, {}, "s.DATABASES['default']['NAME'], s.ALLOWED_HOSTS")

    assert str(tmp_path / "case.db") in shown.stdout
    assert "['127.0.0.1', 'localhost']" in shown.stdout


def test_a_laptop_makes_its_secret_once_readable_by_its_owner_only(tmp_path):
    first = started("laptop", tmp_path, {}, "s.SECRET_KEY").stdout
    again = started("laptop", tmp_path, {}, "s.SECRET_KEY").stdout

    assert first == again
    assert len(first) > 50
    assert (tmp_path / "device/site-secret").stat().st_mode & 0o777 == 0o600


def test_the_file_in_the_home_folder_is_read(tmp_path):
    (tmp_path / "dadkhah.toml").write_text('database = "postgresql://me@db:5433/cases"')
    shown = started("laptop", tmp_path, {}, "s.DATABASES['default']['PORT']")

    assert shown.stdout == "5433\n"


def test_a_complete_organisation_starts_behind_tls(tmp_path):
    shown = started("organisation", tmp_path, COMPLETE, "s.SECURE_SSL_REDIRECT, s.ALLOWED_HOSTS[0]")

    assert shown.stdout == "True case.example.org\n"


def test_an_organisation_keeps_its_cookies_inside_tls_and_counts_tries_over_all_processes(tmp_path):
    shown = started(
        "organisation",
        tmp_path,
        COMPLETE,
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 3e7, "
        "s.START_NEEDS_WORD, s.ALLAUTH_TRUSTED_PROXY_COUNT, s.CACHES['default']['BACKEND']",
    )

    assert shown.stdout.startswith("True True True True 1 ")
    assert "locmem" not in shown.stdout


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("DADKHAH_SECRET_KEY", "short", "DADKHAH_SECRET_KEY"),
        ("DADKHAH_HOSTS", "", "DADKHAH_HOSTS"),
        ("DADKHAH_HOSTS", "*", "DADKHAH_HOSTS"),
        ("DADKHAH_TLS", "", "DADKHAH_TLS"),
        ("DADKHAH_DATABASE", "", "DADKHAH_DATABASE"),
    ],
)
def test_an_organisation_refuses_to_start_without(tmp_path, name, value, named):
    shown = started("organisation", tmp_path, COMPLETE | {name: value})

    assert shown.returncode != 0
    assert named in shown.stderr


def test_an_address_of_another_database_is_refused():
    with pytest.raises(SettingRefused, match="postgresql://"):
        postgresql("mysql://me@db/cases")


def test_an_address_gives_user_password_host_port_and_name(tmp_path):
    found = database("postgresql://me:p%40ss@db:5433/cases", tmp_path)

    assert [found[k] for k in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "me",
        "p@ss",
        "db",
        "5433",
        "cases",
    ]


def test_a_postgresql_without_its_driver_says_what_to_install(monkeypatch):
    monkeypatch.setattr("dadkhah_web.settings.base.find_spec", lambda name: None)

    with pytest.raises(SettingRefused, match=r"pip install 'dadkhah\[postgres\]'"):
        postgresql("postgresql://dadkhah@db/cases")


def test_a_settings_file_that_is_not_utf8_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("DADKHAH_HOME", str(tmp_path))
    (tmp_path / "dadkhah.toml").write_bytes(b'actor = "\xff"')

    with pytest.raises(SettingRefused, match=r"dadkhah\.toml is not UTF-8"):
        installation()
