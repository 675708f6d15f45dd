"""Finish or discard the batch that a crash interrupted.

Nothing a signed head covers is ever touched here.
"""

from dataclasses import dataclass

from dadkhah.errors import CustodyError
from dadkhah.evidence.custody.log_reader import HEAD_FILE, KEPT_FOLDER, LogReader
from dadkhah.evidence.durability import move_durably
from dadkhah.evidence.tlog.checkpoint import Checkpoint, read_checkpoint
from dadkhah.evidence.tlog.merkle import leaf_hash
from dadkhah.evidence.tlog.tiles import ENTRIES, read_tile_path, split_entries
from dadkhah.evidence.tlog.tree_edge import TILE_WIDTH

NEW_HEAD_FILE = f"{HEAD_FILE}.new"


@dataclass(frozen=True, slots=True)
class Recovery:
    """Reported by `CustodyLog.open` when the last batch was cut short."""

    completed_entries: int
    """Entries that were durable and signed; the batch was finished for the writer."""
    discarded_entries: int
    """Entries never acknowledged to anyone; removed."""
    removed_files: tuple[str, ...]

    def __str__(self) -> str:
        """One sentence for the custodian."""
        if self.completed_entries:
            return (
                f"The last batch was interrupted after it was signed: its {self.completed_entries}"
                " entries are in the log."
            )
        return (
            f"The last batch was interrupted before it was signed: {self.discarded_entries} whole"
            f" entries, in {len(self.removed_files)} files, were discarded. Nobody had been told"
            " that they were in the log. What was being received or recorded must be done again."
        )


def recover(reader: LogReader, acknowledged: int) -> tuple[Checkpoint, Recovery | None]:
    """Repair what a crash left in the folder of `reader`; return the head and what was done.

    `acknowledged` is the size of the log up to which the device remembers its heads.
    """
    head = reader.head()
    signed = _signed_before_the_crash(reader)
    if signed is not None:
        head = signed
        move_durably(reader.folder / NEW_HEAD_FILE, reader.folder / HEAD_FILE)
    beyond, discarded = _left_over(reader, head.size)
    for path in beyond:
        (reader.folder / path).unlink()
    for partials in (reader.folder / "tile").rglob("*.p"):
        if not any(partials.iterdir()):
            partials.rmdir()
    if head.size > acknowledged or beyond:
        return head, Recovery(head.size - acknowledged, discarded, beyond)
    return head, None


def _signed_before_the_crash(reader: LogReader) -> Checkpoint | None:
    """Return the new head if it is whole and its tiles are, so that it must not be signed anew."""
    new = reader.folder / NEW_HEAD_FILE
    if not new.exists():
        return None
    try:
        head = read_checkpoint(new.read_bytes(), reader.vkey)
        ahead, old = LogReader(reader.folder, reader.vkey, head), reader.head()
        added = zip(ahead.entries(old.size), ahead.leaf_hashes(old.size), strict=True)
        is_whole = (
            head.size > old.size
            and all(leaf_hash(entry) == leaf for entry, leaf in added)
            and ahead.root_at(old.size) == old.root
            and ahead.root_at(head.size) == head.root
        )
    except CustodyError:
        return None  # torn: it was never whole on the disk, so nobody can have seen it
    return head if is_whole else None


def _left_over(reader: LogReader, size: int) -> tuple[tuple[str, ...], int]:
    """Return the files that no head of `size` needs, and how many entries beyond it they hold."""
    left = [reader.folder / NEW_HEAD_FILE, *(reader.folder / KEPT_FOLDER).glob("*.new")]
    paths = [path.relative_to(reader.folder).as_posix() for path in left if path.exists()]
    last_entry = size
    for file in (reader.folder / "tile").rglob("*"):
        path = file.relative_to(reader.folder).as_posix()
        # A file that is no tile was not left by a crash: `check_log` reports it.
        name = read_tile_path(path) if file.is_file() else None
        if name and (name.is_beyond(size) or name.is_superseded(size)):
            paths.append(path)
            if name.level == ENTRIES:
                held = len(split_entries(file.read_bytes()))
                last_entry = max(last_entry, name.index * TILE_WIDTH + held)
    return tuple(sorted(paths)), last_entry - size
