"""Put a batch into the log: objects in place, disclosures and manifest kept, then acknowledged."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from pathlib import Path

from filelock import FileLock, Timeout

from dadkhah.errors import LogBusy
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.vault.arrivals import NotReceived, Received
from dadkhah.evidence.vault.index import ArrivedFile, ReceptionIndex
from dadkhah.evidence.vault.kept_batch import KeptBatches, KeptEntry
from dadkhah.evidence.vault.objects import ObjectStore
from dadkhah.evidence.vault.sealing import SealedFile, reception_entry


@contextmanager
def reception_lock(device_folder: Path) -> Iterator[None]:
    """Hold off receptions on this device; raises `LogBusy` while one runs."""
    lock = FileLock(device_folder / "reception-lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise LogBusy(
            "Another reception is running on this device. Nothing was received. Try again when "
            "it is done."
        ) from None
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class BatchLog:
    """Where batches go: the log of this device and what the vault keeps beside it."""

    vault: Path
    key: DeviceKey
    recipient: str
    index: ReceptionIndex
    actor: str

    @contextmanager
    def reception(self) -> Iterator[None]:
        """Hold the right to receive on this device, and leave nothing in `incoming`.

        Clears up first after a reception that was cut off; the source files are where they were.
        Raises `LogBusy` while another reception runs.
        """
        with reception_lock(self.key.folder):
            self._settle()
            yield
            ObjectStore(self.vault).clear_incoming()

    def held(self, sha256: str) -> str | None:
        """The object that holds these bytes, if it was not destroyed by another device."""
        name = self.index.find_known(bytes.fromhex(sha256))
        return name if name and ObjectStore(self.vault).path(name).exists() else None

    def _settle(self) -> None:
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
        written: Sequence[Path] = (),
    ) -> range:
        """Append entries the vault keeps disclosures of; when this returns they are acknowledged.

        `files` are those of `kept`, one for one, whose objects still lie in `incoming`; `written`
        are other files to make durable with them.
        """
        device = self.key.device
        store, batches = ObjectStore(self.vault), KeptBatches(self.vault, device)
        new = [file.sealed for file in files if file.sealed.was_new]
        objects = [sealed.object_name for sealed in new]
        with CustodyLog.open(self.vault / "log", self.key) as log:
            first = log.size
            closed = [*kept, batches.manifest_entry(objects, at, size=first)]
            number = self.index.begin(
                device,
                stop=first + len(closed),
                last=closed[-1].content,
                reception=reception,
                files=[_arrived(file, device, entry) for entry, file in enumerate(files, first)],
            )
            for sealed in new:
                store.place(sealed)
            kept_files = batches.write(first, closed, objects=objects, recipient=self.recipient)
            durable = [*written, *kept_files, *store.must_sync(objects), *self.index.files()]
            entries = log.append([entry.content for entry in closed], written=durable)
            self.index.confirm(number)
        return entries[: len(kept)]


def _arrived(file: SealedFile, device: str, entry: int) -> ArrivedFile:
    sealed = file.sealed
    return ArrivedFile(
        os.fsencode(file.arrival.file),
        sealed.size,
        file.modified,
        sealed.sha256,
        sealed.object_name,
        sealed.was_new,
        device,
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
        numbered = zip(files, repeat(self._log.key.device), entries, strict=False)
        outcomes = [
            self._received(*next(numbered)) if isinstance(one, SealedFile) else one
            for one in self._outcomes
        ]
        self._outcomes, self.files, self.bytes = [], 0, 0
        return outcomes

    def _once(self, files: list[SealedFile], at: datetime) -> list[SealedFile]:
        """Keep one object where several processes sealed the same bytes at the same time."""
        held: dict[str, str] = {}
        once = []
        for file in files:
            sealed = file.sealed
            first = held.setdefault(
                sealed.sha256,
                self._log.held(sealed.sha256) or sealed.object_name,
            )
            if sealed.was_new and first != sealed.object_name:
                os.unlink(sealed.staged)  # noqa: PTH108
                sealed = sealed._replace(object_name=first, staged="")
                kept = reception_entry(file.arrival, sealed, actor=self._log.actor, at=at)
                file = file._replace(sealed=sealed, kept=kept)  # noqa: PLW2901
            once.append(file)
        return once

    @staticmethod
    def _received(file: SealedFile, device: str, entry: int) -> Received:
        return Received(
            file.arrival.path,
            file.sealed.sha256,
            file.sealed.size,
            file.sealed.object_name,
            device,
            entry,
            file.arrival.source,
            file.arrival.item,
            was_new=file.sealed.was_new,
        )
