"""`dadkhah vault copy|check-copy|repair`: copies elsewhere, and what they are good for."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.errors import CopyOfAnother
from dadkhah.evidence.replicas.copy_check import CopyCheck, check_copy
from dadkhah.evidence.replicas.copying import CopyReport, copy_vault
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.mended_file import RepairReport
from dadkhah.evidence.replicas.mending import repair_copy, repair_vault
from dadkhah.evidence.replicas.store import Store
from dadkhah.text.counted import counted
from dadkhah_cli import site
from dadkhah_cli.options import Actor, AsJson, Home, show_progress
from dadkhah_cli.vault.custody import CUSTODY_AT_RISK, show_report
from dadkhah_cli.vault.unlocking import now

BEHIND = 1
Place = Annotated[
    str, typer.Argument(help="A folder, such as a stick's, or s3://bucket/prefix; see the manual.")
]


def store_at(place: str, own: Path) -> Store:
    """Return the store that somebody named: the copy lies in `vault` below it."""
    if place.startswith("s3://"):
        from dadkhah_network.object_storage import open_bucket  # noqa: PLC0415

        return open_bucket(place)
    folder = Path(place).expanduser().absolute() / "vault"
    if folder.resolve() == own.resolve():
        raise CopyOfAnother(f"{folder} is the vault itself. Name another folder.")
    return FolderStore(folder)


def copy(
    target: Place,
    *,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help="First check the copy and mend what is damaged there; logged."
        ),
    ] = False,
    with_keys: Annotated[
        bool,
        typer.Option("--with-keys", help="Also change and take away keys there, as was done here."),
    ] = False,
    with_disposals: Annotated[
        bool,
        typer.Option("--with-disposals", help="Also destroy there what was disposed of here."),
    ] = False,
    actor: Actor = "",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Bring a copy of the vault up to date: sealed evidence and logs, never this device's key.

    Nothing there is overwritten. Stopped, the same command goes on. Exit 3 when something here is
    damaged and was not copied, or the copy tells another story.
    """
    site.use_home(home)
    vault = site.open_vault()
    store = store_at(target, vault.folder)
    mended = None
    if repair:
        who = site.acting(actor)
        mended = repair_copy(vault, store, actor=who, at=now(), progress=_checking)
    report = copy_vault(
        vault, store, with_keys=with_keys, with_disposals=with_disposals, progress=_copying
    )
    if as_json:
        said = {**asdict(report), "repair": asdict(mended) if mended else None}
        typer.echo(json.dumps(said))
    else:
        if mended:
            _show_repairs(mended)
        _show_copy(report, store)
    raise typer.Exit(CUSTODY_AT_RISK if report.problems else 0)


def check(target: Place, as_json: AsJson = False, home: Home = None) -> None:
    """Check a copy without a key: every byte, every log, and that it continues the one here.

    Exit 3 when anything is wrong, 1 when the copy is sound and lacks what came since.
    """
    site.use_home(home)
    vault = site.open_vault()
    store = store_at(target, vault.folder)
    found = check_copy(vault, store, progress=_checking)
    if as_json:
        typer.echo(json.dumps(asdict(found)))
    else:
        _show_check(found)
    if not found.is_sound:
        raise typer.Exit(CUSTODY_AT_RISK)
    raise typer.Exit(BEHIND if found.behind else 0)


def repair(
    source: Annotated[str, typer.Argument(help="Where a good copy is: a folder or s3://...")],
    actor: Actor = "",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Bring back from a copy what is missing or damaged here; the damaged bytes are put aside.

    Each repair becomes an entry of the log. Exit 3 when something stays damaged.
    """
    site.use_home(home)
    vault = site.open_vault()
    store = store_at(source, vault.folder)
    who = site.acting(actor)
    report = repair_vault(vault, store, actor=who, at=now(), progress=_checking)
    if as_json:
        typer.echo(json.dumps(asdict(report)))
    else:
        _show_repairs(report)
    raise typer.Exit(CUSTODY_AT_RISK if report.unmended else 0)


def _show_copy(report: CopyReport, store: Store) -> None:
    for problem in report.problems:
        typer.echo(f"WRONG  {problem}")
    for note in report.notes:
        typer.echo(f"note   {note}")
    removed = f", {counted(report.removed, 'object')} destroyed" if report.removed else ""
    typer.echo(
        f"{store.place}: {counted(report.objects, 'new object')} "
        f"({counted(report.bytes, 'byte')}), {counted(report.files, 'new file')} beside{removed}."
    )
    if report.problems:
        typer.echo("The copy lacks what is named. `dadkhah vault repair` brings it back here.")


def _show_check(found: CopyCheck) -> None:
    show_report(found.report)
    if found.undestroyed:
        objects = counted(len(found.undestroyed), "object", verb=("was", "were"))
        typer.echo(f"{objects} disposed of and still there: `dadkhah vault copy --with-disposals`.")
    if found.behind:
        logs = counted(len(found.behind), "log", verb=("is", "are"))
        typer.echo(f"{logs} longer here. Bring the copy up to date: `dadkhah vault copy`.")


def _show_repairs(report: RepairReport) -> None:
    for one in report.repairs:
        aside = f"; the damaged one is {one.aside}" if one.aside else ""
        typer.echo(f"mended {one.name} [{one.reason}]{aside}")
    for fault, why in report.unmended:
        typer.echo(f"WRONG  {fault.subject}: {fault.message} [{fault.code}] {why}")
    files = counted(len(report.repairs), "file", verb=("was", "were"))
    typer.echo(f"{files} mended, each an entry of the log; {len(report.unmended)} faults stay.")


def _copying(done: int, total: int) -> None:
    show_progress("objects copied", done, total)


def _checking(done: int, total: int) -> None:
    show_progress("folders of objects checked", done, total)
