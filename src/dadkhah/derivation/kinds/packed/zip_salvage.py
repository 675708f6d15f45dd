"""What is whole in a zip archive without an index: the rest of one that broke off."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dadkhah.derivation.kinds.packed.entries import PIECE, Entry, Kind, Poured, Sink, Wanted
from dadkhah.derivation.kinds.packed.names import decoded_name
from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable

_HEADER = struct.Struct("<4s5H3L2H")
_SIGNATURE = b"PK\x03\x04"
_LOCKED, _SIZES_FOLLOW, _UTF_8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_IN_ZIP64 = 0xFFFFFFFF
_ZIP64 = 1
_AFTER = (b"PK\x07\x08", _SIGNATURE, b"PK\x01\x02", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class _Header:
    """The header before a content."""

    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    name: bytes

    def entry(self) -> Entry:
        name, guessed = decoded_name(self.name)
        kind = Kind.FOLDER if name.endswith(("/", "\\")) else Kind.FILE
        unreadable = "locked" if self.flags & _LOCKED else ""
        if self.method not in (_STORED, _DEFLATED):
            unreadable = unreadable or "method"
        guessed = "" if self.flags & _UTF_8 else guessed
        return Entry(name, kind, self.size, guessed=guessed, unreadable=unreadable)


class ZipRemains:
    """The entries of a zip from its beginning, until one is not whole."""

    form = "zip"
    has_index = False

    def __init__(self, source: Path) -> None:
        self._source = source
        with source.open("rb") as file:
            if _header(file) is None:
                raise FileNotDerivable(Reason.DAMAGED, "Its index and its first file are broken.")

    def pour(self, wanted: Wanted) -> Poured:
        """Pour every file that is whole by its own checksum; end at the first that is not."""
        damaged: list[str] = []
        with self._source.open("rb") as file:
            while (header := _header(file)) is not None:
                entry = header.entry()
                sink = wanted(entry)
                if not _pour_one(file, header, sink):
                    damaged.append(entry.name)
                    break
        return Poured(is_truncated=True, damaged=tuple(damaged))


def _header(file: IO[bytes]) -> _Header | None:
    read = file.read(_HEADER.size)
    if len(read) < _HEADER.size or not read.startswith(_SIGNATURE):
        return None
    _, _, flags, method, _, _, checksum, packed, size, name_length, extra = _HEADER.unpack(read)
    name = file.read(name_length)
    rest = file.read(extra)
    if _IN_ZIP64 in (packed, size) and rest[:2] == struct.pack("<H", _ZIP64) and len(rest) >= 20:  # noqa: PLR2004
        size, packed = struct.unpack_from("<QQ", rest, 4)
    return _Header(flags, method, checksum, packed, size, name)


def _pour_one(file: IO[bytes], header: _Header, sink: Sink | None) -> bool:
    """Return whether the file came out whole and the next header can be found."""
    follows = bool(header.flags & _SIZES_FOLLOW) and header.packed == 0
    if header.entry().unreadable or (follows and header.method == _STORED):
        if sink is not None:
            sink.drop()
        return not follows and _skipped(file, header.packed)
    if header.method == _STORED:
        checksum = _stored(file, header.packed, sink)
    else:
        checksum = _inflated(file, sink)
    said = _checksum_after(file) if header.flags & _SIZES_FOLLOW else header.checksum
    is_whole = checksum is not None and checksum == said
    if sink is not None:
        (sink.close if is_whole else sink.drop)()
    return is_whole


def _skipped(file: IO[bytes], size: int) -> bool:
    while size > 0 and (piece := file.read(min(PIECE, size))):
        size -= len(piece)
    return size == 0


def _stored(file: IO[bytes], size: int, sink: Sink | None) -> int | None:
    checksum = 0
    while size > 0:
        piece = file.read(min(PIECE, size))
        if not piece:
            return None
        checksum = zlib.crc32(piece, checksum)
        size -= len(piece)
        if sink is not None:
            sink.write(piece)
    return checksum


def _inflated(file: IO[bytes], sink: Sink | None) -> int | None:
    """Inflate to the end of the stream, wherever that is, and leave the file behind it."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    checksum = 0
    try:
        while not stream.eof:
            packed = stream.unconsumed_tail or file.read(PIECE)
            if not packed:
                return None
            piece = stream.decompress(packed, PIECE)
            checksum = zlib.crc32(piece, checksum)
            if sink is not None and piece:
                sink.write(piece)
    except zlib.error:
        return None
    file.seek(-len(stream.unused_data), 1)
    return checksum


def _checksum_after(file: IO[bytes]) -> int | None:
    """Read what follows a content: a checksum and two sizes, of four or of eight bytes."""
    start = file.tell()
    read = file.read(28)
    at = 4 if read.startswith(_AFTER[0]) else 0
    for length in (12, 20):
        after = read[at + length : at + length + 4]
        if after in _AFTER or (len(read) == at + length):
            file.seek(start + at + length)
            return int.from_bytes(read[at : at + 4], "little")
    return None
