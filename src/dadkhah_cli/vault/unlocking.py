"""Open the vault from the command line: by passphrase, or with a file that holds an identity."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.errors import AgeKeyNotReadable
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah_cli import site
from dadkhah_cli.options import ask_passphrase, passphrase_of

IdentityFile = Annotated[
    Path | None,
    typer.Option(help="A file with your age identity, instead of a passphrase.", exists=True),
]


def now() -> datetime:
    """Return the time that goes into the log."""
    return datetime.now(UTC)


def unlocked(vault: Vault, passphrase: str, identity: Path | None) -> VaultIdentity:
    """Open the vault with an identity file, or else with a passphrase."""
    if identity is None:
        return vault.unlock(passphrase=passphrase_of(passphrase))
    return vault.unlock(identity=identity_in(identity))


def identity_in(file: Path) -> str:
    """Return the age identity in a file; raises `AgeKeyNotReadable`."""
    lines = file.read_text("utf-8").splitlines()
    secrets = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not secrets:
        raise AgeKeyNotReadable(f"{file} holds no line that begins with AGE-SECRET-KEY-1.")
    return secrets[0]


def new_passphrase(given: str) -> str:
    """Return the passphrase given or set, or else one typed twice on the terminal."""
    return given or site.use_home(None).passphrase or ask_passphrase("New passphrase", twice=True)
