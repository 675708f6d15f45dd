"""The `dadkhah` command: `dadkhah <noun> <verb>`. Exit 0 done, 1 no, 2 usage, 3 custody."""

import signal
import sqlite3
import sys
from typing import NoReturn

from dadkhah.errors import DadkhahError, DatabaseRefused, StorageRefused

INTERRUPTED = 128 + signal.SIGINT


def main() -> None:
    """Run the command; an error raised on purpose is a message, its code and an exit code."""
    clean_up_on_signals()
    try:
        # Here and not above, so that Ctrl-C while it loads is no traceback.
        from dadkhah_cli.app import app  # noqa: PLC0415

        app()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        raise SystemExit(INTERRUPTED) from None
    except DadkhahError as error:
        stop(error)
    except OSError as error:
        stop(storage_refused(error))
    except database_errors() as error:
        stop(database_refused(error))


def clean_up_on_signals() -> None:
    """Let a stop, or a terminal that closes, take unfinished plaintext away like Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def database_errors() -> tuple[type[Exception], ...]:
    """Return what a database raises when its disk, its server or another writer refuses."""
    django = sys.modules.get("django.db")
    # Whoever did not load Django cannot have an error of it.
    return (sqlite3.Error, *((django.Error,) if django else ()))


def database_refused(error: Exception) -> DatabaseRefused:
    """Return what the database refused as a sentence that says what to do."""
    is_damaged = "not a database" in str(error) or "malformed" in str(error)
    # Django wraps what its database says; what comes as it is comes from the index of the vault.
    if is_damaged and isinstance(error, sqlite3.Error):
        return DatabaseRefused(
            f"The index of this device is damaged: {error}. Nothing is lost with it: move "
            "`device/index.db` out of the home folder and run `dadkhah vault reindex`."
        )
    if is_damaged:
        return DatabaseRefused(
            f"The database is damaged: {error}. Keep the file as it is and restore a copy of "
            "`case.db` in its place; the vault is whole without it: `dadkhah vault verify`."
        )
    return DatabaseRefused(
        f"The database refused: {error}. Is the disk full or read-only, or is another "
        "command writing? What was not acknowledged was not saved; run the command again."
    )


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
