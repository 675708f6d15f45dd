"""Find which entries and tiles of a log are not those its signed head covers.

The log is rebuilt from its leaf hashes. When the rebuilt root is the signed one, the hashes it was
rebuilt from are the truth, and every file that says otherwise is named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dadkhah.evidence.custody.log_reader import HEAD_FILE, LogReader
from dadkhah.evidence.tlog.merkle import leaf_hash
from dadkhah.evidence.tlog.tile_folder import NO_FILE
from dadkhah.evidence.tlog.tiles import (
    ENTRIES,
    TileName,
    join_entries,
    split_entries,
    split_hashes,
    tile_names,
)
from dadkhah.evidence.tlog.tree_edge import TILE_WIDTH, Tile, TreeEdge


@dataclass(frozen=True, slots=True)
class LogProblem:
    """One thing wrong with a log: a stable code, where, and a sentence for a person."""

    code: str
    subject: str
    message: str


def check_content(reader: LogReader) -> list[LogProblem]:
    """Compare entries and tiles with each other and with the signed head of `reader`."""
    names = list(tile_names(ENTRIES, reader.size))
    from_tiles = _Rebuilt(reader)
    differing: list[LogProblem] = []
    for name in names:
        found, problems = _read_bundle(reader.folder, name)
        leaves = _read_tile(reader.folder, TileName(0, name.index, name.width))
        leaves = leaves if len(leaves) == name.width else found
        from_tiles.add(leaves)
        differing += [*_compare(name, leaves, found), *problems]
    if from_tiles.is_signed():
        return [*differing, *from_tiles.problems()]
    from_entries = _Rebuilt(reader)
    for name in names:
        from_entries.add(_read_bundle(reader.folder, name)[0])
    if from_entries.is_signed():
        odd = [problem for problem in differing if problem.code == "bytes-added"]
        return [*odd, *from_entries.problems()]
    message = "The entries do not give the signed head: the log was rewritten, or the head replaced"
    message += " by that of another log."
    head = LogProblem("head-mismatch", HEAD_FILE, message)
    return [head, *differing, *from_tiles.problems()]


class _Rebuilt:
    """A tree grown anew from leaf hashes, and the tile files that are not what it gives."""

    def __init__(self, reader: LogReader) -> None:
        self._reader = reader
        self._edge = TreeEdge()
        self._wrong: list[Tile] = []

    def add(self, leaves: list[bytes]) -> None:
        self._compare(self._edge.add(leaves))

    def is_signed(self) -> bool:
        return self._edge.root() == self._reader.head().root

    def problems(self) -> Iterator[LogProblem]:
        self._compare(self._edge.partial_tiles())
        for tile in self._wrong:
            path = TileName(tile.level, tile.index, len(tile.hashes)).path
            if (self._reader.folder / path).is_file():
                message = "The hashes in this tile are not those of the entries below it."
                yield LogProblem("tile-changed", path, message)
            else:
                yield LogProblem("tile-missing", path, "This tile of the log is missing.")

    def _compare(self, tiles: Iterable[Tile]) -> None:
        for tile in tiles:
            name = TileName(tile.level, tile.index, len(tile.hashes))
            if _read(self._reader.folder, name) != b"".join(tile.hashes):
                self._wrong.append(tile)


def _compare(name: TileName, leaves: list[bytes], found: list[bytes]) -> Iterator[LogProblem]:
    """Name the entries of one bundle that are not the ones their leaf hashes were made from."""
    missing, extra = Counter(leaves) - Counter(found), Counter(found) - Counter(leaves)
    if missing and not extra:
        lost = [i for i, leaf in enumerate(leaves) if leaf in missing]
        yield from _named(name, lost, "entry-removed", "removed")
    elif extra and not missing:
        new = [i for i, leaf in enumerate(found) if leaf in extra]
        yield from _named(name, new, "entry-added", "added")
    elif leaves != found:
        moved = [i for i, leaf in enumerate(leaves) if found[i : i + 1] != [leaf]]
        code = "entry-changed" if missing else "entry-reordered"
        yield from _named(name, moved, code, "changed" if missing else "moved")


def _named(name: TileName, places: list[int], code: str, what: str) -> Iterator[LogProblem]:
    first = name.index * TILE_WIDTH
    for start, stop in _runs(places):
        subject, verb = f"entry {first + start}", "was"
        if stop > start:
            subject, verb = f"entries {first + start}-{first + stop}", "were"
        message = f"{subject.capitalize()} in {name.path} {verb} {what}."
        yield LogProblem(code, subject, message)


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Join neighbouring places into first-last pairs."""
    start = 0
    for i, place in enumerate(places):
        if i + 1 == len(places) or places[i + 1] != place + 1:
            yield places[start], place
            start = i + 1


def _read_bundle(folder: Path, name: TileName) -> tuple[list[bytes], list[LogProblem]]:
    bundle = _read(folder, name)
    if bundle is None:
        return [], [LogProblem("bundle-missing", name.path, "These entries are missing.")]
    entries = split_entries(bundle)
    surplus = len(bundle) - len(join_entries(entries))
    message = f"{surplus} bytes after the last whole entry belong to no entry."
    problems = [LogProblem("bytes-added", name.path, message)] if surplus else []
    return [leaf_hash(entry) for entry in entries], problems


def _read_tile(folder: Path, name: TileName) -> list[bytes]:
    return split_hashes(_read(folder, name) or b"")


def _read(folder: Path, name: TileName) -> bytes | None:
    try:
        return (folder / name.path).read_bytes()
    except NO_FILE:
        return None
