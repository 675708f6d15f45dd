"""Check a whole vault on all cores: every byte, every entry, every object the log names.

No key is needed. With one, what the entries say is checked too.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import CustodyError, DadkhahError
from dadkhah.evidence.custody.continuity import check_continuity
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_check import check_log
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.disposal.record import Disposal, disposals_in
from dadkhah.evidence.fixity.entry_check import check_entries
from dadkhah.evidence.fixity.manifest_check import Fault, ManifestCheck
from dadkhah.evidence.fixity.object_check import SHARDS, Shard, check_shard, path_of
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.tlog.signed_note import VerifierKey
from dadkhah.evidence.vault import Vault
from dadkhah.evidence.vault.identity import VaultIdentity
from dadkhah.evidence.vault.kept_batch import KeptBatches
from dadkhah.evidence.vault.processes import process_pool
from dadkhah.text.counted import counted


@dataclass(frozen=True, slots=True)
class FixityReport:
    """What was checked, and every fault that was found; sound when there is none."""

    objects: int
    bytes: int
    entries: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    disposed: tuple[Disposal, ...] = ()
    """Objects that are not there because an entry says that they were destroyed."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing was changed, removed, added or reordered."""
        return not self.faults


def check_vault(
    vault: Vault,
    *,
    identity: VaultIdentity | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> FixityReport:
    """Compare everything in the vault with its logs, and this device's log with its memory.

    `progress` is told how many of the folders of objects are done, of how many.
    """
    faults: list[Fault] = []
    notes: list[str] = []
    devices = vault.devices()
    disposed = disposals_in(vault.folder, devices)
    with process_pool(workers or os.cpu_count() or 1) as pool:
        logs = [pool.submit(_check_log, vault, device) for device in devices]
        store = FolderStore(vault.folder)
        shards = [
            pool.submit(check_shard, store, number, names, frozenset(disposed))
            for number, names in enumerate(listed_objects(vault.folder, devices, faults, notes))
        ]
        if identity:
            for device in devices:
                faults += check_entries(vault, device, identity, disposed)
        checked = results(shards, progress)
        entries = 0
        for size, log_faults in (log.result() for log in logs):
            entries += size
            faults += log_faults
    faults += [fault for shard in checked for fault in shard.faults]
    faults += _undestroyed(checked, disposed)
    faults += _strangers(vault.objects.objects)
    notes += _left_over(vault.objects.incoming)
    return report_of(checked, entries, faults, notes, disposed.values())


def report_of(
    checked: Sequence[Shard],
    entries: int,
    faults: Sequence[Fault],
    notes: Sequence[str],
    disposed: Collection[Disposal],
) -> FixityReport:
    """Put together what was found; faults are sorted by code and subject."""
    return FixityReport(
        sum(shard.objects for shard in checked),
        sum(shard.bytes for shard in checked),
        entries,
        tuple(sorted(faults, key=lambda fault: (fault.code, fault.subject))),
        tuple(notes),
        tuple(disposed),
    )


def results(shards: list[Future[Shard]], progress: Callable[[int, int], None]) -> list[Shard]:
    """Wait for every folder of objects, and say how many are done."""
    checked = []
    for shard in shards:
        checked.append(shard.result())
        progress(len(checked), len(shards))
    return checked


def listed_objects(
    folder: Path, devices: Sequence[str], faults: list[Fault], notes: list[str]
) -> list[bytes]:
    """Return the names in all manifests, packed, by their first byte; add what is wrong there."""
    listed = [bytearray() for _ in range(SHARDS)]
    for device in devices:
        check = ManifestCheck(KeptBatches(folder, device), folder / "log" / device)
        for name in check.object_names():
            listed[name[0]] += name
        faults += check.faults
        notes += check.notes
    return [bytes(names) for names in listed]


def log_faults(folder: Path, device: str, vkey: VerifierKey) -> list[Fault]:
    """Check one log in the folder of a vault or copy."""
    problems = check_log(folder / "log" / device, vkey)
    return [Fault(one.code, f"log/{device}/{one.subject}", one.message) for one in problems]


def _check_log(vault: Vault, device: str) -> tuple[int, list[Fault]]:
    """Check one log, and the memory of this device when the log is its own."""
    folder = vault.folder / "log" / device
    faults = []
    own = None
    try:
        # Without a device folder this is a copy of the vault elsewhere.
        key = DeviceKey.load(vault.device_folder) if vault.device_folder.is_dir() else None
        own = key if key and key.device == device else None
        if own:
            check_continuity(LogReader(folder, own.vkey), own)
    except CustodyError as error:
        faults.append(Fault(error.code, f"log/{device}", str(error)))
    try:
        reader = LogReader(folder)
    except DadkhahError as error:
        return 0, [*faults, Fault(error.code, f"log/{device}", str(error))]
    vkey = own.vkey if own else reader.vkey
    return reader.size, [*faults, *log_faults(vault.folder, device, vkey)]


def _undestroyed(checked: Sequence[Shard], disposed: dict[str, Disposal]) -> Iterator[Fault]:
    for name in (name for shard in checked for name in shard.undestroyed):
        message = f"It is still here, though it was {disposed[name]}."
        yield Fault("object-undestroyed", path_of(name), message)


def _left_over(incoming: Path) -> Iterator[str]:
    if left := sum(1 for _ in incoming.glob("*")):
        folders = counted(left, "folder", verb=("was", "were"))
        yield f"{folders} never logged; the next reception clears incoming/."


def _strangers(objects: Path) -> Iterator[Fault]:
    shards = {f"{number:02x}" for number in range(SHARDS)}
    for path in sorted(objects.iterdir()):
        if path.name not in shards or not path.is_dir():
            yield Fault("object-extra", f"objects/{path.name}", "Nothing of the vault lies here.")
