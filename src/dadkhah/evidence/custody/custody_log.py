"""Append to the custody log of this device: durable before it is acknowledged.

Tiles and entries are durable before the head that covers them is signed, and a file that the
current head needs is never overwritten: it gets a new name with its new width.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from dadkhah.errors import EntryTooLarge, LogExists
from dadkhah.evidence.custody.continuity import check_continuity
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_lock import LogLock
from dadkhah.evidence.custody.log_reader import HEAD_FILE, KEPT_FOLDER, KEY_FILE, LogReader
from dadkhah.evidence.custody.recovery import NEW_HEAD_FILE, Recovery, recover
from dadkhah.evidence.durability import replace_durably, sync_written
from dadkhah.evidence.tlog.checkpoint import sign_checkpoint
from dadkhah.evidence.tlog.merkle import EMPTY_ROOT, leaf_hash
from dadkhah.evidence.tlog.tiles import ENTRIES, LONGEST_ENTRY, TileName, hashes_at, join_entries
from dadkhah.evidence.tlog.tree_edge import TILE_WIDTH, Tile, TreeEdge

LOCK_SECONDS = 10.0


class CustodyLog(LogReader):
    """This device's log, held under a lock until `close`. Use it as a context manager.

    Made by `create` or `open`; `logs` is the folder `vault/log`, the log lies in
    `vault/log/<device>/`.
    """

    recovery: Recovery | None = None
    """What an interrupted batch left behind, when there was one."""

    @classmethod
    def create(cls, logs: Path, key: DeviceKey, *, lock_seconds: float = LOCK_SECONDS) -> Self:
        """Start the log of a new device. Raises `LogExists`, `LogBusy`."""
        folder = logs / key.device
        lock = LogLock(key.folder, seconds=lock_seconds)
        try:
            if (folder / HEAD_FILE).exists():
                raise LogExists(f"{folder} already holds the log of this device. Open it.")
            folder.mkdir(parents=True, exist_ok=True)
            head = sign_checkpoint(size=0, root=EMPTY_ROOT, key=key.vkey, sign=key.sign)
            replace_durably(folder / KEY_FILE, f"{key.vkey.text}\n".encode())
            replace_durably(folder / HEAD_FILE, head.signed)
            sync_written([folder / HEAD_FILE])
            key.remember(head)
            return cls(folder, key, lock)
        except BaseException:
            lock.release(cleanly=False)
            raise

    @classmethod
    def open(cls, logs: Path, key: DeviceKey, *, lock_seconds: float = LOCK_SECONDS) -> Self:
        """Open to append. Raises `LogBusy`, `LogDamaged`, `LogRolledBack`, `LogForked`."""
        lock = LogLock(key.folder, seconds=lock_seconds)
        try:
            return cls(logs / key.device, key, lock)
        except BaseException:
            # The next one must look for an unfinished batch as well as this one did.
            lock.release(cleanly=False)
            raise

    def __init__(self, folder: Path, key: DeviceKey, lock: LogLock) -> None:
        super().__init__(folder, key.vkey)
        self._key = key
        self._lock = lock
        last = check_continuity(self, key)
        if lock.was_left_held or last != self._head or (folder / NEW_HEAD_FILE).exists():
            self._head, self.recovery = recover(self, last.size if last else 0)
        self._edge, self._unfinished_bundle = self.right_edge()
        if last != self._head:
            key.remember(self._head)

    def append(self, entries: Sequence[bytes], *, written: Iterable[Path] = ()) -> range:
        """Append one durable batch; return the positions of its entries.

        `written` are the files (objects, disclosures) this batch rests on: the same single sync
        makes them durable, before the head is signed. When this returns, the batch is acknowledged.
        When it raises `OSError` (a full disk), nothing was acknowledged and the log is closed.
        """
        if not self._lock.is_held:
            raise ValueError("This log was closed; open it again to append.")
        for entry in entries:
            if len(entry) > LONGEST_ENTRY:
                message = f"An entry of {len(entry)} bytes is longer than {LONGEST_ENTRY}."
                raise EntryTooLarge(message)
        try:
            return self._append_batch(entries, written)
        except BaseException:
            # Files of half a batch may lie there; the next opening finishes or discards them.
            self._lock.release(cleanly=False)
            raise

    def keep_checkpoint(self) -> Path:
        """Keep the current head in `checkpoints/<size>`, so that a later reader can compare."""
        kept = self.folder / KEPT_FOLDER / str(self.size)
        if not kept.exists():
            kept.parent.mkdir(exist_ok=True)
            replace_durably(kept, self._head.signed)
            sync_written([kept])
        return kept

    def close(self) -> None:
        """Let go of the lock."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _append_batch(self, entries: Sequence[bytes], written: Iterable[Path]) -> range:
        first = self.size
        edge = self._edge.copy()
        full = edge.add([leaf_hash(entry) for entry in entries])
        names = []
        for name, content in self._new_files(full, edge, entries):
            path = self.folder / name.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            names.append(name)
        sync_written([*written, *(self.folder / name.path for name in names)])
        if entries:
            key = self._key
            head = sign_checkpoint(size=edge.size, root=edge.root(), key=key.vkey, sign=key.sign)
            replace_durably(self.folder / HEAD_FILE, head.signed)
            self._head, self._edge = head, edge
            self._remove_superseded(names)
            key.remember(head)
        return range(first, self.size)

    def _new_files(
        self, full: list[Tile], edge: TreeEdge, entries: Sequence[bytes]
    ) -> Iterator[tuple[TileName, bytes]]:
        yield from self._new_bundles(entries)
        for tile in full:
            yield TileName(tile.level, tile.index), b"".join(tile.hashes)
        for tile in edge.partial_tiles():
            # A level that this batch did not reach keeps its file.
            if hashes_at(tile.level, edge.size) != hashes_at(tile.level, self.size):
                name = TileName(tile.level, tile.index, len(tile.hashes))
                yield name, b"".join(tile.hashes)

    def _new_bundles(self, entries: Sequence[bytes]) -> Iterator[tuple[TileName, bytes]]:
        taken = 0
        while taken < len(entries):
            index, held = divmod(self.size + taken, TILE_WIDTH)
            chunk = entries[taken : taken + TILE_WIDTH - held]
            taken += len(chunk)
            bundle = self._unfinished_bundle + join_entries(chunk)
            width = held + len(chunk)
            self._unfinished_bundle = b"" if width == TILE_WIDTH else bundle
            yield TileName(ENTRIES, index, width), bundle

    def _remove_superseded(self, names: list[TileName]) -> None:
        for name in names:
            partials = self.folder / f"{name.cut_to(TILE_WIDTH).path}.p"
            for path in list(partials.glob("*")):
                if path.name != str(name.width):
                    path.unlink()
            if name.width == TILE_WIDTH and partials.exists():
                partials.rmdir()
