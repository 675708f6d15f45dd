"""Options that several commands share, and how long work is shown."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.errors import PassphraseMissing
from dadkhah_cli import site

Home = Annotated[
    Path | None, typer.Option(help="The home folder, instead of DADKHAH_HOME.", show_default=False)
]
Actor = Annotated[
    str, typer.Option(help="The code of who is working, instead of DADKHAH_ACTOR: U-7f3a.")
]
Passphrase = Annotated[
    str,
    typer.Option(
        help="A custodian's; asked for when neither this nor DADKHAH_PASSPHRASE is given."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def passphrase_of(given: str) -> str:
    """Return the passphrase given, set, or else asked for on the terminal."""
    return given or site.use_home(None).passphrase or ask_passphrase("Passphrase")


def ask_passphrase(what: str, *, option: str = "--passphrase", twice: bool = False) -> str:
    """Return what is typed, unseen; raises `PassphraseMissing` where nobody can type."""
    if not has_keyboard():
        ways = "set DADKHAH_PASSPHRASE or give --passphrase"
        if option != "--passphrase":
            ways = f"give {option}"
        raise PassphraseMissing(f"{what}: there is no terminal to ask on; {ways}.")
    answer: str = typer.prompt(what, hide_input=True, confirmation_prompt=twice)
    return answer


def has_keyboard() -> bool:
    """Whether somebody can answer a question."""
    return sys.stdin.isatty()


def show_progress(what: str, done: int, total: int) -> None:
    """Say on a terminal how far long work is; write nothing into files and pipes."""
    if sys.stderr.isatty():
        typer.echo(f"\r{done} of {total} {what}", err=True, nl=done == total)
