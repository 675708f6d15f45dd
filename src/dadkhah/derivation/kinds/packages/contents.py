"""What a package holds: every file hashed in one pass, the small texts kept, nothing on disk."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from dadkhah.derivation.kinds.messages.charsets import text_of
from dadkhah.derivation.kinds.packed.entries import Container, Entry, Kind, Sink
from dadkhah.derivation.kinds.packed.room import Room
from dadkhah.derivation.outcome import MIB

ALGORITHMS: Mapping[str, str] = {
    "md5": "MD5", "sha1": "SHA-1", "sha224": "SHA-224", "sha256": "SHA-256", "sha384": "SHA-384",
    "sha512": "SHA-512", "sha3_512": "SHA3-512",
}  # fmt: skip
"""What hashlib calls them, and what people do."""
_MOST_KEPT = 64 * MIB
_LARGEST_KEPT = 32 * MIB
_TEXTS = frozenset({".csv", ".html", ".json", ".txt", ".xml", ""})
_QUIET = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Held:
    """One file: its hashes by algorithm, and its bytes where it is a small text."""

    size: int
    digests: Mapping[str, str]
    content: bytes | None = None

    @property
    def text(self) -> str:
        """The text of a small text; nothing of others."""
        return text_of((self.content or b"").removeprefix(b"\xef\xbb\xbf"), "utf-8")


Contents = Mapping[str, Held]
"""The files of a package by their path below its folder."""


def names_in(container: Container) -> list[str]:
    """Return the names of the files in a container, but for what systems leave there."""
    names: list[str] = []

    def note(entry: Entry) -> None:
        if entry.kind is Kind.FILE and not entry.unreadable:
            names.append(_path(entry.name))

    container.pour(note)
    return [name for name in names if not any(quiet in name for quiet in _QUIET)]


def root_of(names: Iterable[str]) -> str:
    """Return the one folder that all lie in, with its slash; nothing when there is none."""
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and "" not in tops else ""


def read_contents(
    container: Container, room: Room, *, root: str, algorithms: frozenset[str]
) -> Contents:
    """Hash all files below `root`; of two with one name the first counts.

    Without algorithms only the small texts are read, which costs little where there is an index.
    """
    held: dict[str, Held] = {}
    kept = [0]

    def wanted(entry: Entry) -> Sink | None:
        name = _path(entry.name).removeprefix(root)
        if entry.kind is not Kind.FILE or entry.unreadable or name in held:
            return None
        room.take_file()
        if not algorithms and (not _is_text(name) or entry.size > _LARGEST_KEPT):
            held[name] = Held(entry.size, {})
            return None
        return _Hashing(name, held, room, kept, algorithms)

    container.pour(wanted)
    return held


def _is_text(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _TEXTS


def _path(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")


class _Hashing:
    """Hashes one file as it passes."""

    def __init__(
        self,
        name: str,
        held: dict[str, Held],
        room: Room,
        kept: list[int],
        algorithms: frozenset[str],
    ) -> None:
        self._name, self._held, self._room, self._kept = name, held, room, kept
        self._hashes: dict[str, Any] = {one: hashlib.new(one) for one in algorithms}
        self._size = 0
        self._content: bytearray | None = bytearray() if _is_text(name) else None

    def write(self, piece: bytes) -> None:
        """Take the next piece."""
        self._room.take(len(piece))
        self._size += len(piece)
        for one in self._hashes.values():
            one.update(piece)
        if self._content is not None:
            self._content += piece
            self._kept[0] += len(piece)
            if len(self._content) > _LARGEST_KEPT or self._kept[0] > _MOST_KEPT:
                self._kept[0] -= len(self._content)
                self._content = None

    def close(self) -> None:
        """Keep what was learned."""
        digests = {name: one.hexdigest() for name, one in self._hashes.items()}
        content = None if self._content is None else bytes(self._content)
        self._held.setdefault(self._name, Held(self._size, digests, content))

    def drop(self) -> None:
        """Forget it: what is broken in the package is missing in it."""
