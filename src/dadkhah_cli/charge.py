"""`dadkhah charge`: the proof matrix of a case, and what is missing in it."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.law import load_law
from dadkhah.law.model import Law
from dadkhah.qualification.chart import REASONABLE_GROUNDS, look_up
from dadkhah.qualification.completeness import completeness_checks, print_checks
from dadkhah.qualification.gaps import gaps as case_gaps
from dadkhah.qualification.gaps import gaps_json, print_gaps
from dadkhah.qualification.matrix import matrix_json, print_matrix, proof_matrix
from dadkhah.records.case import CaseRecords
from dadkhah.records.conclusion import Conclusion
from dadkhah_cli.chosen_case import chosen_case
from dadkhah_cli.options import AsJson, Home

WIDEST = 100  # a matrix wider than a page is not read
COLOURS = {
    Conclusion.MET: typer.colors.GREEN,
    Conclusion.DISPUTED: typer.colors.MAGENTA,
    Conclusion.OPEN: typer.colors.YELLOW,
    Conclusion.NOT_MET: typer.colors.RED,
}

app = typer.Typer(
    no_args_is_help=True, help="Test charges against the findings of a case; alleged, never found."
)

Case = Annotated[str, typer.Argument(help="The case, by its name in the database.")]
Folder = Annotated[
    Path | None, typer.Option("--case-folder", help="Read the case from this folder instead.")
]
Crimes = Annotated[
    list[str] | None, typer.Option("--crime", help="Only this crime, such as rs-7-1-h. Repeatable.")
]
Respondents = Annotated[
    list[str] | None, typer.Option("--respondent", help="Only this person. Repeatable.")
]
Standard = Annotated[
    str, typer.Option(help="The standard of proof: reasonable-basis, -grounds or substantial-.")
]
On = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The day the conclusions are dated; not taken."),
]


@app.command()
def matrix(  # noqa: PLR0913  one parameter for each option
    case: Case = "",
    *,
    case_folder: Folder = None,
    crime: Crimes = None,
    respondent: Respondents = None,
    standard: Standard = REASONABLE_GROUNDS,
    on: On = None,
    checks: Annotated[
        bool, typer.Option("--checks", help="Print every remark of the checks in full.")
    ] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Print the proof matrix: elements down, respondents across, a conclusion in each cell."""
    law, records = load_law(), chosen_case(case, case_folder, home)
    _refuse_unknown(law, records, crime, respondent)
    laid_out = proof_matrix(
        records,
        law,
        standard=standard,
        on=_day(on),
        crimes=crime or (),
        respondents=respondent or (),
    )
    raised = completeness_checks(records, law, standard=standard, on=_day(on))
    if as_json:
        _print_json(matrix_json(laid_out, raised))
        return
    typer.echo(print_matrix(laid_out, width=_width(), paint=_paint), color=_coloured())
    typer.echo(print_checks(raised, width=_width(), in_full=checks), nl=False)


@app.command()
def gaps(
    case: Case = "",
    *,
    case_folder: Folder = None,
    crime: Crimes = None,
    respondent: Respondents = None,
    standard: Standard = REASONABLE_GROUNDS,
    on: On = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Say what is missing for each charge, each further suspect and each further crime."""
    law, records = load_law(), chosen_case(case, case_folder, home)
    _refuse_unknown(law, records, crime, respondent)
    found = case_gaps(
        records,
        law,
        standard=standard,
        on=_day(on),
        crimes=crime or (),
        respondents=respondent or (),
    )
    if as_json:
        _print_json(gaps_json(found))
    else:
        typer.echo(print_gaps(found, width=_width()), nl=False)


def _refuse_unknown(
    law: Law,
    records: CaseRecords,
    crimes: Sequence[str] | None,
    respondents: Sequence[str] | None,
) -> None:
    """A misspelt crime or person would otherwise give an empty answer that looks like one."""
    for crime in crimes or ():
        law.crime(crime)
    persons = {person.id: person for person in records.persons}
    for respondent in respondents or ():
        look_up(persons, respondent, "--respondent")


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None


def _width() -> int:
    return min(shutil.get_terminal_size(fallback=(WIDEST, 24)).columns, WIDEST)


def _coloured() -> bool:
    """Colour is an addition for a terminal that has not asked for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _paint(text: str, conclusion: Conclusion) -> str:
    return typer.style(text, fg=COLOURS[conclusion])


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
