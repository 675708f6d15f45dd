"""`dadkhah vault anchor`: have the head of the log fixed in time by others, or check what is."""
# ruff: noqa: PLC0415 - what speaks to authorities and calendars takes half a second to load

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dadkhah.evidence.anchors.anchor_folder import anchors_of
from dadkhah.evidence.vault import Vault
from dadkhah_cli import site
from dadkhah_cli.options import AsJson, Home
from dadkhah_cli.vault.custody import CUSTODY_AT_RISK
from dadkhah_cli.vault.unlocking import now

if TYPE_CHECKING:
    from dadkhah.evidence.anchors.anchoring import Outcome
    from dadkhah.evidence.anchors.existed import Says


def anchor(
    check: Annotated[
        bool, typer.Option("--check", help="Only check what is there; nothing is sent.")
    ] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Show the head to everybody the vault trusts for time, and fetch what was promised.

    Without a network it waits: exit 0. Exit 1 when an answer does not hold, and was not kept; 3
    when a witness saw another story of this log, or when --check finds an anchor that is wrong.
    """
    site.use_home(home)
    vault = site.open_vault()
    if check:
        raise typer.Exit(CUSTODY_AT_RISK if _check(vault, as_json=as_json) else 0)
    from dadkhah.evidence.anchors.anchoring import FORK, REFUSED
    from dadkhah.evidence.anchors.vault_anchoring import anchor_vault
    from dadkhah_network.posting import post

    if not anchors_of(vault).policy().everybody:
        typer.echo("Nobody is asked, so nothing was sent. See `dadkhah vault trust`.")
        return
    outcomes = list(anchor_vault(vault, post, now))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in outcomes]))
    else:
        _show(outcomes)
    states = {one.state for one in outcomes}
    raise typer.Exit(CUSTODY_AT_RISK if FORK in states else int(REFUSED in states))


def _show(outcomes: "list[Outcome]") -> None:
    for one in outcomes:
        typer.echo(f"{one.state:<8}  {one.name}, head of {one.size}: {one.message}")
    states = {one.state for one in outcomes}
    if not outcomes:
        typer.echo("Everybody has seen all there is.")
    if "waits" in states:
        typer.echo("What waits is asked for by the next `dadkhah vault anchor`.")
    if "promised" in states:
        typer.echo("What was promised is fetched by a later `dadkhah vault anchor`.")


def _check(vault: Vault, *, as_json: bool) -> bool:
    """Print every anchor of every log; return whether one is wrong."""
    from dadkhah.evidence.anchors.existed import check_anchors

    lines: list[dict[str, object]] = []
    for device in vault.devices():
        says, faults = check_anchors(anchors_of(vault), vault.log(device))
        lines += [{"holds": True, "device": device, **_line(one)} for one in says]
        lines += [{"holds": False, "device": device, **asdict(one)} for one in faults]
    for line in lines:
        if as_json:
            typer.echo(json.dumps(line, ensure_ascii=False))
        elif line["holds"]:
            head = f"{line['name']}, log {str(line['device'])[:8]}, head of {line['size']}"
            typer.echo(f"holds  {head}: {line['at']}, {line['says'] or 'promised'}")
        else:
            typer.echo(f"WRONG  {line['subject']}: {line['message']}")
    if not lines:
        typer.echo("Nothing is anchored yet.")
    return not all(line["holds"] for line in lines)


def _line(one: "Says") -> dict[str, object]:
    time = f"{one.time:%Y-%m-%d %H:%M:%S} UTC" if one.time else "no date yet"
    return {"name": one.name, "kind": one.kind, "size": one.size, "at": time, "says": one.detail}
