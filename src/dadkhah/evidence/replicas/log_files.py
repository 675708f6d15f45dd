"""The files of a log, computed anew from its entries and proven against its head.

What leaves for a copy is never copied from tiles that nobody has looked at.
"""

from collections.abc import Iterator

from dadkhah.errors import LogDamaged
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.merkle import leaf_hash
from dadkhah.evidence.tlog.tiles import ENTRIES, TileName, join_entries, tile_names
from dadkhah.evidence.tlog.tree_edge import TILE_WIDTH, Tile, TreeEdge


def proven_tiles(reader: LogReader) -> list[tuple[str, bytes]]:
    """Return path and content of every hash tile; raises `LogDamaged` for a log that is not sound.

    Holds 32 bytes for each entry.
    """
    edge = TreeEdge()
    tiles: list[Tile] = []
    for name in tile_names(ENTRIES, reader.size):
        tiles += edge.add([leaf_hash(entry) for entry in _entries(reader, name)])
    if edge.root() != reader.head().root:
        raise LogDamaged(
            f"The entries in {reader.folder} do not give the signed head. Nothing of it was "
            "copied. `dadkhah vault verify` names what is wrong."
        )
    tiles += edge.partial_tiles()
    return [
        (TileName(tile.level, tile.index, len(tile.hashes)).path, b"".join(tile.hashes))
        for tile in tiles
    ]


def bundle_names(reader: LogReader) -> Iterator[TileName]:
    """Yield the entry bundles of the log as its head has them."""
    return tile_names(ENTRIES, reader.size)


def bundle(reader: LogReader, name: TileName) -> bytes:
    """Return the content of one entry bundle."""
    return join_entries(_entries(reader, name))


def _entries(reader: LogReader, name: TileName) -> list[bytes]:
    first = name.index * TILE_WIDTH
    return list(reader.entries(first, first + name.width))
