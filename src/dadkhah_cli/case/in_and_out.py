"""Bring whole cases in from folders, and out as folders and bundles."""

import json
import shlex
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.exchange.casefolder import read_case_folder, write_case_folder
from dadkhah.law import load_law
from dadkhah.text.counted import counted
from dadkhah_cli import site
from dadkhah_cli.case.filings import filings_of
from dadkhah_cli.case.new_case import write_new_case
from dadkhah_cli.options import Actor, AsJson, Home, Passphrase, passphrase_of, show_progress

Slug = Annotated[str, typer.Argument(help="The case, as `dadkhah case list` shows it.")]


def new(
    slug: Annotated[str, typer.Argument(help="A short name: small letters, digits, hyphens.")],
    folder: Annotated[Path, typer.Argument(help="Where to write it; must not be there yet.")],
    title: Annotated[str, typer.Option(help="The title of the case.")] = "To be written",
) -> None:
    """Write an empty case folder to fill in: `case.yaml` and every table with its columns."""
    write_new_case(folder, slug=slug, title=title)
    command = shlex.join(["dadkhah", "case", "import", str(folder), "--dry-run"])
    typer.echo(f"{folder}: fill in the tables, then check them with `{command}`.")


def import_(
    folder: Annotated[Path, typer.Argument(help="The case folder.")],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, list all problems, write nothing.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Revise a case that exists already.")
    ] = False,
    bring_back: Annotated[
        list[str] | None,
        typer.Option(help="A record that was forgotten and comes back on purpose. Repeatable."),
    ] = None,
    actor: Actor = "",
    home: Home = None,
) -> None:
    """Seal the evidence of a case folder in the vault and save its records, all or nothing."""
    site.use_home(home)
    case = read_case_folder(folder, law=load_law())
    if dry_run:
        done = site.preview_import(case, folder, update=update, bring_back=bring_back or ())
    else:
        done = site.import_case(
            case,
            folder,
            actor=site.acting(actor),
            at=datetime.now(UTC),
            update=update,
            bring_back=bring_back or (),
            progress=show_progress,
        )
    verb = ("would be", "would be") if dry_run else ("was", "were")
    typer.echo(
        f"{done.slug}: {counted(done.received, 'file', verb=verb)} received, "
        f"{counted(len(done.created), 'record')} created, {len(done.changed)} changed."
    )
    for key in done.absent:
        typer.echo(f"  in the case and not in the folder, left as it is: {key}")


def export(
    slug: Slug,
    folder: Annotated[Path, typer.Argument(help="Where to write it; must be empty or not there.")],
    *,
    passphrase: Passphrase = "",
    home: Home = None,
) -> None:
    """Write a case and its evidence, decrypted, as a case folder."""
    site.use_home(home)
    case, vault = site.load_case(slug), site.open_vault()
    identity = vault.unlock(passphrase=passphrase_of(passphrase))
    write_case_folder(
        case, folder, open_item=lambda item: vault.open_object(item.object_name, identity)
    )
    typer.echo(
        f"{folder}: {counted(len(case.items), 'item')}, readable by anyone. Keep it accordingly."
    )


def list_(*, as_json: AsJson = False, home: Home = None) -> None:
    """List the cases of this home."""
    site.use_home(home)
    cases = site.list_cases()
    if as_json:
        typer.echo(json.dumps([asdict(case) for case in cases], ensure_ascii=False, indent=2))
        return
    if not cases:
        typer.echo("No cases here yet: `dadkhah case import FOLDER` brings one in.", err=True)
    for case in cases:
        typer.echo(f"{case.slug}  {counted(sum(case.records.values()), 'record')}  {case.title}")


def show(slug: Slug, *, as_json: AsJson = False, home: Home = None) -> None:
    """Show the head of a case and how much is in it."""
    site.use_home(home)
    case = site.load_case(slug)
    counts = next(c.records for c in site.list_cases() if c.slug == slug)
    if as_json:
        shown = asdict(case.info) | {"records": counts, "drafts": sorted(case.drafts)}
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{case.info.title}\n{case.info.situation}, {case.info.sender}\n")
    for kind, count in counts.items():
        typer.echo(f"{count:6}  {kind}")


def bundle(
    slug: Slug,
    *,
    recipient: Annotated[
        str, typer.Option("--for", help="Who receives it, as a code or office: icc-otp.")
    ],
    out: Annotated[Path, typer.Option(help="The folder to write; FOLDER.zip beside it.")],
    filings: Annotated[
        Path | None,
        typer.Option(
            help="The folder with the drafted filings, with their .json.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    withhold: Annotated[
        list[str] | None,
        typer.Option(help="act/A-0001, act/A-0001:summary or act:summary. Repeatable."),
    ] = None,
    passphrase: Passphrase = "",
    actor: Actor = "",
    home: Home = None,
) -> None:
    """Write a bundle for a recipient: filings, exhibits, records and the proof of them."""
    if not recipient.strip():
        raise typer.BadParameter("the log must say who receives the bundle.", param_hint="--for")
    site.use_home(home)
    vault = site.open_vault()
    identity = vault.unlock(passphrase=passphrase_of(passphrase))
    written = site.release_bundle(
        slug,
        vault=vault,
        identity=identity,
        actor=site.acting(actor),
        at=datetime.now(UTC),
        recipient=recipient,
        out=out,
        filings=filings_of(filings),
        withhold=withhold or (),
    )
    typer.echo(
        f"{written.folder}: {counted(written.exhibits, 'exhibit')}, "
        f"{counted(written.records, 'record')}, "
        f"{len(written.withheld)} withheld; and {written.archive}"
    )
    for name in written.unsearched:
        typer.echo(f"  too short or too common to search for, look yourself: {name}")


def reindex(slug: Slug, *, home: Home = None) -> None:
    """Make everything of a case findable anew; the records themselves are not touched."""
    site.use_home(home)
    site.rebuild_search(slug)
    typer.echo(f"{slug}: everything can be found again.")
