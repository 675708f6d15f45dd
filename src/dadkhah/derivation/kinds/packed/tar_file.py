"""Tar archives, also those packed by gzip, bzip2 or xz, read once from the beginning to the end."""

import tarfile
from datetime import UTC, datetime
from pathlib import Path

from dadkhah.derivation.kinds.packed.entries import PIECE, Entry, Kind, Poured, Sink, Wanted
from dadkhah.derivation.kinds.packed.names import unsurrogated
from dadkhah.derivation.kinds.packed.streams import packing_of, unpacked
from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable

_BLOCK = tarfile.BLOCKSIZE
_BROKEN = (tarfile.TarError, ValueError, OSError, IndexError, OverflowError)


class TarContainer:
    """A tar archive; the constructor raises `FileNotDerivable` when its first block is none."""

    has_index = False

    def __init__(self, source: Path) -> None:
        self._source = source
        self._packing = packing_of(source)
        self.form = f"tar, {self._packing}" if self._packing else "tar"
        if not is_tar(source):
            raise FileNotDerivable(Reason.NOT_THIS_KIND, "It is no tar archive.")

    def pour(self, wanted: Wanted) -> Poured:
        """Go through the entries in the order they are written in."""
        damaged: list[str] = []
        with self._source.open("rb") as file:
            stream = unpacked(file, self._packing)
            ended = False
            try:
                # A stream: nothing is looked up again, so links lead nowhere.
                with tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as archive:
                    for info in archive:
                        # It keeps all that it passed, to look it up: a list without end.
                        archive.members = []  # type: ignore[attr-defined]
                        entry = _entry(info)
                        sink = wanted(entry)
                        if sink is not None and not _pour_one(archive, info, sink):
                            damaged.append(entry.name)
                    ended = True
            except _BROKEN:
                ended = False
        is_truncated = not ended or stream.is_broken or bool(damaged)
        return Poured(is_truncated=is_truncated, damaged=tuple(damaged))


def is_tar(source: Path) -> bool:
    """Return whether a file, or the stream packed in it, begins with the header of a tar entry."""
    with source.open("rb") as file:
        block = unpacked(file, packing_of(source)).read(_BLOCK)
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return False
    return True


def _pour_one(archive: tarfile.TarFile, info: tarfile.TarInfo, sink: Sink) -> bool:
    """Pour a file; it is whole when it has as many bytes as its header says."""
    left = info.size
    try:
        stream = archive.extractfile(info)
        while stream is not None and left > 0 and (piece := stream.read(min(PIECE, left))):
            sink.write(piece)
            left -= len(piece)
    except _BROKEN:
        left = max(left, 1)
    (sink.drop if left else sink.close)()
    return left == 0


def _entry(info: tarfile.TarInfo) -> Entry:
    name, guessed = unsurrogated(info.name)
    return Entry(name, _kind(info), info.size, _modified(info.mtime), guessed)


def _kind(info: tarfile.TarInfo) -> Kind:
    if info.isdir():
        return Kind.FOLDER
    if info.issym() or info.islnk():
        return Kind.LINK
    return Kind.FILE if info.isreg() else Kind.DEVICE


def _modified(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
