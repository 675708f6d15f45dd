"""Open the zip that an office file is, once its table of contents is fit to be read.

The checks run before anything is unpacked: how many parts, how large, how tightly packed. Python's
zip reader never gives more bytes of a part than the table says, so the sums hold for what is read.
"""

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import MIB, Options, Reason
from dadkhah.errors import FileNotDerivable

_MOST_PARTS = 10_000
_MOST_BYTES = 512 * MIB
_MOST_RATIO = 250
_SMALL = 8 * MIB  # what is smaller may be packed as tightly as it likes: an empty table is
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_IS_LOCKED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError,
    RuntimeError,
)  # fmt: skip


class Opened:
    """The parts of an office file. Their names are data: nothing is ever written under one."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        # Open Packaging Conventions: names of parts are the same in capitals and small letters.
        self._infos = {info.filename.lstrip("/").lower(): info for info in archive.infolist()}
        self.names = tuple(info.filename.lstrip("/") for info in self._infos.values())
        """All names, in the order of the file."""
        self.oddities = tuple(_oddities(archive.infolist()))
        """Sentences about names that no office program writes."""

    def has(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return name.lstrip("/").lower() in self._infos

    def size(self, name: str) -> int:
        """Return how many bytes the part has."""
        return self._infos[name.lstrip("/").lower()].file_size

    def part(self, name: str) -> bytes:
        """Return the bytes of a part. Raises `FileNotDerivable` when it is damaged."""
        try:
            return self._archive.read(self._infos[name.lstrip("/").lower()])
        except _BROKEN as error:
            message = f"The part {name[:200]!r} inside it is damaged: {error}."
            raise FileNotDerivable(Reason.DAMAGED, message) from error


@contextmanager
def opened(source: Path, options: Options) -> Iterator[Opened]:
    """Open it for reading. Raises `FileNotDerivable` for what is no zip, locked or a bomb."""
    try:
        archive = zipfile.ZipFile(source)
    except _BROKEN as error:
        message = f"It is no office file, or a damaged one: {error}."
        raise FileNotDerivable(Reason.NOT_THIS_KIND, message) from error
    with archive:
        _check(archive.infolist(), options)
        yield Opened(archive)


def _check(parts: Sequence[zipfile.ZipInfo], options: Options) -> None:
    most_parts = int(number_of(options, "most_parts", _MOST_PARTS))
    most_bytes = int(number_of(options, "most_bytes", _MOST_BYTES))
    if len(parts) > most_parts:
        message = f"It has {len(parts)} parts inside; up to {most_parts} are read."
        raise FileNotDerivable(Reason.TOO_LARGE, message)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > most_bytes:
        message = f"Unpacked it would have {unpacked} bytes; up to {most_bytes} are read."
        raise FileNotDerivable(Reason.TOO_LARGE, message)
    for part in parts:
        _check_part(part)


def _check_part(part: zipfile.ZipInfo) -> None:
    name = repr(part.filename[:200])
    if part.flag_bits & _IS_LOCKED:
        message = f"The part {name} inside it is locked with a password."
        raise FileNotDerivable(Reason.PASSWORD, message)
    if part.compress_type not in _PACKED:
        message = f"The part {name} inside it is packed as no office program packs."
        raise FileNotDerivable(Reason.DAMAGED, message)
    if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(1, part.compress_size):
        message = (
            f"The part {name} inside it grows from {part.compress_size} to {part.file_size} bytes,"
            " as no document does."
        )
        raise FileNotDerivable(Reason.TOO_LARGE, message)


def _oddities(parts: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    counted = Counter(part.filename.lstrip("/").lower() for part in parts)
    twice = [name for name, count in counted.items() if count > 1]
    if twice:
        yield (
            f"{len(twice)} names stand in it more than once, so that programs may show different"
            f" things; the last is read here: {', '.join(map(repr, twice[:5]))}."
        )
    for part in parts:
        path = PurePosixPath(part.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or "\0" in part.orig_filename:
            yield f"A part has a name that no office program writes: {part.orig_filename[:200]!r}."
