"""`dadkhah law`: check the law, read it, say which version it is."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.errors import WorkedCaseWrong
from dadkhah.law import Law, load_law
from dadkhah.law.check import LawFinding, check_law
from dadkhah.qualification.worked_cases import WorkedCase, check_worked_case, worked_cases
from dadkhah.text.counted import counted
from dadkhah_cli.law_page import NOTICE, as_json, contents, found_under, page

app = typer.Typer(no_args_is_help=True, help="Check and read the law that cases are measured by.")

_Folder = Annotated[
    Path | None,
    typer.Option("--law-folder", help="Use the law in this folder, not the one that ships."),
]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def check(law_folder: _Folder = None, as_json_: _Json = False) -> None:
    """Say everything that is wrong with the law, with file and line; run its worked cases.

    Exit 1 if anything is wrong.
    """
    law = load_law(law_folder)
    worked = worked_cases(law, law_folder and law_folder / "examples")
    findings = [*check_law(law), *_not_as_worked(worked, law)]
    if as_json_:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            typer.echo(f"{finding.place}: {finding.message} [{finding.code}]")
        counts = f"{len(law.crimes)} crimes, {len(law.modes)} modes of liability"
        counts += f", {len(law.instruments)} instruments, {len(law.restrictions)} restrictions"
        counts += f", {len(worked)} worked cases"
        found = counted(len(findings), "finding")
        typer.echo(f"The law, version {law.version}: {counts}. {found}.")
    if findings:
        raise typer.Exit(1)


def _not_as_worked(cases: tuple[WorkedCase, ...], law: Law) -> Iterator[LawFinding]:
    for case in cases:
        try:
            check_worked_case(case, law)
        except WorkedCaseWrong as wrong:
            yield LawFinding(wrong.code, f"law/examples/{case.name}", str(wrong))


@app.command()
def show(
    identifier: Annotated[
        str, typer.Argument(help="A crime, element, mode, article, restriction, code ...")
    ] = "",
    law_folder: _Folder = None,
    as_json_: _Json = False,
) -> None:
    """Show what the law says under an identifier; without one, list the identifiers."""
    law = load_law(law_folder)
    if not identifier:
        listed = contents(law)
        lines = (f"{kind}: {', '.join(ids)}" for kind, ids in listed.items())
        typer.echo(json.dumps(listed) if as_json_ else "\n\n".join(lines))
        return
    found = found_under(law, identifier)
    if as_json_:
        shown = [{"kind": kind, **as_json(thing)} for kind, thing in found]
        document = {"version": law.version, "notice": NOTICE, "found": shown}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        pages = [page(kind, thing, law) for kind, thing in found]
        typer.echo("\n\n".join([*pages, NOTICE]))


@app.command()
def version(law_folder: _Folder = None, as_json_: _Json = False) -> None:
    """Print the version of the law: its number and a digest of its files."""
    found = load_law(law_folder).version
    typer.echo(json.dumps({"version": found}) if as_json_ else found)
