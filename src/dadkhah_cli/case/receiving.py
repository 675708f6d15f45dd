"""Bring files into a case: single ones, folders, packages of other tools."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.errors import ItemsNotReceived
from dadkhah.evidence.vault import NotReceived
from dadkhah.evidence.vault.walk import walk
from dadkhah.records.evidence import EvidenceItem
from dadkhah.text.one_line import on_one_line
from dadkhah_cli import site
from dadkhah_cli.case.in_and_out import Slug
from dadkhah_cli.options import Actor, Home


def receive(
    slug: Slug,
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", exists=True)],
    *,
    source: Annotated[str, typer.Option(help="Who gave them: a source of the case, as S-001.")],
    sensitivity: Annotated[
        str, typer.Option(help="Who may read them: public, restricted or sealed.")
    ] = "restricted",
    credibility: Annotated[str, typer.Option(help="From 1 to 6; 6 cannot be judged.")] = "6",
    language: Annotated[str, typer.Option(help="Of what they say: fa, ps, en.")] = "fa",
    actor: Actor = "",
    home: Home = None,
) -> None:
    """Seal files as items of a case, also whole packages of other tools, as they are.

    A folder that another tool packed (auto-archiver, ProofMode, Tella, eyeWitness, BagIt, Bayanat)
    is recognised; its own lists are compared with the files and kept as claims of that tool.
    """
    kept = site.use_home(home)
    owner = site.Owner(slug, site.acting(actor))
    files = _files_under(paths, source=site.source_code(source), home=kept.home)
    about = EvidenceItem(
        id="",
        source=source,
        file="",
        title="",
        media_type="",
        language=language,
        credibility=credibility,
        sensitivity=sensitivity,
    )
    package = next((path for path in paths if path.is_dir()), None)
    arrived = site.receive_into_case(owner, files, about, at=datetime.now(UTC), package=package)
    for one in arrived:
        what = one.problem or (f"{one.code}, here already" if one.was_here else one.code)
        typer.echo(f"{on_one_line(one.name)}: {what}")
        if one.text_problem:
            typer.echo(f"  {one.text_problem}")
    if any(one.problem for one in arrived):
        raise typer.Exit(1)


def _files_under(paths: Iterable[Path], *, source: str, home: Path) -> list[tuple[Path, str]]:
    """Return each file with its name below what was given.

    Raises `ItemsNotReceived` naming everything that is no file; nothing was received then.
    """
    found = list(walk(paths, source=source, avoid=home))
    if refused := [one for one in found if isinstance(one, NotReceived)]:
        named = "\n  ".join(f"{one.path}: {one.message}" for one in refused)
        raise ItemsNotReceived(f"Nothing was received, because of:\n  {named}")
    return [(Path(one.file), one.path) for one in found if not isinstance(one, NotReceived)]
