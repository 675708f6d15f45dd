"""One stream packed by gzip, bzip2 or xz: opened by its first bytes, and read as far as it goes."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from dadkhah.derivation.kinds.packed.entries import PIECE


class _Readable(Protocol):
    def read1(self, size: int, /) -> bytes: ...


_Opener = Callable[[io.BufferedReader], _Readable]
_OPENERS: Mapping[bytes, tuple[str, _Opener]] = {
    b"\x1f\x8b": ("gzip", lambda file: gzip.GzipFile(fileobj=file)),
    b"BZh": ("bzip2", bz2.BZ2File),
    b"\xfd7zXZ\0": ("xz", lzma.LZMAFile),
}
BROKEN_STREAM = (EOFError, OSError, zlib.error, lzma.LZMAError)
"""What reading a packed stream may raise."""


class WholeStream(io.RawIOBase):
    """A packed stream that ends where it breaks, instead of raising, and tells so."""

    def __init__(self, packed: _Readable) -> None:
        self._packed = packed
        self.is_broken = False

    def readable(self) -> bool:
        """It can only be read."""
        return True

    def read(self, size: int = PIECE) -> bytes:
        """Return `size` bytes, fewer at the end or where it breaks, then nothing."""
        whole = bytearray()
        try:
            # Small steps: one that raises takes nothing with it that came before.
            while not self.is_broken and (left := size - len(whole)) > 0:
                if not (piece := self._packed.read1(left)):
                    break
                whole += piece
        except BROKEN_STREAM:
            self.is_broken = True
        return bytes(whole)


def packing_of(source: Path) -> str:
    """Return "gzip", "bzip2" or "xz"; nothing for what is not packed as one stream."""
    with source.open("rb") as file:
        start = file.read(6)
    return next((form for sign, (form, _) in _OPENERS.items() if start.startswith(sign)), "")


def unpacked(file: io.BufferedReader, form: str) -> WholeStream:
    """Return what a packed stream holds; what is not packed is returned as it is."""
    opener = next((opener for name, opener in _OPENERS.values() if name == form), None)
    return WholeStream(opener(file) if opener else file)
