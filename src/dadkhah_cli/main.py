"""The `dadkhah` command: `dadkhah <noun> <verb>`. Exit 0 done, 1 no, 2 usage, 3 custody."""

import importlib
import signal
import sys
from typing import NoReturn

import typer

from dadkhah.errors import DadkhahError, DatabaseRefused, StorageRefused
from dadkhah_cli import site

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
    clean_up_on_signals()
    try:
        app()
    except DadkhahError as error:
        stop(error)
    except OSError as error:
        stop(storage_refused(error))
    except site.database_errors() as error:
        stop(
            DatabaseRefused(
                f"The database refused: {error}. Is the disk full or read-only, or is another "
                "command writing? What was not acknowledged was not saved; run the command again."
            )
        )


def clean_up_on_signals() -> None:
    """Let a stop, or a terminal that closes, take unfinished plaintext away like Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def storage_refused(error: OSError) -> StorageRefused:
    """Return what the system refused as a sentence that names the file."""
    named = f"{error.filename}: " if error.filename else ""
    return StorageRefused(
        f"{named}{error.strerror or error}. Check that the path is right, that you may write "
        "there and that the disk is not full; then run the command again."
    )


def stop(error: DadkhahError) -> NoReturn:
    """Print the error with its code and end with its exit code."""
    sys.stderr.write(f"dadkhah: {error}\n  [{error.code}]\n")
    raise SystemExit(error.exit_code) from None
