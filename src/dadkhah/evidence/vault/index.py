"""What this device remembers to be quick and to resume: losable, rebuilt with a key.

Lies in `<home>/device/index.db`. It says which bytes the vault already holds (by a keyed digest,
so that a stolen index names no file), and how far an unfinished reception came.
"""

import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.merkle import leaf_hash

_SCHEMA = """
CREATE TABLE IF NOT EXISTS known (
    digest BLOB PRIMARY KEY, object BLOB NOT NULL, batch INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS arrived (
    reception BLOB, path BLOB, size INTEGER, modified INTEGER, sha256 BLOB, object BLOB,
    was_new INTEGER, device TEXT, entry INTEGER, batch INTEGER,
    PRIMARY KEY (reception, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unconfirmed (
    batch INTEGER PRIMARY KEY AUTOINCREMENT, device TEXT, stop INTEGER, leaf BLOB);
"""
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "cache_size=-16000")
_KEY_BYTES = 32


class ArrivedFile(NamedTuple):
    """One file of an unfinished reception, as it was when it was sealed. `path` is the source."""

    path: bytes
    size: int
    modified: int
    sha256: str
    object_name: str
    was_new: bool
    device: str
    entry: int


class ReceptionIndex:
    """The index of one device. Any process may read; the holder of the log's lock writes."""

    def __init__(self, device_folder: Path) -> None:
        self.path = device_folder / "index.db"
        self._key = _index_key(device_folder / "index-key")
        self._database = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        for pragma in _PRAGMAS:
            self._database.execute(f"PRAGMA {pragma}")
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def files(self) -> tuple[Path, ...]:
        """The files that must be durable for the index to remember."""
        return self.path, self.path.with_name("index.db-wal")

    def find_known(self, sha256: bytes) -> str | None:
        """The object that holds these bytes, or None."""
        row = self._database.execute(
            "SELECT object FROM known WHERE digest = ?", (self._digest(sha256),)
        ).fetchone()
        return row[0].hex() if row else None

    def begin(
        self, device: str, *, stop: int, last: bytes, reception: bytes, files: Iterable[ArrivedFile]
    ) -> int:
        """Note what a batch is about to log, so that a crash can be settled; return its number.

        `stop` is the size the log will have, `last` the last entry.
        """
        database = self._database
        database.execute("BEGIN IMMEDIATE")
        batch = database.execute(
            "INSERT INTO unconfirmed (device, stop, leaf) VALUES (?, ?, ?)",
            (device, stop, leaf_hash(last)),
        ).lastrowid
        known, arrived = [], []
        for file in files:
            sha256, name = bytes.fromhex(file.sha256), bytes.fromhex(file.object_name)
            if file.was_new:
                known.append((self._digest(sha256), name, batch))
            row = (reception, file.path, file.size, file.modified, sha256, name)
            arrived.append((*row, file.was_new, file.device, file.entry, batch))
        database.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", known)
        database.executemany(
            "INSERT OR REPLACE INTO arrived VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", arrived
        )
        database.execute("COMMIT")
        return int(batch or 0)

    def confirm(self, batch: int) -> None:
        """The log acknowledged the batch."""
        self._database.execute("DELETE FROM unconfirmed WHERE batch = ?", (batch,))

    def settle(self, logs: Path) -> list[str]:
        """Compare what a crash left open with the logs; return objects that were never logged."""
        withdrawn: list[str] = []
        rows = self._database.execute("SELECT batch, device, stop, leaf FROM unconfirmed")
        for batch, device, stop, leaf in rows.fetchall():
            log = LogReader(logs / device)
            if log.size < stop or next(log.leaf_hashes(stop - 1, stop)) != leaf:
                names = self._database.execute("SELECT object FROM known WHERE batch = ?", (batch,))
                withdrawn += [name.hex() for (name,) in names]
                self._database.execute("DELETE FROM known WHERE batch = ?", (batch,))
                self._database.execute("DELETE FROM arrived WHERE batch = ?", (batch,))
            self.confirm(batch)
        return withdrawn

    def is_unfinished(self, reception: bytes) -> bool:
        """Whether an earlier run of this reception was cut off."""
        query = "SELECT 1 FROM arrived WHERE reception = ? LIMIT 1"
        return self._database.execute(query, (reception,)).fetchone() is not None

    def find_arrived(self, reception: bytes, path: bytes) -> ArrivedFile | None:
        """What an earlier run of this reception logged for this source file."""
        row = self._database.execute(
            "SELECT path, size, modified, sha256, object, was_new, device, entry FROM arrived "
            "WHERE reception = ? AND path = ?",
            (reception, path),
        ).fetchone()
        if not row:
            return None
        path, size, modified, sha256, name, was_new, device, entry = row
        return ArrivedFile(
            path, size, modified, sha256.hex(), name.hex(), bool(was_new), device, entry
        )

    def finish(self, reception: bytes) -> None:
        """The reception is complete: the same call again is a new one."""
        self._database.execute("DELETE FROM arrived WHERE reception = ?", (reception,))

    def forget(self, object_name: str) -> None:
        """The object was destroyed: the same bytes are new when they come again."""
        name = bytes.fromhex(object_name)
        self._database.execute("DELETE FROM known WHERE object = ?", (name,))

    def rebuild(self, known: Iterator[tuple[str, str]]) -> int:
        """Learn anew which bytes the vault holds: pairs of SHA-256 as received and object name."""
        rows = [(self._digest(bytes.fromhex(s)), bytes.fromhex(name), 0) for s, name in known]
        self._database.execute("BEGIN IMMEDIATE")
        self._database.execute("DELETE FROM known")
        self._database.executemany("INSERT OR IGNORE INTO known VALUES (?, ?, ?)", rows)
        self._database.execute("COMMIT")
        return len(rows)

    def _digest(self, sha256: bytes) -> bytes:
        return hmac.digest(self._key, sha256, "sha256")


def _index_key(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    key = secrets.token_bytes(_KEY_BYTES)
    os.write(descriptor, key)
    os.close(descriptor)
    return key
