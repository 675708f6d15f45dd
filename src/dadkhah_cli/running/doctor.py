"""`dadkhah doctor`: what is wrong here, and what to do."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from dadkhah_cli.running import examination

app = typer.Typer()
_MARKS = {"well": "ok     ", "notice": "notice ", "wrong": "WRONG  "}


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print it for a program.")] = False,
) -> None:
    """Look at this installation: what is well, what is wrong, and what to do about it.

    Exit code 1 when something is wrong. Nothing is changed.
    """
    findings = list(examination.examine())
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=2))
    else:
        for one in findings:
            typer.echo(f"{_MARKS[one.state]}{one.subject}: {one.said}")
            if one.remedy:
                typer.echo(f"       -> {one.remedy}")
    if any(one.state == "wrong" for one in findings):
        raise typer.Exit(1)
