"""`dadkhah vault log|prove|open|reindex`: what needs a key, about what was received."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from dadkhah.errors import DeviceKeyMissing, NotACopy, OutputExists
from dadkhah.evidence.fixity import find_item, kept_entries, prove_item
from dadkhah.evidence.fixity.item_proof import SHOWN
from dadkhah.evidence.vault import Vault
from dadkhah.text.counted import counted
from dadkhah.text.one_line import on_one_line
from dadkhah_cli import site
from dadkhah_cli.options import Actor, AsJson, Home, Passphrase
from dadkhah_cli.vault.unlocking import IdentityFile, now, unlocked

Item = Annotated[
    str, typer.Argument(help="SHA-256 as received, object name, item code, or path as received.")
]


def show_log(
    identity: IdentityFile = None,
    passphrase: Passphrase = "",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """List the entries the vault can open: receptions, keys, manifests. Needs a key."""
    site.use_home(home)
    vault = site.open_vault()
    for kept in kept_entries(vault, unlocked(vault, passphrase, identity)):
        if as_json:
            line = {"device": kept.device, "entry": kept.entry, **kept.fields}
            typer.echo(json.dumps(line, ensure_ascii=False))
        else:
            fields = "  ".join(f"{name}={on_one_line(v)}" for name, v in kept.fields.items())
            typer.echo(f"{kept.device[:8]} {kept.entry:>8}  {fields}")


def prove(
    item: Item,
    *,
    out: Annotated[Path, typer.Option(help="Where to write the .tlog-proof file.")],
    show: Annotated[
        list[str] | None,
        typer.Option(help=f"A field to open; again for more. Default: {', '.join(SHOWN)}."),
    ] = None,
    identity: IdentityFile = None,
    passphrase: Passphrase = "",
    home: Home = None,
) -> None:
    """Write a proof that an item was received, which a stranger checks against the head."""
    site.use_home(home)
    vault = site.open_vault()
    key = unlocked(vault, passphrase, identity)
    with writing(out) as file:
        file.write(prove_item(vault, key, item, show=show or SHOWN))
    typer.echo(f"{out}: proves the item to whoever has the head.")


def open_item(
    item: Item,
    *,
    out: Annotated[Path, typer.Option(help="Where to write the bytes as received.")],
    actor: Actor = "",
    unlogged: Annotated[
        bool,
        typer.Option(
            "--unlogged", help="Only for a copy of the vault that this device has no log in."
        ),
    ] = False,
    identity: IdentityFile = None,
    passphrase: Passphrase = "",
    home: Home = None,
) -> None:
    """Write a working copy of an item, and log who took it."""
    site.use_home(home)
    vault = site.open_vault()
    who = "" if _may_stay_unlogged(vault, unlogged=unlogged) else site.acting(actor)
    key = unlocked(vault, passphrase, identity)
    fields = find_item(vault, key, item).fields
    with writing(out) as file, vault.open_object(fields["object"], key) as plain:
        shutil.copyfileobj(plain, file)
    if who:
        vault.note({"type": "access", "object": fields["object"], "actor": who}, at=now())
    typer.echo(f"{out}: {fields['size']} bytes, SHA-256 {fields['sha256']}")


def _may_stay_unlogged(vault: Vault, *, unlogged: bool) -> bool:
    """Whether an opening is not logged; raises before anything is written where it must be."""
    if not vault.has_device_key and not unlogged:
        raise DeviceKeyMissing(
            f"{vault.folder} is a copy in which this device has no log, so that somebody opened an "
            "item cannot be written into it. Give --unlogged to open it all the same, and write "
            "down yourself who took what; or begin a log here: `dadkhah vault start-device`."
        )
    if vault.has_device_key and unlogged:
        raise NotACopy(
            "This device has a log in this vault, and what is opened here is logged. Leave "
            "--unlogged out."
        )
    return unlogged


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file; it is removed again when what is written into it proves damaged.

    Raises `OutputExists`.
    """
    if os.path.lexists(path):
        raise OutputExists(f"{path} is there already. Choose another name.")
    with path.open("xb") as file:
        try:
            yield file
        except BaseException:
            path.unlink()
            raise


def reindex(identity: IdentityFile = None, passphrase: Passphrase = "", home: Home = None) -> None:
    """Learn anew which files the vault holds, after the device's index was lost. Needs a key."""
    site.use_home(home)
    vault = site.open_vault()
    entries = kept_entries(vault, unlocked(vault, passphrase, identity))
    known = (
        (kept.fields["sha256"], kept.fields["object"])
        for kept in entries
        if kept.fields.get("type") == "receive"
    )
    typer.echo(f"{counted(vault.rebuild_index(known), 'file', verb=('is', 'are'))} known.")
