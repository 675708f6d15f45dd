"""`dadkhah record`: who changed a record when, and forgetting one."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from dadkhah.text.counted import counted
from dadkhah_cli import site
from dadkhah_cli.options import Actor, AsJson, Home

app = typer.Typer(no_args_is_help=True, help="Prove who changed a record when; forget one.")

Slug = Annotated[str, typer.Argument(help="The case, as `dadkhah case list` shows it.")]


@app.command()
def history(
    slug: Slug,
    record: Annotated[str, typer.Argument(help="Kind and id: act/A-0001.")],
    *,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Show every revision of a record and prove each against the custody log; needs no key.

    Exit 0 when all are proven, 3 when one is not.
    """
    site.use_home(home)
    revisions = site.history(slug, record)
    if as_json:
        shown = [asdict(one) | {"at": one.at.isoformat()} for one in revisions]
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    for one in () if as_json else revisions:
        state = f"NOT PROVEN: {one.problem}" if one.problem else "proven"
        reason = f" ({one.reason})" if one.reason else ""
        typer.echo(
            f"{one.number}  {one.at:%Y-%m-%d %H:%M:%SZ}  {one.actor}  {one.action}{reason}  "
            f"{one.device}/{one.entry}  {state}"
        )
        for column in one.changed:
            typer.echo(f"     {column}: {one.cells[column]}")
    if any(one.problem for one in revisions):
        raise typer.Exit(3)


@app.command()
def check(slug: Slug, *, as_json: AsJson = False, home: Home = None) -> None:
    """Compare every record of a case with the custody log: exit 0 when all agree, 3 when not."""
    site.use_home(home)
    checked = site.check_records(slug)
    if as_json:
        typer.echo(json.dumps(asdict(checked), ensure_ascii=False, indent=2))
    else:
        for problem in checked.problems:
            typer.echo(problem)
        typer.echo(
            f"{counted(checked.records, 'record')} and {counted(checked.revisions, 'revision')} "
            "compared with the log: "
            f"{counted(len(checked.problems), 'problem') if checked.problems else 'no problems'}."
        )
    if checked.problems:
        raise typer.Exit(3)


@app.command()
def forget(
    slug: Slug,
    records: Annotated[list[str], typer.Argument(help="Kind and id of each: act/A-0001.")],
    *,
    reason: Annotated[str, typer.Option(help="Why, without names; it goes into the log.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    actor: Actor = "",
    home: Home = None,
) -> None:
    """Remove records with all their revisions for ever. The log stays valid and says who did."""
    site.use_home(home)
    who = site.acting(actor)
    if not yes:
        typer.confirm(f"Forget {', '.join(records)} of '{slug}' for ever?", abort=True)
    site.forget(slug, records, reason=reason, actor=who, at=datetime.now(UTC))
    typer.echo(f"Forgotten: {', '.join(records)}. Copies made before still hold them.")
