"""Look at an installation, one thing after the other, without changing anything."""

import os
import platform
import shlex
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from dadkhah.errors import DadkhahError
from dadkhah.evidence.custody.continuity import check_continuity
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.fixity import KeptReports
from dadkhah.evidence.vault import Vault
from dadkhah.law import load_law
from dadkhah.settings import Settings
from dadkhah.text.counted import counted
from dadkhah_cli import site

FREE_ENOUGH = 2 * 1024**3
OTHERS = stat.S_IRWXG | stat.S_IRWXO
State = Literal["well", "notice", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do when it is not well."""

    subject: str
    state: State
    said: str
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Yield what was found; a thing that cannot even be looked at is found wrong."""
    yield Finding(
        "program",
        "well",
        f"dadkhah {version('dadkhah')}, Python {platform.python_version()}, {platform.system()}",
    )
    yield from _guarded("law", _law)
    try:
        settings = site.use_home(None)
    except DadkhahError as error:
        yield Finding("settings", "wrong", str(error), "Correct the setting that is named.")
        return
    yield Finding("settings", "well", f"profile {settings.profile}, home {settings.home}")
    for subject, look in (("home", _home), ("disk", _disk), ("vault", _vault)):
        yield from _guarded(subject, lambda look=look: look(settings.home))  # type: ignore[misc]
    yield from _guarded("check", lambda: _check(settings))
    yield from _guarded("database", lambda: _database(settings))
    yield from _guarded("tools", _tools)


def _guarded(subject: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except DadkhahError as error:
        yield Finding(subject, "wrong", f"{error} [{error.code}]")
    except OSError as error:
        yield Finding(subject, "wrong", f"{error.filename or ''} {error.strerror or error}".strip())


def _law() -> Iterator[Finding]:
    yield Finding("law", "well", f"version {load_law().version}")


def _home(home: Path) -> Iterator[Finding]:
    if not home.is_dir():
        yield Finding(
            "home", "notice", f"{home} is not there yet.", "dadkhah serve makes it at first start."
        )
        return
    if not os.access(home, os.W_OK):
        yield Finding("home", "wrong", f"{home} cannot be written.", "Run as its owner.")
    if os.name == "posix" and home.stat().st_mode & OTHERS:
        close = shlex.join(["chmod", "-R", "go-rwx", str(home)])
        yield Finding("home", "wrong", "Others on this machine can look into it.", close)
    else:
        yield Finding("home", "well", f"{home} is for its owner alone.")


def _disk(home: Path) -> Iterator[Finding]:
    place = next(folder for folder in (home, *home.parents) if folder.is_dir())
    free = shutil.disk_usage(place).free
    said = f"{free / 1024**3:.1f} GB are free."
    if free < FREE_ENOUGH:
        yield Finding("disk", "wrong", said, "Make room before receiving more evidence.")
    else:
        yield Finding("disk", "well", said)


def _vault(home: Path) -> Iterator[Finding]:
    if not (home / "vault" / "vault.json").exists():
        remedy = "The site makes it at first start, or: dadkhah vault create"
        yield Finding("vault", "notice", "There is no vault yet.", remedy)
        return
    vault = Vault.open(home)
    if not vault.has_device_key:
        remedy = "If this is a copy on a new machine: dadkhah vault start-device"
        yield Finding("vault", "wrong", "This device has no signing key.", remedy)
        return
    check_continuity(vault.log(), DeviceKey.load(vault.device_folder))
    keys = ", ".join(key.custodian for key in vault.keys.list())
    yield Finding("vault", "well", f"{vault.log().size} log entries; keys held by {keys}")
    if len(vault.keys.list()) == 1:
        remedy = "Give a second custodian a key: who loses the only passphrase loses the evidence."
        yield Finding("keys", "notice", "Only one person can open the vault.", remedy)


def _check(settings: Settings) -> Iterator[Finding]:
    """What the last check of the whole vault found, and whether it was too long ago."""
    if not (settings.home / "vault" / "vault.json").exists():
        return
    reports = KeptReports(settings.home)
    last = reports.newest()
    remedy = "dadkhah vault verify"
    if last is None:
        yield Finding("check", "notice", "The vault was never checked as a whole.", remedy)
        return
    when = f"{last.at:%Y-%m-%d %H:%M} UTC"
    if not last.is_sound:
        first = last.faults[0]
        said = f"{counted(len(last.faults), 'fault')} found at {when}, first: "
        remedy = "Change nothing first; see the manual of the custodian. Then: dadkhah vault verify"
        yield Finding("check", "wrong", f"{said}{first.subject}: {first.message}", remedy)
    elif reports.is_late(settings.verify_every_days, at=datetime.now(UTC)):
        said = f"The vault was last checked at {when}; {settings.verify_every_days} days are set."
        yield Finding("check", "notice", said, f"{remedy}, or see why no worker runs.")
    else:
        yield Finding("check", "well", f"The vault was sound at {when}.")


def _database(settings: Settings) -> Iterator[Finding]:
    if not settings.database and not (settings.home / "case.db").is_file():
        yield Finding("database", "notice", "There is none yet.", "The first command makes it.")
        return
    waiting = site.waiting_migrations()
    said = "PostgreSQL" if settings.database else "SQLite"
    if waiting:
        yield Finding("database", "notice", f"{said}, {waiting} steps behind this program.")
    else:
        yield Finding("database", "well", f"{said}, up to date")
        yield from _search()


def _search() -> Iterator[Finding]:
    for case, problems in site.search_problems().items():
        if problems:
            said = f"{case}: {len(problems)} not found, first: {problems[0]}"
            yield Finding("search", "wrong", said, f"dadkhah case reindex {case}")


def _tools() -> Iterator[Finding]:
    for tool, use in (("tesseract", "reads text from pictures"), ("chromium", "runs the journeys")):
        if not shutil.which(tool):
            yield Finding("tools", "notice", f"{tool} is not installed; it {use}.")
