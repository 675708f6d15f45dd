"""Settings: one table, read from the environment and from `dadkhah.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import SettingRefused

PREFIX = "DADKHAH_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the environment, what holds without it, what it is for."""

    name: str
    default: str
    help: str
    secret: bool = False

    @property
    def key(self) -> str:
        """Its name in `dadkhah.toml`: `DADKHAH_DATABASE` is `database` there."""
        return self.name.removeprefix(PREFIX).lower()


SETTINGS: tuple[Setting, ...] = (
    Setting("DADKHAH_HOME", "~/dadkhah", "The folder of this installation; environment only."),
    Setting("DADKHAH_PROFILE", "laptop", "`laptop` (one machine) or `organisation` (a server)."),
    Setting(
        "DADKHAH_DATABASE",
        "",
        "`postgresql://user@host:port/name`; empty for SQLite in `case.db` of the home folder.",
        secret=True,
    ),
    Setting("DADKHAH_ACTOR", "", "The code of who is working, as the log will have it: `U-7f3a`."),
    Setting("DADKHAH_PASSPHRASE", "", "Opens the vault without asking; for tests.", secret=True),
    Setting("DADKHAH_SECRET_KEY", "", "Signs sessions; the laptop makes its own.", secret=True),
    Setting("DADKHAH_HOSTS", "", "Names the site answers to, with commas; organisation only."),
    Setting(
        "DADKHAH_ENGINE",
        "",
        "Who reads files: empty for this machine, `tls://host:8786` for a Dask cluster.",
    ),
    Setting(
        "DADKHAH_ENGINE_TLS",
        "",
        "The folder with `ca.pem`, `cert.pem` and `key.pem` for that cluster.",
    ),
    Setting(
        "DADKHAH_VERIFY_EVERY_DAYS",
        "30",
        "After how many days the worker checks the whole vault again; `0` for never.",
    ),
    Setting(
        "DADKHAH_TRUSTED",
        "",
        "A file with the certificates and keys of signers this house trusts, as PEM.",
    ),
    Setting("DADKHAH_TLS", "", "`proxy`: a proxy ends TLS and sets `X-Forwarded-Proto`."),
)
PROFILES = ("laptop", "organisation")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set, with the defaults filled in. `home` is as written: `~` is not resolved."""

    home: Path
    profile: str
    database: str
    actor: str
    passphrase: str
    secret_key: str
    hosts: tuple[str, ...]
    tls: str
    engine: str
    engine_tls: str
    trusted: str
    verify_every_days: int


def read_settings(environ: Mapping[str, str], toml_text: str = "") -> Settings:
    """Return the settings; the environment wins over `toml_text`, that over the defaults.

    Raises `SettingRefused` for a key nobody knows, a value that is not text, an unknown profile.
    """
    written = _read_toml(toml_text)
    value = {
        setting.key: environ.get(setting.name) or written.get(setting.key) or setting.default
        for setting in SETTINGS
    }
    if value["profile"] not in PROFILES:
        raise SettingRefused(
            f"DADKHAH_PROFILE is '{value['profile']}'; it is one of {', '.join(PROFILES)}."
        )
    return Settings(
        home=Path(value["home"]),
        profile=value["profile"],
        database=value["database"],
        actor=value["actor"],
        passphrase=value["passphrase"],
        secret_key=value["secret_key"],
        hosts=tuple(host.strip() for host in value["hosts"].split(",") if host.strip()),
        tls=value["tls"],
        engine=value["engine"],
        engine_tls=value["engine_tls"],
        trusted=value["trusted"],
        verify_every_days=_days(value["verify_every_days"]),
    )


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise SettingRefused(
            f"DADKHAH_VERIFY_EVERY_DAYS is '{text}'; it is a number of days, or 0 for never."
        )
    return int(text)


def _read_toml(text: str) -> dict[str, str]:
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingRefused(f"dadkhah.toml is not TOML: {error}.") from None
    known = {setting.key for setting in SETTINGS} - {"home"}
    for key, value in written.items():
        if key not in known:
            raise SettingRefused(
                f"dadkhah.toml has '{key}', which is no setting. Known: {', '.join(sorted(known))}."
            )
        if not isinstance(value, str):
            raise SettingRefused(f"dadkhah.toml: '{key}' must be text in quotation marks.")
    return written
