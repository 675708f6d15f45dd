"""`dadkhah filing`: draft a communication or an open letter, and say what still bars its way."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.errors import FormatNotKnown
from dadkhah.exchange.filing import (
    FORMATS,
    FilingKind,
    draft_filing,
    draw_filing,
    places_in_bundle,
)
from dadkhah.filings.footnotes import Numbered
from dadkhah.filings.gates import GateState, release_gates
from dadkhah.law import load_law
from dadkhah.law.model import Law
from dadkhah.records.case import CaseRecords
from dadkhah.text.counted import counted
from dadkhah_cli.chosen_case import chosen_case
from dadkhah_cli.options import AsJson, Home

app = typer.Typer(
    no_args_is_help=True, help="Draft filings from a case: cited, numbered, the same every time."
)


MARKS = {GateState.PASSED: "+", GateState.FAILED: "x", GateState.BY_HAND: "?"}

Which = Annotated[FilingKind, typer.Argument(help="What to draft.")]
Case = Annotated[str, typer.Argument(help="The case, by its name in the database.")]
Folder = Annotated[
    Path | None, typer.Option("--case-folder", help="Read the case from this folder instead.")
]
On = Annotated[
    datetime,
    typer.Option(formats=["%Y-%m-%d"], help="The date of the filing; the same date, same bytes."),
]


@app.command()
def draft(
    kind: Which,
    case: Case = "",
    *,
    out: Annotated[Path, typer.Option(help="The folder the files are written to.")],
    on: On,
    case_folder: Folder = None,
    formats: Annotated[
        str, typer.Option("--format", help="Any of pdf,docx,html,json, separated by commas.")
    ] = "pdf,docx,html,json",
    home: Home = None,
) -> None:
    """Write a filing, and the release gates that it does not pass."""
    chosen = [_known(each.strip()) for each in formats.split(",")]
    filing, records, law = _drafted(kind, case, case_folder, home, on.date())
    at = places_in_bundle(kind, filing, records, law, on.date())
    out.mkdir(parents=True, exist_ok=True)
    for each in chosen:
        file = out / f"{kind.value}.{each}"
        written = draw_filing(filing, each, exhibits_at=at)
        file.write_bytes(written)
        typer.echo(f"{file}  {len(written):,} bytes")
    typer.echo(f"{counted(len(filing.exhibits), 'exhibit')}, {counted(len(filing.notes), 'note')}")
    for gate in release_gates(filing, records, law, is_public=kind.is_public):
        if gate.state is GateState.FAILED:
            typer.echo(f"x {gate.name}: {gate.reason}")


@app.command()
def gates(
    kind: Which,
    case: Case = "",
    *,
    on: On,
    case_folder: Folder = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Say what bars a filing from leaving. Exit 1 when a gate failed; a person answers for `?`."""
    filing, records, law = _drafted(kind, case, case_folder, home, on.date())
    found = release_gates(filing, records, law, is_public=kind.is_public)
    if as_json:
        listed = [{"name": g.name, "state": g.state.value, "reason": g.reason} for g in found]
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        for gate in found:
            typer.echo(f"{MARKS[gate.state]} {gate.name}: {gate.reason}")
    if any(gate.state is GateState.FAILED for gate in found):
        raise typer.Exit(1)


def _drafted(
    kind: FilingKind, case: str, folder: Path | None, home: Path | None, on: date
) -> tuple[Numbered, CaseRecords, Law]:
    records, law = chosen_case(case, folder, home), load_law()
    return draft_filing(kind, records, law, on), records, law


def _known(name: str) -> str:
    if name not in FORMATS:
        raise FormatNotKnown(f"'{name}' is no format; use {', '.join(FORMATS)}.")
    return name
