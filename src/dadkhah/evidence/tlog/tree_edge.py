"""Grow a tree of any size while holding only its right edge: the tiles not yet full."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from dadkhah.evidence.tlog.merkle import root_of

TILE_WIDTH = 256
TILE_BITS = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """Up to 256 neighbouring hashes of one level of the tree (C2SP tlog-tiles)."""

    level: int
    index: int
    hashes: Sequence[bytes]


class TreeEdge:
    """The unfinished tiles of a tree. Cost and memory do not depend on its size."""

    def __init__(self, size: int = 0, levels: Sequence[Sequence[bytes]] = ()) -> None:
        self.size = size
        self._levels = [list(hashes) for hashes in levels] or [[]]

    def copy(self) -> Self:
        """Return an edge that can grow apart from this one."""
        return type(self)(self.size, self._levels)

    def add(self, leaves: Sequence[bytes]) -> list[Tile]:
        """Add leaf hashes; return the tiles that became full, each before the one above it."""
        full: list[Tile] = []
        taken = 0
        while taken < len(leaves):
            lowest = self._levels[0]
            chunk = leaves[taken : taken + TILE_WIDTH - len(lowest)]
            lowest += chunk
            taken += len(chunk)
            self.size += len(chunk)
            self._close_full(full)
        return full

    def partial_tiles(self) -> list[Tile]:
        """Return the unfinished tiles, lowest level first."""
        return [
            Tile(level, self.size >> TILE_BITS * (level + 1), tuple(hashes))
            for level, hashes in enumerate(self._levels)
            if hashes
        ]

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        hashes: list[bytes] = []
        for level in self._levels:
            # What is unfinished below is the last, smaller subtree of this level.
            below = [root_of(hashes)] if hashes else []
            hashes = [*level, *below]
        return root_of(hashes)

    def _close_full(self, full: list[Tile]) -> None:
        level = 0
        while len(self._levels[level]) == TILE_WIDTH:
            hashes, self._levels[level] = self._levels[level], []
            full.append(Tile(level, (self.size >> TILE_BITS * (level + 1)) - 1, hashes))
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(root_of(hashes))
