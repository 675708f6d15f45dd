"""Copy the database of a home into a file, and make one from such a file."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dadkhah.errors import BackupNotReadable, DatabaseRefused
from dadkhah_cli.site.home import use_home

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_SECONDS = 60


def copy_database(into: Path) -> str:
    """Write one consistent copy while others work on; return its kind, or "" where there is none.

    What was deleted is not in the copy.
    """
    settings = use_home(None)
    # Made here, so that nobody else may ever read it; both tools fill an empty file.
    os.close(os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if settings.database:
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--file={into}")
        _run("pg_dump", settings.database, *options)
        return POSTGRESQL
    source = settings.home / "case.db"
    if not source.is_file():
        into.unlink()
        return ""
    with closing(sqlite3.connect(source, timeout=_SECONDS)) as database:
        database.execute("VACUUM INTO ?", (str(into),))
    return SQLITE


def fill_database(kind: str, source: Path) -> None:
    """Make the database of this home from a copy; a PostgreSQL must be empty before."""
    settings = use_home(None)
    if (kind == POSTGRESQL) != bool(settings.database):
        wanted = "empty" if kind == SQLITE else "the address of an empty database"
        raise BackupNotReadable(
            f"The records of this backup are of {kind}: set DADKHAH_DATABASE to {wanted}, and run "
            "the command again. Nothing was changed."
        )
    if kind == POSTGRESQL:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _run("pg_restore", settings.database, *options, str(source))
        return
    with closing(sqlite3.connect(source)) as database:
        (found,) = database.execute("PRAGMA integrity_check").fetchone()
    if found != "ok":
        raise BackupNotReadable(f"The records of this backup are damaged: {found}")
    source.rename(settings.home / "case.db")


def _run(tool: str, address: str, *options: str) -> None:
    """Run a tool of PostgreSQL; the password goes where no list of processes shows it."""
    if shutil.which(tool) is None:
        raise DatabaseRefused(
            f"{tool} is not installed, and without it PostgreSQL is neither copied nor filled. On "
            "Debian: apt install postgresql-client"
        )
    parts = urlsplit(address)
    host = f"{parts.username}@" if parts.username else ""
    host += parts.netloc.rpartition("@")[2]
    environment = dict(os.environ)
    if parts.password:
        environment["PGPASSWORD"] = unquote(parts.password)
    command = [tool, f"--dbname=postgresql://{host}{parts.path}", *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DatabaseRefused(f"{tool} refused: {done.stderr.strip()} Nothing was changed.")
