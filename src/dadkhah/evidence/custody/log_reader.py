"""Read a custody log of any device; no private key needed."""

from collections.abc import Iterator
from pathlib import Path

from dadkhah.errors import LogDamaged
from dadkhah.evidence.tlog.checkpoint import Checkpoint, read_checkpoint
from dadkhah.evidence.tlog.merkle import EMPTY_ROOT, leaf_hash, node_hash, root_of
from dadkhah.evidence.tlog.proofs import consistency_proof, inclusion_proof, split_of
from dadkhah.evidence.tlog.signed_note import VerifierKey
from dadkhah.evidence.tlog.tile_folder import NO_FILE, TileFolder
from dadkhah.evidence.tlog.tiles import ENTRIES, TileName, hashes_at, join_entries, levels_of
from dadkhah.evidence.tlog.tree_edge import TILE_BITS, TILE_WIDTH, TreeEdge

HEAD_FILE = "checkpoint"
KEY_FILE = "vkey"
KEPT_FOLDER = "checkpoints"


class LogReader:
    """A log as its signed head showed it when it was opened (`vault/log/<device>/`).

    Opening checks the signature on the head. Content is checked by `check_log`.
    """

    def __init__(
        self, folder: Path, vkey: VerifierKey | None = None, head: Checkpoint | None = None
    ) -> None:
        """Open for reading; without `vkey` the one in the folder is taken (and proves less).

        With `head` (a kept one) the log is read as it was then.
        Raises `LogDamaged`, `SignatureNotValid`, `KeyNotReadable`.
        """
        self.folder = folder
        self.vkey = vkey or VerifierKey.parse(_read(folder / KEY_FILE).decode(errors="replace"))
        self._head = head or read_checkpoint(_read(folder / HEAD_FILE), self.vkey)
        self._tiles = TileFolder(folder)

    @property
    def size(self) -> int:
        """The number of entries."""
        return self._head.size

    def head(self) -> Checkpoint:
        """The signed head."""
        return self._head

    def entry(self, index: int) -> bytes:
        """One entry; raises `IndexError` outside the log, `LogDamaged` if its file is not whole."""
        return next(self.entries(index, index + 1))

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The entries from `start` up to, not including, `stop` (default: all)."""
        for name, first, last in self._parts(ENTRIES, start, stop):
            yield from self._tiles.entries(name)[first:last]

    def leaf_hashes(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The leaf hashes from the level 0 tiles."""
        for name, first, last in self._parts(0, start, stop):
            yield from self._tiles.hashes(name)[first:last]

    def root_at(self, size: int) -> bytes:
        """The root the log had at `size`, from the few tiles at the right edge of that tree."""
        if not 0 <= size <= self.size:
            raise IndexError(f"The log has {self.size} entries, not yet {size}.")
        return self._root_between(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The RFC 9162 path of one entry to the root at `size` (default: the head)."""
        return inclusion_proof(index, self._at_most(size), self._root_between)

    def consistency_proof(self, old_size: int, size: int | None = None) -> tuple[bytes, ...]:
        """The RFC 9162 proof that the log at `size` extends the log at `old_size`."""
        return consistency_proof(old_size, self._at_most(size), self._root_between)

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The heads that were kept, smallest first; raises `SignatureNotValid` for a false one."""
        names = [p for p in (self.folder / KEPT_FOLDER).glob("*") if p.name.isdecimal()]
        return tuple(
            read_checkpoint(path.read_bytes(), self.vkey)
            for path in sorted(names, key=lambda path: int(path.name))
        )

    def right_edge(self) -> tuple[TreeEdge, bytes]:
        """The unfinished tiles and the unfinished bundle: what an append continues.

        Raises `LogDamaged` when they do not give the signed root.
        """
        edge = TreeEdge(self.size, [self._unfinished(level) for level in levels_of(self.size)])
        entries = list(self.entries(self.size - self.size % TILE_WIDTH))
        leaves = list(self.leaf_hashes(self.size - len(entries)))
        if edge.root() != self._head.root or [leaf_hash(entry) for entry in entries] != leaves:
            raise LogDamaged(f"The last tiles in {self.folder} do not give the signed head.")
        return edge, join_entries(entries)

    def _at_most(self, size: int | None) -> int:
        if size is not None and size > self.size:
            raise IndexError(f"The log has {self.size} entries, not yet {size}.")
        return self.size if size is None else size

    def _parts(
        self, level: int, start: int, stop: int | None
    ) -> Iterator[tuple[TileName, int, int]]:
        stop = self.size if stop is None else stop
        if not 0 <= start <= stop <= self.size:
            message = f"The log has entries 0 to {self.size - 1}, not {start} to {stop - 1}."
            raise IndexError(message)
        for index in range(start // TILE_WIDTH, -(-stop // TILE_WIDTH)):
            first = index * TILE_WIDTH
            yield self.tile(level, index), max(start - first, 0), min(stop - first, TILE_WIDTH)

    def tile(self, level: int, index: int) -> TileName:
        """The name of a tile as this head has it, full or partial."""
        width = min(hashes_at(level, self.size) - index * TILE_WIDTH, TILE_WIDTH)
        return TileName(level, index, width)

    def _unfinished(self, level: int) -> tuple[bytes, ...]:
        index, width = divmod(hashes_at(level, self.size), TILE_WIDTH)
        return self._tiles.hashes(TileName(level, index, width)) if width else ()

    def _root_between(self, start: int, stop: int) -> bytes:
        width = stop - start
        if width & (width - 1) == 0 and start % width == 0:
            level, height = divmod(width.bit_length() - 1, TILE_BITS)
            index, first = divmod(start >> TILE_BITS * level, TILE_WIDTH)
            return root_of(self._tiles.hashes(self.tile(level, index))[first : first + 2**height])
        middle = start + split_of(width)
        return node_hash(self._root_between(start, middle), self._root_between(middle, stop))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except NO_FILE:
        raise LogDamaged(f"{path} is missing. Restore it from another copy.") from None
