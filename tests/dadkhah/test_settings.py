"""Settings come from one table, the environment first, and nothing else is taken."""

from pathlib import Path

import pytest

from dadkhah.errors import SettingRefused
from dadkhah.settings import SETTINGS, read_settings


def test_without_anything_set_the_defaults_hold():
    settings = read_settings({})

    assert (settings.home, settings.profile) == (Path("~/dadkhah"), "laptop")
    assert (settings.database, settings.actor, settings.hosts) == ("", "", ())


def test_the_environment_wins_over_the_file():
    settings = read_settings({"DADKHAH_ACTOR": "U-1"}, 'actor = "U-2"\nhosts = "a.org, b.org"')

    assert settings.actor == "U-1"
    assert settings.hosts == ("a.org", "b.org")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_reaches_its_field_and_says_what_it_is_for(setting):
    value = {"profile": "organisation", "verify_every_days": "7"}.get(setting.key, "something")
    field = getattr(read_settings({setting.name: value}), setting.key)

    assert field in (value, Path(value), (value,), 7)
    assert setting.help.endswith(".")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('datebase = "x"', "'datebase', which is no setting"),
        ('home = "/somewhere"', "'home', which is no setting"),
        ("actor = 7", "'actor' must be text"),
        ("actor = ", "is not TOML"),
        ('profile = "server"', "one of laptop, organisation"),
    ],
)
def test_a_file_that_says_something_else_is_refused(text, reason):
    with pytest.raises(SettingRefused, match=reason):
        read_settings({}, text)


def test_passphrases_keys_and_addresses_with_passwords_are_marked_secret():
    secret = {setting.key for setting in SETTINGS if setting.secret}

    assert secret == {"database", "passphrase", "secret_key"}


@pytest.mark.parametrize("text", ["monthly", "-1", "1.5", "٣٠"])
def test_the_days_between_two_checks_are_a_number(text):
    with pytest.raises(SettingRefused, match="DADKHAH_VERIFY_EVERY_DAYS"):
        read_settings({"DADKHAH_VERIFY_EVERY_DAYS": text})


def test_the_vault_is_checked_every_thirty_days_unless_set_otherwise():
    assert read_settings({}).verify_every_days == 30
    assert read_settings({"DADKHAH_VERIFY_EVERY_DAYS": "0"}).verify_every_days == 0
