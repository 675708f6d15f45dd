"""Seal a handful of files: the part of a reception that every core does at once."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dadkhah.evidence.custody.entry import commit
from dadkhah.evidence.vault.arrivals import Arrival, NotReceived
from dadkhah.evidence.vault.identity import recipient_key
from dadkhah.evidence.vault.index import ReceptionIndex
from dadkhah.evidence.vault.kept_batch import KeptEntry
from dadkhah.evidence.vault.objects import ObjectStore, SealedObject, Sealer
from dadkhah.evidence.vault.walk import refusal, unreadable

_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    _FLAGS |= getattr(os, _name, 0)


class SealedFile(NamedTuple):
    """A sealed file with the entry that will say so. `modified` is in nanoseconds."""

    arrival: Arrival
    sealed: SealedObject
    modified: int
    kept: KeptEntry


@dataclass(frozen=True, slots=True)
class Bench:
    """What a process needs to seal: where, to whom, and in whose name."""

    vault: Path
    device_folder: Path
    recipient: str
    actor: str


class FileSealer:
    """Seals files, one after another, with its own buffers and its own look into the index."""

    def __init__(self, bench: Bench) -> None:
        self._actor = bench.actor
        index = ReceptionIndex(bench.device_folder)
        self.close = index.close
        store = ObjectStore(bench.vault)

        def find_held(sha256: bytes) -> str | None:
            name = index.find_known(sha256)
            # Another device may have disposed of what this one remembers.
            return name if name and store.path(name).exists() else None

        self._sealer = Sealer(store, recipient_key(bench.recipient), find_held)

    def seal_files(
        self, arrivals: Sequence[Arrival], at: datetime
    ) -> list[SealedFile | NotReceived]:
        """Seal each into `incoming`; what cannot be read says why and stops nothing."""
        return [self._seal_file(arrival, at) for arrival in arrivals]

    def _seal_file(self, arrival: Arrival, at: datetime) -> SealedFile | NotReceived:
        try:
            descriptor = os.open(arrival.file, _FLAGS)
        except OSError as error:
            return _not_opened(arrival, error)
        try:
            before = os.fstat(descriptor)
            if refused := refusal(arrival.path, before.st_mode):
                return refused
            sealed = self._sealer.seal(_Source(descriptor).read_into)
            after = os.fstat(descriptor)
        except SourceFailed as failed:
            return unreadable(arrival.path, failed.error)
        finally:
            os.close(descriptor)
        if not _is_unchanged(before, after, sealed.size):
            if sealed.was_new:
                os.unlink(sealed.staged)  # noqa: PTH108
            message = "It was written to while it was read. Receive it again when nobody writes."
            return NotReceived(arrival.path, "changed", message)
        kept = reception_entry(arrival, sealed, actor=self._actor, at=at)
        return SealedFile(arrival, sealed, before.st_mtime_ns, kept)


class SourceFailed(Exception):
    """Reading the source failed; the vault itself did not."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


class _Source:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read_into(self, block: memoryview) -> int:
        try:
            return os.readv(self._descriptor, [block])
        except OSError as error:
            raise SourceFailed(error) from None


def reception_entry(
    arrival: Arrival, sealed: SealedObject, *, actor: str, at: datetime
) -> KeptEntry:
    """Commit to what arrived, as what, from whom, and who received it."""
    fields = {
        "type": "receive",
        "sha256": sealed.sha256,
        "size": str(sealed.size),
        "object": sealed.object_name,
        "actor": actor,
        "source": arrival.source,
        "path": arrival.path,
        "item": arrival.item,
        "media_type": arrival.media_type,
        "parent": arrival.parent,
        "relation": arrival.relation,
    }
    content, disclosures = commit({name: text for name, text in fields.items() if text}, at)
    return KeptEntry(content, tuple(one.encoded for one in disclosures))


def _is_unchanged(before: os.stat_result, after: os.stat_result, size: int) -> bool:
    same_time = before.st_mtime_ns == after.st_mtime_ns
    return same_time and before.st_size == after.st_size == size


def _not_opened(arrival: Arrival, error: OSError) -> NotReceived:
    """A link that took the place of the file since the walk is named as one."""
    try:
        mode = os.lstat(arrival.file).st_mode
    except OSError:
        return unreadable(arrival.path, error)
    refused = None if stat.S_ISREG(mode) else refusal(arrival.path, mode)
    return refused or unreadable(arrival.path, error)
