"""The `dadkhah` command: `dadkhah <noun> <verb>`. Exit 0 done, 1 no, 2 usage, 3 custody."""

import importlib
import sys

import typer

from dadkhah.errors import DadkhahError

NOUNS = ("law", "vault", "case", "record", "charge", "filing")

app = typer.Typer(
    help="From a folder of evidence to a filing that a stranger can verify.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _noun in NOUNS:
    app.add_typer(importlib.import_module(f"dadkhah_cli.{_noun}").app, name=_noun)


def main() -> None:
    """Run the command; an error raised on purpose is a message, its code and an exit code."""
    try:
        app()
    except DadkhahError as error:
        sys.stderr.write(f"dadkhah: {error}\n  [{error.code}]\n")
        raise SystemExit(error.exit_code) from None
