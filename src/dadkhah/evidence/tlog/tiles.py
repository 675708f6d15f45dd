"""Names and contents of the files of a tiled log (C2SP tlog-tiles)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dadkhah.evidence.tlog.merkle import HASH_BYTES
from dadkhah.evidence.tlog.tree_edge import TILE_BITS, TILE_WIDTH

LONGEST_ENTRY = 0xFFFF
ENTRIES = -1
"""The level under which the entry bundles are named here; tlog-tiles calls it `entries`."""

_HIGHEST_LEVEL = 63
_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class TileName:
    """Which tile or entry bundle a file holds."""

    level: int
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """The file's path in the folder of the log, with `/` between its parts."""
        groups = [f"{self.index % 1000:03d}"]
        rest = self.index // 1000
        while rest:
            groups.insert(0, f"x{rest % 1000:03d}")
            rest //= 1000
        level = "entries" if self.level == ENTRIES else str(self.level)
        suffix = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{level}/{'/'.join(groups)}{suffix}"

    def cut_to(self, width: int) -> "TileName":
        """Return the name of the same tile at another width."""
        return TileName(self.level, self.index, width)

    def is_beyond(self, size: int) -> bool:
        """Say whether a log of `size` entries has no such tile, nor a wider one."""
        return self.index * TILE_WIDTH + self.width > hashes_at(self.level, size)

    def is_superseded(self, size: int) -> bool:
        """Say whether a log of `size` entries has this tile, but wider."""
        full, width = divmod(hashes_at(self.level, size), TILE_WIDTH)
        return self.width < (TILE_WIDTH if self.index < full else width * (self.index == full))


def read_tile_path(path: str) -> TileName | None:
    """Return what the file at `path` should hold; None when it is no name of a tile."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    level = ENTRIES if match["level"] == "entries" else int(match["level"])
    index = int(re.sub("[x/]", "", match["index"]))
    name = TileName(level, index, int(match["width"] or TILE_WIDTH))
    # A second spelling of the same tile (x000/001, .p/256, level 70) is no name either.
    return name if level <= _HIGHEST_LEVEL and name.path == path else None


def hashes_at(level: int, size: int) -> int:
    """Return how many hashes (or entries) a log of `size` has at a level."""
    return size >> TILE_BITS * max(level, 0)


def tile_names(level: int, size: int) -> Iterator[TileName]:
    """Return the tiles that a log of `size` has at a level, the partial one last."""
    full, width = divmod(hashes_at(level, size), TILE_WIDTH)
    for index in range(full):
        yield TileName(level, index)
    if width:
        yield TileName(level, full, width)


def levels_of(size: int) -> range:
    """Return the levels on which a log of `size` has tiles."""
    return range((size.bit_length() + TILE_BITS - 1) // TILE_BITS)


def join_entries(entries: Sequence[bytes]) -> bytes:
    """Return an entry bundle: each entry with its length before it."""
    return b"".join([part for entry in entries for part in (len(entry).to_bytes(2), entry)])


def split_entries(bundle: bytes) -> list[bytes]:
    """Return the entries of a bundle; what is left after the last whole one is left out."""
    entries = []
    position = 0
    while position + 2 <= len(bundle):
        start = position + 2
        position = start + int.from_bytes(bundle[position:start])
        if position <= len(bundle):
            entries.append(bundle[start:position])
    return entries


def split_hashes(tile: bytes) -> list[bytes]:
    """Return the whole hashes of a tile."""
    whole = len(tile) - len(tile) % HASH_BYTES
    return [tile[i : i + HASH_BYTES] for i in range(0, whole, HASH_BYTES)]
