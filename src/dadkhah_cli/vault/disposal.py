"""`dadkhah vault dispose`: destroy an object, with the keys of two custodians."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.errors import DisposalRefused
from dadkhah.evidence.disposal.destroying import Approval
from dadkhah.evidence.disposal.destroying import dispose as destroy
from dadkhah.evidence.disposal.record import disposals_in
from dadkhah.evidence.fixity import find_item
from dadkhah.evidence.vault import Vault
from dadkhah_cli import site
from dadkhah_cli.options import Actor, Home, ask_passphrase
from dadkhah_cli.vault.items import Item
from dadkhah_cli.vault.unlocking import identity_in, now

AGREE = 2
"""How many custodians it takes."""


def dispose(
    item: Item,
    *,
    reason: Annotated[
        str, typer.Option(help="Why; whoever holds the vault or a copy can read it. No names.")
    ],
    custodian: Annotated[
        list[str], typer.Option(help="The code of a custodian who agrees; give it twice.")
    ],
    identity: Annotated[
        list[str] | None,
        typer.Option(help="CODE=FILE: that custodian's age identity, instead of a passphrase."),
    ] = None,
    passphrase: Annotated[
        list[str] | None,
        typer.Option(help="CODE=WORDS: that custodian's passphrase; asked for when not given."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    actor: Actor = "",
    home: Home = None,
) -> None:
    """Destroy an object and what was disclosed of it. Two custodians must open the vault for that.

    The log keeps its leaf, and says that the object was disposed of, why, and by whom. Copies keep
    theirs until `dadkhah vault copy --with-disposals`.
    """
    site.use_home(home)
    vault = site.open_vault()
    who = site.acting(actor)
    if len(set(custodian)) != AGREE or len(custodian) != AGREE:
        raise DisposalRefused("Two different custodians must agree: give --custodian twice.")
    files, words = _by_code(identity), _by_code(passphrase)
    secrets = {_secret(code, files, words) for code in custodian}
    if len(secrets) != AGREE:
        raise DisposalRefused(
            "Both custodians open with the same words or the same identity, so one person may be "
            "both. Nothing was destroyed."
        )
    approvals = [_approval(vault, code, files, words) for code in custodian]
    name = _object_of(vault, item, approvals[0])
    if not yes:
        typer.confirm(f"Destroy object {name}? Nothing brings it back.", abort=True)
    disposal = destroy(vault, name, reason=reason, approvals=approvals, actor=who, at=now())
    typer.echo(f"{name}: {disposal}")
    typer.echo("Copies keep it until: dadkhah vault copy TARGET --with-disposals")


def _by_code(given: Sequence[str] | None) -> dict[str, str]:
    pairs = [one.partition("=") for one in given or ()]
    return {code: value for code, _, value in pairs}


def _secret(code: str, files: Mapping[str, str], words: dict[str, str]) -> str:
    """Return what a custodian opens the vault with; asked for once where it is not given."""
    if code in files:
        return identity_in(Path(files[code]))
    if code not in words:
        words[code] = ask_passphrase(f"Passphrase of {code}", option="--passphrase")
    return words[code]


def _approval(
    vault: Vault, code: str, files: Mapping[str, str], words: Mapping[str, str]
) -> Approval:
    if code in files:
        opened = vault.keys.unlock(identity=identity_in(Path(files[code])), custodian=code)
    else:
        opened = vault.keys.unlock(passphrase=words[code], custodian=code)
    return Approval(code, opened)


def _object_of(vault: Vault, item: str, approval: Approval) -> str:
    """The object an item names; one that was disposed of by its own name alone."""
    if item in disposals_in(vault.folder, vault.devices()):
        return item
    return find_item(vault, approval.identity, item).fields["object"]
