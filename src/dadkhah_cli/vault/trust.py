"""`dadkhah vault trust`: whom the vault shows the heads of its log, so that others fix them."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.evidence.anchors.anchor_folder import anchors_of, read_roots
from dadkhah.evidence.anchors.policy import Asked, Authority, Calendar
from dadkhah_cli import site
from dadkhah_cli.options import AsJson, Home

Name = Annotated[str, typer.Argument(help="What you call it: small letters, digits, hyphens.")]
Address = Annotated[str, typer.Argument(help="Where it answers: https://...")]
app = typer.Typer(no_args_is_help=True, help="Whom the vault trusts for time; nobody at first.")


@app.command()
def authority(
    name: Name,
    address: Address,
    *,
    root: Annotated[
        Path, typer.Option(help="Its root certificate (PEM), from elsewhere.", exists=True)
    ],
    home: Home = None,
) -> None:
    """Ask a time-stamping authority (RFC 3161) from now on."""
    site.use_home(home)
    anchors = anchors_of(site.open_vault())
    content = root.read_bytes()
    certificates = read_roots(content)
    policy = anchors.policy().with_authority(name, address)
    anchors.write_roots(name, content)
    anchors.write_policy(policy)
    for certificate in certificates:
        typer.echo(f"{name}: trusts {certificate.subject.rfc4514_string()}")


@app.command()
def calendar(name: Name, address: Address, home: Home = None) -> None:
    """Ask an OpenTimestamps calendar from now on: it brings hashes into Bitcoin blocks."""
    site.use_home(home)
    anchors = anchors_of(site.open_vault())
    anchors.write_policy(anchors.policy().with_calendar(name, address))
    typer.echo(f"{name}: asked from now on.")


@app.command()
def witness(
    name: Name,
    vkey: Annotated[str, typer.Argument(help="The key line that the witness shows you.")],
    address: Annotated[str, typer.Argument(help="Where it answers; empty if it never does.")] = "",
    *,
    quorum: Annotated[
        int | None, typer.Option(help="How many of all witnesses are enough.", show_default=False)
    ] = None,
    home: Home = None,
) -> None:
    """Ask a witness from now on (C2SP tlog-witness). Send it this log's key line first."""
    site.use_home(home)
    anchors = anchors_of(site.open_vault())
    policy = anchors.policy().with_witness(name, vkey, address).counting(quorum)
    anchors.write_policy(policy)
    needed, everybody = policy.groups[0].needed, len(policy.witnesses)
    typer.echo(f"{name}: asked from now on; {needed} of {everybody} are enough.")


@app.command()
def remove(name: Name, home: Home = None) -> None:
    """Ask an authority, calendar or witness no more. What it said stays, and is not checked."""
    site.use_home(home)
    anchors = anchors_of(site.open_vault())
    anchors.write_policy(anchors.policy().without(name))
    typer.echo(f"{name}: not asked any more.")


@app.command("list")
def show(as_json: AsJson = False, home: Home = None) -> None:
    """Show who is asked, and this log's key line, which a witness needs."""
    site.use_home(home)
    vault = site.open_vault()
    policy, vkey = anchors_of(vault).policy(), vault.log().vkey.text
    if as_json:
        asked = [
            {"kind": _kind(one), "name": one.name, "address": one.address}
            for one in policy.everybody
        ]
        typer.echo(json.dumps({"asked": asked, "quorum": policy.quorum, "vkey": vkey}))
        return
    for one in policy.everybody:
        typer.echo(f"{_kind(one):<9}  {one.name}  {one.address}")
    for group in policy.groups:
        typer.echo(f"{'quorum':<9}  {group.needed} of {', '.join(group.members)}")
    if not policy.everybody:
        typer.echo("Nobody is asked.")
    typer.echo(f"This log's key line, for a witness:\n{vkey}")


def _kind(asked: Asked) -> str:
    if isinstance(asked, Authority):
        return "authority"
    return "calendar" if isinstance(asked, Calendar) else "witness"
