"""`dadkhah vault create|receive|verify|head|start-device`: what needs no key."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.evidence.fixity import FixityReport, KeptReports, check_vault
from dadkhah.evidence.vault import NotReceived, Received, Vault
from dadkhah.evidence.vault.walk import walk
from dadkhah.text.counted import counted
from dadkhah_cli import site
from dadkhah_cli.main import INTERRUPTED
from dadkhah_cli.options import Actor, AsJson, Home, Passphrase
from dadkhah_cli.vault.unlocking import IdentityFile, new_passphrase, now, unlocked

CUSTODY_AT_RISK = 3


def create(
    custodian: Annotated[str, typer.Option(help="A code for whoever opens it: no name.")],
    recipient: Annotated[
        str, typer.Option(help="An age recipient (age1...) instead of a passphrase.")
    ] = "",
    actor: Actor = "",
    passphrase: Passphrase = "",
    home: Home = None,
) -> None:
    """Make an empty vault with its first custodian, and the log of this device."""
    settings = site.use_home(home)
    vault = Vault.create(
        settings.home,
        custodian=custodian,
        actor=site.acting(actor),
        at=now(),
        passphrase=None if recipient else new_passphrase(passphrase),
        recipient=recipient or None,
    )
    typer.echo(f"Made a vault in {vault.folder}, opened by '{custodian}'.")
    typer.echo("Whoever loses every key of it loses the evidence: `dadkhah vault key add`.")


def receive(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to receive.")],
    source: Annotated[str, typer.Option(help="The code of who gave them: S-014, never a name.")],
    actor: Actor = "",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Seal files into the vault and log them. The same command again goes on after a stop."""
    site.use_home(home)
    vault = site.open_vault()
    who, source = site.acting(actor), site.source_code(source)
    reception = "\n".join([source, *(str(path.absolute()) for path in paths)])
    arrivals = walk(paths, source=source, avoid=vault.home)
    tally = {"received": 0, "known": 0, "resumed": 0, "bytes": 0}
    refused: list[NotReceived] = []
    outcomes = vault.receive(arrivals, actor=who, clock=now, reception=reception)
    for outcome in until_interrupted(outcomes):
        if isinstance(outcome, NotReceived):
            refused.append(outcome)
            continue
        tally["received"] += 1
        tally["known"] += not outcome.was_new
        tally["resumed"] += outcome.was_resumed
        tally["bytes"] += outcome.size
        if tally["received"] % 1000 == 0 and is_terminal():
            typer.echo(f"\r{tally['received']} files received", err=True, nl=False)
    if as_json:
        typer.echo(json.dumps({**tally, "not_received": [asdict(one) for one in refused]}))
    else:
        show_reception(tally, refused)
    raise typer.Exit(1 if refused else 0)


def until_interrupted(
    outcomes: Iterator[Received | NotReceived],
) -> Iterator[Received | NotReceived]:
    """Yield the outcomes; on Ctrl-C say how to go on, and end."""
    try:
        yield from outcomes
    except KeyboardInterrupt:
        typer.echo("\nStopped. The same command goes on where it stopped.", err=True)
        raise typer.Exit(INTERRUPTED) from None


def is_terminal() -> bool:
    """Whether somebody watches."""
    return sys.stderr.isatty()


def show_reception(tally: dict[str, int], refused: list[NotReceived]) -> None:
    """Print what a reception did, and every name that was left out."""
    for one in refused:
        typer.echo(f"NOT RECEIVED  {one.path}: {one.message} [{one.reason}]")
    typer.echo(
        f"{counted(tally['received'], 'file')} received ({counted(tally['bytes'], 'byte')}); the "
        f"vault already held {tally['known']} of them, {tally['resumed']} were logged by an "
        f"earlier run; {len(refused)} not received."
    )


def verify(
    with_key: Annotated[
        bool, typer.Option(help="Also open what the entries say; asks for a key.")
    ] = False,
    identity: IdentityFile = None,
    passphrase: Passphrase = "",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Check every byte, every entry and the head. No key needed. Exit 3 when anything is wrong.

    Works on a copy that cannot be written to. At home the report is kept in the folder `checks`.
    """
    site.use_home(home)
    vault = site.open_vault()
    key = unlocked(vault, passphrase, identity) if with_key or identity else None
    report = check_vault(vault, identity=key)
    if vault.has_device_key:
        # A copy on a stick is looked at and never written to.
        KeptReports(vault.home).keep(report, at=now())
    if as_json:
        typer.echo(json.dumps(asdict(report)))
    else:
        show_report(report)
    raise typer.Exit(0 if report.is_sound else CUSTODY_AT_RISK)


def show_report(report: FixityReport) -> None:
    """Print each fault, then the verdict."""
    for fault in report.faults:
        typer.echo(f"WRONG  {fault.subject}: {fault.message} [{fault.code}]")
    for note in report.notes:
        typer.echo(f"note   {note}")
    for disposal in report.disposed:
        typer.echo(f"gone   {disposal.object_name}: {disposal}")
    entries = "1 entry" if report.entries == 1 else f"{report.entries} entries"
    size = counted(report.bytes, "byte")
    checked = f"{counted(report.objects, 'object')} ({size}), {entries}"
    if report.is_sound:
        typer.echo(f"Sound: {checked}. Compare the head with one kept elsewhere.")
    else:
        typer.echo(
            f"{counted(len(report.faults), 'fault')} in {checked}. Change nothing; see the manual."
        )


def head(
    as_json: AsJson = False,
    keep: Annotated[
        bool, typer.Option(help="Keep a copy in the log: the head leaves the house now.")
    ] = False,
    home: Home = None,
) -> None:
    """Print the three lines to read over the telephone, and the fingerprint of the log's key.

    Exit 3, and no head, when the vault is older than what this device signed, or another.
    """
    site.use_home(home)
    vault = site.open_vault()
    lines = vault.continued_head().signed.decode().split("\n")[:3]
    if keep:
        vault.keep_head()
    vkey = vault.log().vkey
    if as_json:
        names = ("origin", "size", "root")
        fields = dict(zip(names, lines, strict=True))
        typer.echo(json.dumps({**fields, "vkey": vkey.text, "fingerprint": vkey.fingerprint}))
        return
    typer.echo("\n".join(lines))
    typer.echo(f"\nKey fingerprint: {vkey.fingerprint}\n{vkey.text}")


def start_device(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: Home = None,
) -> None:
    """Start a new log for this device in this vault: a second machine, or after a loss."""
    site.use_home(home)
    vault = site.open_vault()
    if vault.has_device_key and not yes:
        typer.confirm(
            f"This device writes the log {vault.device} already. After an old backup was restored "
            "a new one is right; otherwise bundles need two fingerprints for nothing. Start it?",
            abort=True,
        )
    typer.echo(f"This device now writes the log {vault.start_device()}. Older logs stay as proof.")
