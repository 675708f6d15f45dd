"""The home folder a command works in, its vault, and who is working."""
# ruff: noqa: PLC0415

import os
import re
import shlex
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dadkhah.errors import ActorMissing, SourceNotACode
from dadkhah.settings import Settings

if TYPE_CHECKING:
    from dadkhah.evidence.vault import Vault

ACTOR = re.compile(r"[A-Z]-[0-9A-Za-z-]{1,40}")
SOURCE = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z][0-9A-Za-z._-]{0,40}")


def use_home(home: Path | None) -> Settings:
    """Work in this home folder, or in that of the settings; return what is set there."""
    if home is not None:
        os.environ["DADKHAH_HOME"] = str(home)
    from dadkhah_web.settings.installation import installation

    settings = installation()
    warn_of_readers(settings.home)
    return settings


@cache
def warn_of_readers(home: Path) -> None:
    """Say once, on stderr, that others on this machine can read the home folder."""
    others = stat.S_IRWXG | stat.S_IRWXO
    if os.name == "posix" and home.is_dir() and home.stat().st_mode & others:
        command = shlex.join(["chmod", "-R", "go-rwx", str(home)])
        sys.stderr.write(f"Others on this machine can look into {home}. Close it: {command}\n")


def acting(given: str) -> str:
    """Return the code of who is working; raises `ActorMissing` when it is none, or a name."""
    actor = given or use_home(None).actor
    if not ACTOR.fullmatch(actor):
        said = f"'{actor}' is no code." if actor else "Nobody is named as the one who is working."
        raise ActorMissing(
            f"{said} Set DADKHAH_ACTOR or give --actor: a capital letter, a hyphen and letters or "
            "digits, such as U-7f3a; never a name, for it goes into the log."
        )
    return actor


def source_code(given: str) -> str:
    """Return the code of who gave files; raises `SourceNotACode` when it is none, or a name."""
    if not SOURCE.fullmatch(given):
        raise SourceNotACode(
            f"'{given}' is no code of a source. Write letters, digits, hyphens and full stops, "
            "with a digit among them, such as S-014; never a name."
        )
    return given


def open_vault() -> "Vault":
    """Return the vault of this home; raises `VaultMissing`."""
    from dadkhah.evidence.vault import Vault

    return Vault.open(use_home(None).home)
