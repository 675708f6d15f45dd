"""Put a batch into the log: objects in place, disclosures and manifest kept, then acknowledged."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.vault.arrivals import NotReceived, Received
from dadkhah.evidence.vault.index import ArrivedFile, ReceptionIndex
from dadkhah.evidence.vault.kept_batch import KeptBatches, KeptEntry
from dadkhah.evidence.vault.objects import ObjectStore
from dadkhah.evidence.vault.sealing import SealedFile, reception_entry


@dataclass(frozen=True, slots=True)
class BatchLog:
    """Where batches go: the log of this device and what the vault keeps beside it."""

    vault: Path
    key: DeviceKey
    recipient: str
    index: ReceptionIndex
    actor: str

    def settle(self) -> None:
        """Clear up after a reception that was cut off; the source files are where they were."""
        store = ObjectStore(self.vault)
        with CustodyLog.open(self.vault / "log", self.key):
            for name in self.index.settle(self.vault / "log"):
                store.withdraw(name)
        store.clear_incoming()

    def append(
        self,
        kept: Sequence[KeptEntry],
        at: datetime,
        *,
        reception: bytes = b"",
        files: Sequence[SealedFile] = (),
    ) -> range:
        """Append entries the vault keeps disclosures of; when this returns they are acknowledged.

        `files` are those of `kept`, one for one, whose objects still lie in `incoming`.
        """
        store, batches = ObjectStore(self.vault), KeptBatches(self.vault, self.key.device)
        objects = [file.sealed.object_name for file in files if file.sealed.was_new]
        with CustodyLog.open(self.vault / "log", self.key) as log:
            first = log.size
            closed = [*kept, batches.manifest_entry(objects, at, size=first)]
            number = self.index.begin(
                self.key.device,
                stop=first + len(closed),
                last=closed[-1].content,
                reception=reception,
                files=[self._arrived(file, first + n) for n, file in enumerate(files)],
            )
            for name in objects:
                store.place(name)
            written = batches.write(first, closed, objects=objects, recipient=self.recipient)
            written += [*map(store.path, objects), *self.index.files()]
            entries = log.append([entry.content for entry in closed], written=written)
            self.index.confirm(number)
        return entries[: len(kept)]

    def _arrived(self, file: SealedFile, entry: int) -> ArrivedFile:
        return ArrivedFile(
            os.fsencode(file.arrival.file),
            file.sealed.size,
            file.modified,
            file.sealed.sha256,
            file.sealed.object_name,
            file.sealed.was_new,
            self.key.device,
            entry,
        )


class ReceptionBatch:
    """Outcomes that wait to be acknowledged together."""

    def __init__(self, log: BatchLog, reception: bytes) -> None:
        self._log = log
        self._reception = reception
        self._outcomes: list[SealedFile | NotReceived | Received] = []
        self.files = 0
        self.bytes = 0

    def add(self, outcomes: Iterable[SealedFile | NotReceived | Received]) -> None:
        """Take sealed files in; nothing is durable yet."""
        for outcome in outcomes:
            self._outcomes.append(outcome)
            self.files += 1
            if isinstance(outcome, SealedFile):
                self.bytes += outcome.sealed.size

    def acknowledge(self, at: datetime) -> list[Received | NotReceived]:
        """Log the batch and return its outcomes; the batch is empty again."""
        files = self._once([one for one in self._outcomes if isinstance(one, SealedFile)], at)
        kept = [file.kept for file in files]
        entries = (
            self._log.append(kept, at, reception=self._reception, files=files)
            if files
            else range(0)
        )
        numbered = zip(files, entries, strict=True)
        outcomes = [
            self._received(*next(numbered)) if isinstance(one, SealedFile) else one
            for one in self._outcomes
        ]
        self._outcomes, self.files, self.bytes = [], 0, 0
        return outcomes

    def _once(self, files: list[SealedFile], at: datetime) -> list[SealedFile]:
        """Keep one object where several processes sealed the same bytes at the same time."""
        store = ObjectStore(self._log.vault)
        held: dict[str, str] = {}
        once = []
        for file in files:
            sealed = file.sealed
            first = held.setdefault(
                sealed.sha256,
                self._log.index.find_known(bytes.fromhex(sealed.sha256)) or sealed.object_name,
            )
            if sealed.was_new and first != sealed.object_name:
                store.withdraw(sealed.object_name)
                sealed = replace(sealed, object_name=first, was_new=False)
                kept = reception_entry(file.arrival, sealed, actor=self._log.actor, at=at)
                file = replace(file, sealed=sealed, kept=kept)  # noqa: PLW2901
            once.append(file)
        return once

    def _received(self, file: SealedFile, entry: int) -> Received:
        return Received(
            file.arrival.path,
            file.sealed.sha256,
            file.sealed.size,
            file.sealed.object_name,
            self._log.key.device,
            entry,
            file.arrival.source,
            file.arrival.item,
            was_new=file.sealed.was_new,
        )
