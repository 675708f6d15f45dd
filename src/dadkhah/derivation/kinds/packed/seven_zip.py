"""7z archives through py7zr, which is given names of our own and writes to no path of theirs."""

import zlib
from pathlib import Path
from threading import Thread
from typing import Any

import py7zr
from py7zr.compressor import SupportedMethods
from py7zr.exceptions import PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from dadkhah.derivation.kinds.packed.entries import Entry, Kind, Poured, Sink, Wanted
from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable


class SevenZipContainer:
    """A 7z archive whose index can be read; else the constructor raises `FileNotDerivable`."""

    form = "7z"
    has_index = True

    def __init__(self, source: Path) -> None:
        self._source = source

    def pour(self, wanted: Wanted) -> Poured:
        """Go through the entries; each block of the archive is unpacked once."""
        # An open file, not a path: py7zr then starts no threads.
        with self._source.open("rb") as file:
            archive = _opened(file)
            wells: dict[str, _Well] = {}
            for number, one in enumerate(getattr(archive, "files", ())):
                entry = _entry(one)
                sink = wanted(entry)
                own = one._file_info["filename"] = f"m{number}"
                if sink is not None:
                    wells[own] = _Well(entry.name, sink, one.uncompressed, one.crc32)
            is_whole = not wells or _extracted(archive, _Wells(wells))
        for well in wells.values():
            well.end()
        broken = tuple(well.name for well in wells.values() if not well.is_whole)
        return Poured(is_truncated=not is_whole, damaged=broken)


def _opened(file: Any) -> py7zr.SevenZipFile:  # noqa: ANN401 - what py7zr takes
    try:
        return py7zr.SevenZipFile(file)
    except PasswordRequired as error:
        message = "It is locked with a password, even the names inside."
        raise FileNotDerivable(Reason.PASSWORD, message) from error
    except MemoryError:
        raise
    except Exception as error:  # py7zr raises what the broken place happens to raise
        message = f"Its index cannot be read: {error!r}"[:300]
        raise FileNotDerivable(Reason.DAMAGED, message) from error


def _extracted(archive: py7zr.SevenZipFile, factory: "_Wells") -> bool:
    """Return whether all came out; what came out before something broke is whole."""
    try:
        archive.extract(targets=set(factory.wells), factory=factory)
    except (FileNotDerivable, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - py7zr raises what the broken place happens to raise
        return False
    return True


def _entry(one: Any) -> Entry:  # noqa: ANN401 - an entry of py7zr
    return Entry(one.filename, _kind(one), one.uncompressed, _modified(one), "", _bar(one))


def _kind(one: Any) -> Kind:  # noqa: ANN401 - an entry of py7zr
    if one.is_directory:
        return Kind.FOLDER
    if one.is_symlink or one.is_junction:
        return Kind.LINK
    return Kind.DEVICE if one.is_socket else Kind.FILE


def _modified(one: Any) -> str:  # noqa: ANN401 - an entry of py7zr
    stamp = one.lastwritetime
    try:
        return stamp.as_datetime().strftime("%Y-%m-%dT%H:%M:%SZ") if stamp else ""
    except (ValueError, OverflowError):
        return ""


def _bar(one: Any) -> str:  # noqa: ANN401 - an entry of py7zr
    coders = () if one.emptystream or not one.folder else one.folder.coders
    if SupportedMethods.needs_password(coders):
        return "locked"
    methods = [SupportedMethods.get_filter_id(coder) for coder in coders]  # type: ignore[no-untyped-call]
    # Its decoder waits for ever for a thread of its own where none may be started.
    return "method" if py7zr.FILTER_PPMD in methods and not _may_start_threads() else ""


def _may_start_threads() -> bool:
    try:
        Thread(target=int).start()
    except RuntimeError:
        return False
    return True


class _Well(Py7zIO):
    """Passes on what py7zr unpacks, and sees for itself whether it is whole."""

    def __init__(self, name: str, sink: Sink, expected: int, checksum: int | None) -> None:
        self.name = name
        self.is_whole = False
        self._sink, self._expected, self._said = sink, expected, checksum
        self._written = self._checksum = 0
        self._has_ended = False

    def write(self, piece: bytes | bytearray) -> int:
        """Take the next piece."""
        self._sink.write(bytes(piece))
        self._written += len(piece)
        self._checksum = zlib.crc32(piece, self._checksum)
        return len(piece)

    def read(self, size: int | None = None) -> bytes:
        """Give nothing: what was written is not kept here."""
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Stay."""
        return 0

    def flush(self) -> None:
        """Nothing waits here."""

    def size(self) -> int:
        """Return how many bytes came."""
        return self._written

    def close(self) -> None:
        """Close the sink if all came and fits. py7zr closes also what broke off."""
        fits = self._said is None or self._said == self._checksum
        self.is_whole = self._written == self._expected and fits
        if self.is_whole and not self._has_ended:
            self._has_ended = True
            self._sink.close()

    def end(self) -> None:
        """Drop what did not come whole."""
        if not self._has_ended:
            self._has_ended = True
            self._sink.drop()


class _Wells(WriterFactory):
    """Hands them out by our names."""

    def __init__(self, wells: dict[str, _Well]) -> None:
        self.wells = wells

    def create(self, filename: str) -> Py7zIO:
        """Return where one content goes."""
        return self.wells[Path(filename).name]
