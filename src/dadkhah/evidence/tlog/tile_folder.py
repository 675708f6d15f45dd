"""Read the tiles and entry bundles of a log from its folder."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from dadkhah.errors import LogDamaged
from dadkhah.evidence.tlog.tiles import (
    ENTRIES,
    TileName,
    split_entries,
    split_hashes,
)
from dadkhah.evidence.tlog.tree_edge import TILE_WIDTH

NO_FILE = (FileNotFoundError, IsADirectoryError, NotADirectoryError)
"""What reading a file raises when there is none, or something else in its place."""

_TILES_HELD = 64
_TRIES = 3


class TileFolder:
    """The tiles under one folder. A partial tile that has grown meanwhile is cut from the wider."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hashes: Callable[[TileName], tuple[bytes, ...]] = lru_cache(_TILES_HELD)(self._hashes)
        """The hashes of a tile; raises `LogDamaged` when there are fewer than its name says."""

    def entries(self, name: TileName) -> list[bytes]:
        """Return the entries of a bundle; raises `LogDamaged` when there are fewer."""
        return self._whole(name, split_entries(self._read(name)))

    def _hashes(self, name: TileName) -> tuple[bytes, ...]:
        return tuple(self._whole(name, split_hashes(self._read(name))))

    def _whole(self, name: TileName, parts: list[bytes]) -> list[bytes]:
        if len(parts) < name.width:
            kind = "entries" if name.level == ENTRIES else "hashes"
            message = f"{self.folder / name.path} holds {len(parts)} {kind} of {name.width}."
            raise LogDamaged(message)
        return parts[: name.width]

    def _read(self, name: TileName) -> bytes:
        # The writer may replace a partial tile by a wider one between two of our steps.
        for _ in range(_TRIES):
            for path in (name.path, *self._wider(name)):
                try:
                    return (self.folder / path).read_bytes()
                except NO_FILE:
                    continue
        message = f"{self.folder / name.path} is missing. Restore it from another copy."
        raise LogDamaged(message)

    def _wider(self, name: TileName) -> list[str]:
        full = name.cut_to(TILE_WIDTH)
        partials = self.folder / f"{full.path}.p"
        widths = (int(p.name) for p in partials.glob("*") if p.name.isdecimal())
        wider = sorted((width for width in widths if width > name.width), reverse=True)
        return [full.path, *(name.cut_to(width).path for width in wider)]
