"""A folder as a store: a stick, a second disk, a mounted share, or the vault itself."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from dadkhah.errors import CopyBusy, ObjectDamaged
from dadkhah.evidence.durability import (
    SYNCS_FILE_SYSTEM,
    move_durably,
    replace_durably,
    sync_written,
)
from dadkhah.evidence.replicas.store import Incoming, Outcome, Stored, free_place

BLOCK = 1024 * 1024
DIGEST_BLOCK = 256 * 1024
INCOMING = "incoming"
_OBJECT_MODE = 0o400
_MODE = 0o600
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class FolderStore:
    """The files below `root`, which is the folder of a vault (`.../vault`)."""

    root: Path

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.root)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write, and begin with nothing in `incoming`; raises `CopyBusy`."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(self.root.parent / f".{self.root.name}.lock", blocking=False)
        try:
            lock.acquire()
        except Timeout:
            raise CopyBusy(f"Another run is writing into {self.root}. Try again later.") from None
        try:
            self._clear()
            yield
            self._clear()
        finally:
            lock.release()

    def files(self, prefix: str = "") -> Iterator[Stored]:
        """Yield every file below this folder; what is being written is none."""
        waiting = [str(self.root / prefix)]
        skip = len(str(self.root)) + 1
        while waiting:
            try:
                found = list(os.scandir(waiting.pop()))
            except FileNotFoundError:
                continue
            for one in found:
                name = one.path[skip:].replace(os.sep, "/")
                if one.is_dir(follow_symlinks=False):
                    if name != INCOMING:
                        waiting.append(one.path)
                else:
                    yield Stored(name, one.stat(follow_symlinks=False).st_size)

    def size(self, name: str) -> int | None:
        """The size of a file; None when there is none."""
        try:
            return (self.root / name).lstat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file, never through a link."""
        descriptor = os.open(self.root / name, _READ)
        try:
            while block := os.read(descriptor, BLOCK):
                yield block
        finally:
            os.close(descriptor)

    def digest(self, name: str) -> tuple[int, str]:
        """The size and SHA-256 of a file, never through a link."""
        descriptor = os.open(f"{self.root}/{name}", _READ)
        try:
            digest, size = hashlib.sha256(), 0
            while block := os.read(descriptor, DIGEST_BLOCK):
                digest.update(block)
                size += len(block)
            return size, digest.hexdigest()
        finally:
            os.close(descriptor)

    def add_all(self, files: Iterable[Incoming]) -> list[Outcome]:
        """Write each beside its place, make all durable with one sync, then rename them."""
        (self.root / INCOMING).mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=self.root / INCOMING))
        outcomes: list[Outcome] = []
        staged: list[tuple[str, Path]] = []
        for number, file in enumerate(files):
            path = folder / str(number)
            if self.size(file.name) is not None:
                outcomes.append(Outcome(file.name))
                continue
            try:
                _write(path, file)
            except ObjectDamaged as error:
                path.unlink()
                outcomes.append(Outcome(file.name, problem=str(error)))
                continue
            staged.append((file.name, path))
            outcomes.append(Outcome(file.name, was_new=True))
        self._place(staged)
        folder.rmdir()
        return outcomes

    def replace(self, name: str, content: bytes) -> None:
        """Give a small file new content: after a crash it has the old one or the new."""
        path = self.root / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_durably(path, content, mode=_MODE)

    def put_aside(self, name: str) -> str:
        """Rename a file, or the link or folder in its place: a damaged one may not be readable."""
        if self.size(name) is None:
            return ""
        aside = free_place(self, name)
        target = self.root / aside
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        move_durably(self.root / name, target)
        return aside

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.root / name).unlink(missing_ok=True)

    def _place(self, staged: list[tuple[str, Path]]) -> None:
        if not staged:
            return
        paths = [path for _, path in staged]
        sync_written(paths[:1] if SYNCS_FILE_SYSTEM else paths)
        targets = []
        for name, path in staged:
            target = self.root / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.rename(path, target)  # noqa: PTH104 -- a hot loop
            targets.append(target)
        sync_written(targets[:1] if SYNCS_FILE_SYSTEM else targets)

    def _clear(self) -> None:
        incoming = self.root / INCOMING
        for path in incoming.glob("*"):
            shutil.rmtree(path)


def _write(path: Path, file: Incoming) -> None:
    is_object = file.name.startswith("objects/")
    descriptor = os.open(path, _CREATE, _OBJECT_MODE if is_object else _MODE)
    with open(descriptor, "wb") as target:  # noqa: PTH123 - opened with its mode
        for block in file.blocks():
            target.write(block)
