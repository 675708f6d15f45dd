"""What a place for copies must be able to do: a folder on a stick, or a store in a cloud.

Names are paths inside the vault with `/` between their parts, such as `objects/ab/cdef`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from dadkhah.errors import DadkhahError, ObjectDamaged

ASIDE = "put-aside"
"""Where damaged files of a vault or copy are kept: they may tell what happened."""

Blocks = Callable[[], Iterator[bytes]]
"""Gives the bytes of a file from its beginning; raises `ObjectDamaged` when they are not right."""


class Stored(NamedTuple):
    """One file in a store."""

    name: str
    size: int


class Incoming(NamedTuple):
    """One file for a store."""

    name: str
    size: int
    """In bytes, as far as it is known before it was read."""
    blocks: Blocks


class Outcome(NamedTuple):
    """What became of a file: `was_new`, or there already, or not taken with the reason why."""

    name: str
    was_new: bool = False
    problem: str = ""


class Store(Protocol):
    """A place for the files of a vault. Everything raises `OSError` or `StoreRefused`."""

    @property
    def place(self) -> str:
        """How a person names it."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the right to write; raises `CopyBusy`."""
        ...

    def files(self, prefix: str = "") -> Iterator[Stored]:
        """Yield every file below this folder, in any order."""
        ...

    def size(self, name: str) -> int | None:
        """The size of a file in bytes; None when it is not there."""
        ...

    def read(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file; raises `FileNotFoundError`."""
        ...

    def digest(self, name: str) -> tuple[int, str]:
        """The size and SHA-256 of a file; raises `OSError` when it cannot be read."""
        ...

    def add_all(self, files: Iterable[Incoming]) -> list[Outcome]:
        """Write files that are not there, durably and whole or not at all; never overwrite one."""
        ...

    def replace(self, name: str, content: bytes) -> None:
        """Give a small file new content, durably."""
        ...

    def put_aside(self, name: str) -> str:
        """Move a file below `put-aside/` as it is; return its new name, or "" if there is none."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens when it is not there."""
        ...


def add_bytes(store: Store, name: str, content: bytes) -> bool:
    """Write one small file once; return whether it was new."""
    return store.add_all([Incoming(name, len(content), lambda: iter([content]))])[0].was_new


def read_bytes(store: Store, name: str) -> bytes | None:
    """The bytes of a small file, or None when it is not there."""
    try:
        return b"".join(store.read(name))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def free_place(store: Store, name: str) -> str:
    """The first name below `put-aside/` that nothing has yet."""
    number = 1
    while store.size(f"{ASIDE}/{name}.{number}") is not None:
        number += 1
    return f"{ASIDE}/{name}.{number}"


def source_error(name: str, error: Exception) -> DadkhahError:
    """Say that a file could not be read from where it was to be copied."""
    said = getattr(error, "strerror", None) or str(error)
    return ObjectDamaged(f"{name} cannot be read: {said}.")
