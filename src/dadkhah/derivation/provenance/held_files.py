"""The files in a zip, read where they lie: by name, within limits, nothing unpacked by its name."""

import hashlib
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from dadkhah.derivation.outcome import MIB, Reason
from dadkhah.errors import FileNotDerivable

MOST_FILES = 20_000
MOST_BYTES = 4096 * MIB
"""How much may be unpacked from one zip, all looks at it together."""
_MOST_RATIO = 1000  # what zlib reaches at best is 1032
_SMALL = 16 * MIB
_CHUNK = 1 << 20
_WRONG = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, RuntimeError,
)  # fmt: skip


class HeldFiles:
    """A zip opened for reading. Every fault of it ends as `FileNotDerivable`.

    A name that stands twice in it cannot be read: two readers could take it for two files.
    """

    def __init__(self, source: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(source)
        except _WRONG as error:
            message = f"The zip cannot be read: {error}."
            raise FileNotDerivable(Reason.DAMAGED, message) from error
        # A name may be empty, which `is_dir` does not expect.
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        if len(infos) > MOST_FILES:
            self._zip.close()
            message = f"The zip holds more than {MOST_FILES} files."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        times = Counter(info.filename for info in infos)
        self._infos = {info.filename: info for info in infos if times[info.filename] == 1}
        self.doubled = tuple(name for name, count in times.items() if count > 1)
        self._left = MOST_BYTES
        self._digests: dict[tuple[str, str], str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that stand once, in the order of the zip."""
        return tuple(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def size(self, name: str) -> int:
        """Return how many bytes the zip says that a file has."""
        return self._info(name).file_size

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file as a stream; no more comes out of it than the zip says."""
        info = self._info(name)
        if info.file_size > max(_SMALL, _MOST_RATIO * info.compress_size):
            message = f"{name!r} in the zip is packed as only a bomb is."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        self._left -= info.file_size
        if self._left < 0:
            message = f"The zip unpacks to more than {MOST_BYTES} bytes."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        try:
            with self._zip.open(info) as stream:
                yield stream
        except _WRONG as error:
            reason = Reason.PASSWORD if info.flag_bits & 1 else Reason.DAMAGED
            message = f"{name!r} in the zip cannot be read: {error}."
            raise FileNotDerivable(reason, message) from error

    def read(self, name: str, most: int = 16 * MIB) -> bytes:
        """Return a whole file of at most `most` bytes."""
        if self.size(name) > most:
            message = f"{name!r} in the zip has more than {most} bytes."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        with self.opened(name) as stream:
            return stream.read()

    def digest(self, name: str, algorithm: str = "sha256") -> str:
        """Return the digest of a file in hex. Each is computed once."""
        if (name, algorithm) not in self._digests:
            digester = hashlib.new(algorithm)
            with self.opened(name) as stream:
                while chunk := stream.read(_CHUNK):
                    digester.update(chunk)
            self._digests[name, algorithm] = digester.hexdigest()
        return self._digests[name, algorithm]

    @contextmanager
    def unpacked(self, name: str, folder: Path) -> Iterator[Path]:
        """Write a file into the folder under a name of ours, for as long as it is looked at."""
        path = folder / "looked-at"
        try:
            with self.opened(name) as stream, path.open("wb") as file:
                while chunk := stream.read(_CHUNK):
                    file.write(chunk)
            yield path
        finally:
            path.unlink(missing_ok=True)

    def _info(self, name: str) -> zipfile.ZipInfo:
        if name not in self._infos:
            how = "stands in the zip twice" if name in self.doubled else "is not in the zip"
            raise FileNotDerivable(Reason.DAMAGED, f"{name!r} {how}.")
        return self._infos[name]
