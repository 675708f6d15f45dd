"""The words of the command, each loaded when it is named: what is not asked for costs no time."""

import importlib
from importlib.metadata import version
from typing import Annotated, cast

import typer
import typer.core
from typer.models import TyperInfo

from dadkhah.law import load_law

NOUNS = ("law", "vault", "case", "record", "charge", "filing", "witness")
# What is not done to a noun: each module has one command.
VERBS = ("derive", "serve", "work", "doctor", "backup", "restore")


class Nouns(typer.core.TyperGroup):
    """A group that imports the module of a noun when somebody names it."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return the nouns in the order of their work."""
        return [*NOUNS, *VERBS]

    def get_command(  # type: ignore[override]
        self, ctx: typer.Context, cmd_name: str
    ) -> typer.core.TyperGroup | typer.core.TyperCommand | None:
        """Return what a noun can do or what a verb does, or None for any other word."""
        if cmd_name in VERBS:
            verb = importlib.import_module(f"dadkhah_cli.running.{cmd_name}").app
            return cast("typer.core.TyperCommand", typer.main.get_command(verb))
        if cmd_name not in NOUNS:
            return None
        if cmd_name not in self.commands:
            noun = importlib.import_module(f"dadkhah_cli.{cmd_name}").app
            self.commands[cmd_name] = typer.main.get_group_from_info(
                TyperInfo(noun, name=cmd_name),
                pretty_exceptions_short=True,
                suggest_commands=True,
                rich_markup_mode=None,
            )
        return cast("typer.core.TyperGroup", self.commands[cmd_name])


app = typer.Typer(
    cls=Nouns,
    help="From a folder of evidence to a filing that a stranger can verify.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dadkhah {version('dadkhah')}, law {load_law().version}")
        raise typer.Exit


@app.callback()
def dadkhah(
    version_wanted: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Print the version of the program and of the law.",
        ),
    ] = False,
) -> None:
    """From a folder of evidence to a filing that a stranger can verify."""
