"""Seal bytes into the vault, once, and open them again.

One pass over the bytes: their SHA-256 as received, their encryption, and the SHA-256 of what is
stored, which becomes the object's name. Memory does not grow with the file.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from dadkhah.errors import ObjectDamaged
from dadkhah.evidence.durability import SYNCS_FILE_SYSTEM
from dadkhah.evidence.vault.age_file import AgeEncryptor, AgeReader, sealed_length
from dadkhah.evidence.vault.identity import VaultIdentity

OBJECT_NAME = re.compile(r"[0-9a-f]{64}")
BLOCK = 1024 * 1024
_MODE = 0o400
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

ReadInto = Callable[[memoryview], int]
FindKnown = Callable[[bytes], str | None]


class SealedObject(NamedTuple):
    """`sha256` and `size` are of the bytes as received; `object_name` of the stored bytes.

    `staged` is where the object lies until it is logged; empty for bytes the vault held already.
    """

    object_name: str
    sha256: str
    size: int
    staged: str

    @property
    def was_new(self) -> bool:
        """Whether these bytes came into the vault with this object."""
        return bool(self.staged)


class ObjectStore:
    """`vault/objects/ab/cdef...`: only what the log names. `vault/incoming/`: not yet logged."""

    def __init__(self, folder: Path) -> None:
        self.objects = folder / "objects"
        self.incoming = folder / "incoming"

    def create(self) -> None:
        """Make the folders, so that sealing never has to."""
        self.incoming.mkdir(parents=True)
        for number in range(256):
            (self.objects / f"{number:02x}").mkdir(parents=True)

    def path(self, object_name: str) -> Path:
        """Where an object lies."""
        return self.objects / object_name[:2] / object_name[2:]

    def must_sync(self, names: Sequence[str]) -> list[Path]:
        """The files to name so that one sync covers all these objects."""
        return [self.path(name) for name in (names[:1] if SYNCS_FILE_SYSTEM else names)]

    def place(self, sealed: SealedObject) -> None:
        """Move a sealed object to its place."""
        name = sealed.object_name
        target = f"{self.objects}/{name[:2]}/{name[2:]}"
        os.rename(sealed.staged, target)  # noqa: PTH104 -- a hot loop

    def withdraw(self, object_name: str) -> None:
        """Remove an object that was never acknowledged to anyone."""
        self.path(object_name).unlink(missing_ok=True)

    def clear_incoming(self) -> None:
        """Remove what an interrupted reception left unlogged; its sources are where they were."""
        self.incoming.mkdir(exist_ok=True)
        for path in self.incoming.iterdir():
            shutil.rmtree(path)

    def open(self, object_name: str, identity: VaultIdentity) -> AgeReader:
        """Return the plain bytes as a stream.

        Raises `ObjectDamaged` here or while reading; a stream read to its end without an error is
        what was sealed, since its stored bytes have the hash that is its name.
        """
        try:
            stored = _NamedBytes(self.path(object_name), object_name)
        except FileNotFoundError:
            raise ObjectDamaged(f"Object {object_name} is missing from the vault.") from None
        return AgeReader(stored, identity, name=object_name, on_end=stored.check_name)


class Sealer:
    """Seals one stream at a time with buffers it keeps; each process has its own."""

    def __init__(self, store: ObjectStore, recipient: bytes, find_known: FindKnown) -> None:
        # A folder of its own: processes that make files in one folder wait for each other.
        self._folder = tempfile.mkdtemp(dir=store.incoming)
        self._recipient = recipient
        self._find_known = find_known
        self._blocks = memoryview(bytearray(BLOCK)), memoryview(bytearray(BLOCK))
        self._sealed = memoryview(bytearray(sealed_length(BLOCK)))

    def seal(self, read_into: ReadInto) -> SealedObject:
        """Seal everything `read_into` gives into `incoming`; known bytes are not stored again."""
        block = self._blocks[0]
        length = _fill(block, read_into)
        if length < BLOCK:
            return self._seal_whole(block[:length])
        return self._seal_blocks(read_into)

    def _seal_whole(self, plain: memoryview) -> SealedObject:
        received = hashlib.sha256(plain)
        if known := self._find_known(received.digest()):
            return SealedObject(known, received.hexdigest(), len(plain), "")
        encryptor = AgeEncryptor(self._recipient)
        end = encryptor.encrypt_into(plain, self._sealed, is_final=True)
        stored = hashlib.sha256(encryptor.header)
        stored.update(self._sealed[:end])
        name = stored.hexdigest()
        staged = f"{self._folder}/{name}"
        descriptor = os.open(staged, _CREATE, _MODE)
        try:
            _write_all(descriptor, encryptor.header, self._sealed[:end])
        finally:
            os.close(descriptor)
        return SealedObject(name, received.hexdigest(), len(plain), staged)

    def _seal_blocks(self, read_into: ReadInto) -> SealedObject:
        temporary = f"{self._folder}/part"
        descriptor = os.open(temporary, _CREATE, _MODE)
        received, stored, size = hashlib.sha256(), hashlib.sha256(), 0
        try:
            encryptor = AgeEncryptor(self._recipient)
            stored.update(encryptor.header)
            _write_all(descriptor, encryptor.header)
            block, following = self._blocks
            length = BLOCK
            while length:
                # Only the block after this one tells whether this one is the last.
                next_length = _fill(following, read_into) if length == BLOCK else 0
                plain = block[:length]
                received.update(plain)
                end = encryptor.encrypt_into(plain, self._sealed, is_final=not next_length)
                stored.update(self._sealed[:end])
                _write_all(descriptor, self._sealed[:end])
                size += length
                block, following, length = following, block, next_length
        except BaseException:
            os.close(descriptor)
            os.unlink(temporary)  # noqa: PTH108
            raise
        os.close(descriptor)
        return self._name_blocks(temporary, stored.hexdigest(), received, size)

    def _name_blocks(
        self, temporary: str, name: str, received: "hashlib._Hash", size: int
    ) -> SealedObject:
        if known := self._find_known(received.digest()):
            os.unlink(temporary)  # noqa: PTH108
            return SealedObject(known, received.hexdigest(), size, "")
        staged = f"{self._folder}/{name}"
        os.rename(temporary, staged)  # noqa: PTH104
        return SealedObject(name, received.hexdigest(), size, staged)


class _NamedBytes:
    """Stored bytes whose hash must be their name once all were read."""

    def __init__(self, path: Path, name: str) -> None:
        self._file = path.open("rb", buffering=0)
        self._name = name
        self._hash = hashlib.sha256()

    def read(self, length: int) -> bytes:
        """Read the next bytes, fewer than `length` only at the end."""
        content = self._file.read(length) or b""
        self._hash.update(content)
        return content

    def check_name(self) -> None:
        if self._hash.hexdigest() != self._name:
            raise ObjectDamaged(f"Object {self._name} holds other bytes than were sealed.")

    def close(self) -> None:
        self._file.close()


def _fill(block: memoryview, read_into: ReadInto) -> int:
    filled = 0
    while filled < len(block) and (length := read_into(block[filled:])):
        filled += length
    return filled


def _write_all(descriptor: int, *parts: bytes | memoryview) -> None:
    written = os.writev(descriptor, parts)
    if written < sum(map(len, parts)):
        rest = memoryview(b"".join(parts))[written:]
        while rest:
            rest = rest[os.write(descriptor, rest) :]
