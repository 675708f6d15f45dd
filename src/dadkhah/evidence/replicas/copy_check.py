"""Check a copy without a key: every byte it has, its logs, and that it continues what is here."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import CustodyError
from dadkhah.evidence.disposal.record import disposals_in, rewritten
from dadkhah.evidence.fixity.manifest_check import Fault
from dadkhah.evidence.fixity.object_check import NAME_BYTES, Shard, check_shard, object_of
from dadkhah.evidence.fixity.vault_check import (
    FixityReport,
    listed_objects,
    log_faults,
    report_of,
    results,
)
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.object_copy import Progress, pool_for, unheard
from dadkhah.evidence.replicas.standing import (
    Standing,
    devices_in,
    logs_of,
    readable,
    refuse_another,
    standing,
)
from dadkhah.evidence.replicas.store import Store
from dadkhah.evidence.tlog.tiles import read_tile_path
from dadkhah.evidence.vault import Vault
from dadkhah.text.counted import counted

_KEPT = "private"


@dataclass(frozen=True, slots=True)
class CopyCheck:
    """What a copy is worth. `behind` are the logs of which the vault here knows more."""

    report: FixityReport
    behind: tuple[str, ...]
    undestroyed: tuple[str, ...]
    """Objects that were disposed of here and are still in the copy."""

    @property
    def is_sound(self) -> bool:
        """Whether everything the heads of the copy cover is there and right."""
        return self.report.is_sound


def check_copy(
    vault: Vault, store: Store, *, workers: int | None = None, progress: Progress = unheard
) -> CopyCheck:
    """Hash every object of a copy, check its logs and compare them and its lists with those here.

    Nothing is written. Raises `CopyMissing`, `CopyOfAnother`.
    """
    refuse_another(vault, store)
    faults: list[Fault] = []
    notes: list[str] = []
    with logs_of(store) as theirs, pool_for(store, workers=workers) as pool:
        devices = devices_in(theirs)
        relations = {one: _relation(vault, theirs, one, faults) for one in vault.devices()}
        behind = tuple(one for one, it in relations.items() if it in _LESS)
        disposed = disposals_in(theirs, devices)
        disposed |= disposals_in(vault.folder, vault.devices())
        listed = listed_objects(theirs, devices, faults, notes)
        shards = [
            pool.submit(check_shard, store, number, names, frozenset(disposed))
            for number, names in enumerate(listed)
        ]
        entries = sum(_check_log(theirs, device, faults) for device in devices)
        faults += _differing(vault, store, rewritten(disposed))
        checked = results(shards, progress)
    faults += [fault for shard in checked for fault in shard.faults]
    if behind:
        faults = list(_without_unfinished(vault, faults, notes))
    report = report_of(checked, entries, faults, notes, disposed.values())
    return CopyCheck(report, behind, _undestroyed(checked))


_LESS = (Standing.NEW, Standing.BEHIND)


def _relation(vault: Vault, theirs: Path, device: str, faults: list[Fault]) -> Standing | None:
    try:
        return standing(vault.log(device), theirs)
    except CustodyError as error:
        faults.append(Fault(error.code, f"log/{device}", str(error)))
        return None


def _check_log(theirs: Path, device: str, faults: list[Fault]) -> int:
    reader = readable(theirs, device)
    if reader is None:
        message = "Its head or its key cannot be read."
        faults.append(Fault("head-not-valid", f"log/{device}", message))
        return 0
    faults += log_faults(theirs, device, reader.vkey)
    return reader.size


def _differing(
    vault: Vault, store: Store, rewritten_files: Collection[tuple[str, str]]
) -> Iterator[Fault]:
    """Compare sealed disclosures with those here: only a key tells which of two is right."""
    for stored in store.files(_KEPT):
        ours = FolderStore(vault.folder)
        if ours.size(stored.name) is None:
            continue
        sha256 = ours.digest(stored.name)[1]
        if store.digest(stored.name)[1] == sha256 or (stored.name, sha256) in rewritten_files:
            continue
        message = "It is not as it is here. `dadkhah vault verify --with-key` tells which is right."
        yield Fault("private-differs", stored.name, message)


def _without_unfinished(vault: Vault, faults: list[Fault], notes: list[str]) -> Iterator[Fault]:
    """Leave out what a run that was cut off has brought and no head covers yet."""
    known: set[str] = set()
    for packed in listed_objects(vault.folder, vault.devices(), [], []):
        known.update(packed[at : at + NAME_BYTES].hex() for at in range(0, len(packed), NAME_BYTES))
    left = 0
    for fault in faults:
        is_known = fault.code == "object-unlogged" and object_of(fault.subject) in known
        if is_known or _is_of_our_log(vault, fault):
            left += 1
        else:
            yield fault
    if left:
        files = counted(left, "file", verb=("was", "were"))
        notes.append(f"{files} brought by a run that did not end. Run `dadkhah vault copy` again.")


def _is_of_our_log(vault: Vault, fault: Fault) -> bool:
    """Whether a file that the copy's head does not cover yet is one that the log here has."""
    if fault.code != "file-added":
        return False
    _, device, path = fault.subject.split("/", 2)
    name = read_tile_path(path)
    if name is None or device not in vault.devices():
        return False
    return not name.is_beyond(vault.log(device).size)


def _undestroyed(checked: Collection[Shard]) -> tuple[str, ...]:
    return tuple(name for shard in checked for name in shard.undestroyed)
