"""`dadkhah vault key`: who can open the vault."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from dadkhah_cli import site
from dadkhah_cli.options import Actor, AsJson, Home, Passphrase, ask_passphrase
from dadkhah_cli.vault.unlocking import IdentityFile, now, unlocked

app = typer.Typer(no_args_is_help=True, help="Who can open the vault.")
Custodian = Annotated[str, typer.Argument(help="A code for the custodian: no name.")]


@app.command()
def add(
    custodian: Custodian,
    *,
    recipient: Annotated[
        str, typer.Option(help="An age recipient (age1...); without it a new passphrase.")
    ] = "",
    new: Annotated[str, typer.Option(help="The new passphrase; asked for when not given.")] = "",
    actor: Actor = "",
    identity: IdentityFile = None,
    passphrase: Passphrase = "",
    home: Home = None,
) -> None:
    """Give one more custodian a key. Needs a key of the vault."""
    site.use_home(home)
    vault = site.open_vault()
    who = site.acting(actor)
    key = unlocked(vault, passphrase, identity)
    wanted = None
    if not recipient:
        wanted = new or ask_passphrase("New passphrase", option="--new", twice=True)
    vault.keys.add(custodian, key, passphrase=wanted, recipient=recipient or None)
    vault.note_key("add", custodian, actor=who, at=now())
    typer.echo(f"'{custodian}' can open the vault now.")


@app.command()
def remove(
    custodian: Custodian,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    actor: Actor = "",
    identity: IdentityFile = None,
    passphrase: Passphrase = "",
    home: Home = None,
) -> None:
    """Take a custodian's key away. Needs a key of the vault.

    Who copied the vault before can still open that copy.
    """
    site.use_home(home)
    vault = site.open_vault()
    who = site.acting(actor)
    unlocked(vault, passphrase, identity)
    if not yes:
        typer.confirm(f"Take the key of '{custodian}' away?", abort=True)
    vault.keys.remove(custodian)
    vault.note_key("remove", custodian, actor=who, at=now())
    typer.echo(f"'{custodian}' has no key of this vault any more.")


@app.command("list")
def show(as_json: AsJson = False, home: Home = None) -> None:
    """List the custodians and how each opens the vault."""
    site.use_home(home)
    keys = site.open_vault().keys.list()
    if as_json:
        typer.echo(json.dumps([asdict(key) for key in keys]))
        return
    for key in keys:
        typer.echo(f"{key.custodian}  by {key.kind}")
