"""What lies in a container, and how it is poured out: into sinks, never to a path of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

PIECE = 256 * 1024
"""How much is unpacked at once."""


class Kind(StrEnum):
    """What an entry is. Only files have a content."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    DEVICE = "device"  # and pipes


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as its container has it: its name is data, and leads nowhere."""

    name: str
    kind: Kind = Kind.FILE
    size: int = 0  # as the container says
    modified: str = ""  # ISO 8601; with "Z" where the container says UTC
    guessed: str = ""  # the code page its name was read in, where the container does not say
    unreadable: str = ""  # why its content cannot be had: "locked", "method"


class Sink(Protocol):
    """Where one content goes."""

    def write(self, piece: bytes) -> None:
        """Take the next piece."""

    def close(self) -> None:
        """The content is whole."""

    def drop(self) -> None:
        """The content broke off, or is not what its checksum says: forget it."""


Wanted = Callable[[Entry], Sink | None]
"""Asked for each entry in order. Only a file that can be read may get a sink."""


@dataclass(frozen=True, slots=True)
class Poured:
    """What was learned on the way. `damaged`: names of files that broke off or do not fit."""

    comment: str = ""
    is_truncated: bool = False
    damaged: tuple[str, ...] = ()


class Container(Protocol):
    """A file with others inside."""

    @property
    def form(self) -> str:
        """What it is: "zip", "tar", "7z", "gzip", "folder"."""

    @property
    def has_index(self) -> bool:
        """Whether going through the entries without sinks costs no unpacking."""

    def pour(self, wanted: Wanted) -> Poured:
        """Go through the entries once. Raises `FileNotDerivable` when it is no container."""
