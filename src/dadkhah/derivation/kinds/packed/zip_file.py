"""Zip archives by their index (APPNOTE.TXT 6.3): zip64, names in old code pages, overlaps."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IFMT, S_ISDIR, S_ISLNK, S_ISREG
from typing import IO

from dadkhah.derivation.kinds.packed.entries import PIECE, Entry, Kind, Poured, Sink, Wanted
from dadkhah.derivation.kinds.packed.names import decoded_name
from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable

_LOCKED, _UTF_8 = 0x1, 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_LOCAL_HEADER = 30  # bytes, before the name
_UNIX = 3
_EXTRA_TIME, _EXTRA_NAME = 0x5455, 0x7075  # of Info-ZIP: time in UTC, name in UTF-8
_HAS_MODIFIED = 1
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What reading one entry may raise."""


class ZipContainer:
    """A zip archive whose index can be read; else the constructor raises `zipfile.BadZipFile`."""

    form = "zip"
    has_index = True

    def __init__(self, source: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(source)
        except (struct.error, ValueError, NotImplementedError, OverflowError) as error:
            raise zipfile.BadZipFile(str(error)) from error
        self._source = source

    def pour(self, wanted: Wanted) -> Poured:
        """Go through the entries in the order of the index."""
        listed = [(info, _entry(info)) for info in self._archive.infolist()]
        asked = [(info, entry.name, wanted(entry)) for info, entry in listed]
        sinks = [(info, name, sink) for info, name, sink in asked if sink is not None]
        _refuse_overlaps(self._source, [info for info, _, _ in sinks])
        damaged = [name for info, name, sink in sinks if not self._pour_one(info, sink)]
        return Poured(decoded_name(self._archive.comment)[0], damaged=tuple(damaged))

    def _pour_one(self, info: zipfile.ZipInfo, sink: Sink) -> bool:
        try:
            with self._archive.open(info) as stream:
                copy(stream, sink)
        except BROKEN:
            sink.drop()
            return False
        sink.close()
        return True


def copy(stream: IO[bytes], sink: Sink) -> None:
    """Write what a stream gives into a sink, piece by piece."""
    while piece := stream.read(PIECE):
        sink.write(piece)


def _entry(info: zipfile.ZipInfo) -> Entry:
    name, guessed = _name(info)
    unreadable = "locked" if info.flag_bits & _LOCKED else ""
    if not unreadable and info.compress_type not in _METHODS:
        unreadable = "method"
    return Entry(name, _kind(info), info.file_size, _modified(info), guessed, unreadable)


def _name(info: zipfile.ZipInfo) -> tuple[str, str]:
    # `filename` is cut at a NUL and has other slashes on Windows; this is as it stands there.
    name = info.orig_filename
    if info.flag_bits & _UTF_8:
        return name, ""
    own = dict(_extras(info.extra)).get(_EXTRA_NAME, b"")[5:]  # after a version and a checksum
    return decoded_name(own or name.encode("cp437"))


def _kind(info: zipfile.ZipInfo) -> Kind:
    mode = info.external_attr >> 16 if info.create_system == _UNIX else 0
    if S_ISLNK(mode):
        return Kind.LINK
    if info.orig_filename.endswith(("/", "\\")) or S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.DEVICE if S_IFMT(mode) and not S_ISREG(mode) else Kind.FILE


def _modified(info: zipfile.ZipInfo) -> str:
    """The time in UTC where the archive has one; else by the clock of whoever packed it."""
    stamp = dict(_extras(info.extra)).get(_EXTRA_TIME, b"")
    if len(stamp) >= 5 and stamp[0] & _HAS_MODIFIED:  # noqa: PLR2004 - flags and four bytes
        seconds = int.from_bytes(stamp[1:5], "little", signed=True)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        return datetime(*info.date_time).isoformat()  # noqa: DTZ001 - a zip has no zone
    except ValueError:
        return ""


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:  # noqa: PLR2004 - a number and a length
        number, length = struct.unpack_from("<HH", extra)
        yield number, extra[4 : 4 + length]
        extra = extra[4 + length :]


def _refuse_overlaps(source: Path, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse an archive in which one stretch of bytes is the content of several entries.

    So a bomb needs no second archive in it: David Fifield, "A better zip bomb" (WOOT 2019).
    """
    ordered = sorted(entries, key=lambda info: info.header_offset)
    ends_at = 0
    with source.open("rb") as file:
        for info in ordered:
            if info.header_offset < ends_at:
                raise FileNotDerivable(
                    Reason.DAMAGED,
                    "Files in it lie over one another, as in a bomb made to fill a disk. Nothing "
                    "was taken out of it.",
                )
            ends_at = info.header_offset + _LOCAL_HEADER + info.compress_size
            ends_at += _name_and_extra(file, info.header_offset)


def _name_and_extra(file: IO[bytes], at: int) -> int:
    file.seek(max(0, at))
    header = file.read(_LOCAL_HEADER)
    return sum(struct.unpack_from("<HH", header, 26)) if len(header) == _LOCAL_HEADER else 0
