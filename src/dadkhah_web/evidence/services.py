"""What enters the vault for a case, and what is written into its log."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from dadkhah.errors import ItemsNotReceived
from dadkhah.evidence.vault import Arrival, NotReceived, Received, Vault, VaultIdentity
from dadkhah.records.evidence import EvidenceItem

# What others need to name, who do not touch the vault themselves.
__all__ = ["NotReceived", "Received", "VaultIdentity"]
# Entries in one durable batch: enough that the sync does not count, little enough to hold.
BATCH = 5_000

Progress = Callable[[str, int, int], None]
"""Told of long work: what, how many are done, of how many."""


def unheard(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody listens to."""


@dataclass(frozen=True, slots=True)
class LoggedFields:
    """One entry of the log and the disclosures that open it."""

    device: str
    entry: int
    disclosures: tuple[str, ...]


def site_home() -> Path:
    """Return the home folder of this site."""
    return Path(settings.DADKHAH_HOME)


def site_vault() -> Vault:
    """Return the vault of this site; raises `VaultMissing`. To write into it needs no key."""
    return Vault.open(site_home())


def receive_items(
    items: Sequence[EvidenceItem],
    folder: Path,
    *,
    vault: Vault,
    reception: str,
    actor: str,
    at: datetime,
    progress: Progress = unheard,
) -> dict[str, Received]:
    """Seal the files of these items into the vault; return each reception by item id.

    Raises `ItemsNotReceived` naming every file that could not be sealed; those that could stay
    sealed, and the same call goes on from there.
    """
    arrivals = [
        Arrival(folder / item.file, item.file, item.source, item.id, item.media_type)
        for item in items
    ]
    received: dict[str, Received] = {}
    refused: list[NotReceived] = []
    for outcome in vault.receive(arrivals, actor=actor, clock=lambda: at, reception=reception):
        if isinstance(outcome, NotReceived):
            refused.append(outcome)
        else:
            received[outcome.item] = outcome
        progress("received", len(received) + len(refused), len(items))
    problems = [f"{outcome.path}: {outcome.message}" for outcome in refused]
    problems += [
        f"{item.file}: changed while it was received; expected SHA-256 {item.sha256}"
        for item in items
        if item.sha256 and item.id in received and received[item.id].sha256 != item.sha256
    ]
    if problems:
        raise ItemsNotReceived("\n  ".join(["These files were not received:", *problems]))
    return received


class SpooledArrival(NamedTuple):
    """A file that came through a browser: where it lies, what it was called, what it becomes."""

    file: Path
    name: str
    source: str
    item: str
    media_type: str
    parent: str = ""
    relation: str = ""


def receive_spooled(
    files: Sequence[SpooledArrival], *, reception: str, actor: str, at: datetime
) -> list[Received | NotReceived]:
    """Seal files into the vault of this site; return what became of each, in their order."""
    arrivals = [Arrival(*file) for file in files]
    # One worker: a server that answers others does not fork, and rarely seals many files at once.
    received = site_vault().receive(
        arrivals, actor=actor, clock=lambda: at, reception=reception, workers=1
    )
    return list(received)


def log_entries(
    fields: Iterable[Mapping[str, str]],
    *,
    vault: Vault,
    at: datetime,
    progress: Progress = unheard,
) -> Iterator[LoggedFields]:
    """Write one entry for each mapping into this device's log, in few durable batches."""
    pending = list(fields)
    for start in range(0, len(pending), BATCH):
        batch = pending[start : start + BATCH]
        recorded = vault.record(batch, at=at)
        for entry, disclosures in zip(recorded.entries, recorded.disclosures, strict=True):
            encoded = tuple(disclosure.encoded for disclosure in disclosures)
            yield LoggedFields(recorded.device, entry, encoded)
        progress("logged", start + len(batch), len(pending))
