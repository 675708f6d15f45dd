"""`dadkhah restore`: a home from a backup, checked to the last byte."""

from pathlib import Path
from typing import Annotated

import typer

from dadkhah.evidence.fixity import check_vault, kept_entries
from dadkhah.text.counted import counted
from dadkhah_cli import site
from dadkhah_cli.archive.reading import restore_archive
from dadkhah_cli.options import Home, Passphrase
from dadkhah_cli.vault.custody import CUSTODY_AT_RISK
from dadkhah_cli.vault.unlocking import IdentityFile, unlocked

app = typer.Typer()


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `dadkhah backup` wrote.", exists=True)],
    identity: IdentityFile = None,
    passphrase: Passphrase = "",
    home: Home = None,
) -> None:
    """Make a home from a backup, check all of it, and start a new log for this device.

    Asks for a custodian's passphrase. It writes only where no vault and no records are. Exit 3
    when something in the backup is not as it was sealed and logged.
    """
    settings = site.use_home(home)
    vault, key, made_at = restore_archive(
        file, settings.home, lambda found: unlocked(found, passphrase, identity)
    )
    typer.echo(f"Restored into {settings.home} as it was at {made_at}.")
    report = check_vault(vault, identity=key)
    for fault in report.faults:
        typer.echo(f"WRONG  {fault.subject}: {fault.message} [{fault.code}]")
    problems = list(_record_problems())
    device = vault.start_device()
    known = (
        (kept.fields["sha256"], kept.fields["object"])
        for kept in kept_entries(vault, key)
        if kept.fields.get("type") == "receive"
    )
    vault.rebuild_index(known)
    objects = counted(report.objects, "object")
    typer.echo(
        f"{objects} and a log of {report.entries} checked. This device now writes the log {device}."
    )
    if report.faults or problems:
        raise typer.Exit(CUSTODY_AT_RISK)
    typer.echo("Everything verifies. Accounts and passphrases are those of the backup.")


def _record_problems() -> list[str]:
    """Compare the records of every case with the logs; print what does not agree."""
    problems = [
        f"{case.slug}: {problem}"
        for case in site.list_cases()
        for problem in site.check_records(case.slug).problems
    ]
    for problem in problems:
        typer.echo(f"WRONG  {problem}")
    return problems
