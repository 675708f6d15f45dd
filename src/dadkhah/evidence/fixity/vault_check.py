"""Check a whole vault on all cores: every byte, every entry, every object the log names.

No key is needed. With one, what the entries say is checked too.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import CustodyError, DadkhahError
from dadkhah.evidence.custody.continuity import check_continuity
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_check import check_log
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.fixity.entry_check import check_entries
from dadkhah.evidence.fixity.manifest_check import Fault, ManifestCheck
from dadkhah.evidence.vault import Vault
from dadkhah.evidence.vault.identity import VaultIdentity
from dadkhah.evidence.vault.objects import OBJECT_NAME, ObjectStore
from dadkhah.evidence.vault.processes import process_pool
from dadkhah.text.counted import counted

BLOCK = 256 * 1024
_NAME_BYTES = 32


@dataclass(frozen=True, slots=True)
class FixityReport:
    """What was checked, and every fault that was found; sound when there is none."""

    objects: int
    bytes: int
    entries: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was changed, removed, added or reordered."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Shard:
    objects: int
    bytes: int
    faults: tuple[Fault, ...]


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
    with process_pool(workers or os.cpu_count() or 1) as pool:
        logs = [pool.submit(_check_log, vault, device) for device in vault.devices()]
        shards = [
            pool.submit(_check_shard, vault.folder, number, names)
            for number, names in enumerate(_listed_objects(vault, faults, notes))
        ]
        if identity:
            for device in vault.devices():
                faults += check_entries(vault, device, identity)
        checked = _results(shards, progress)
        entries = 0
        for size, log_faults in (log.result() for log in logs):
            entries += size
            faults += log_faults
    faults += [fault for shard in checked for fault in shard.faults]
    faults += _strangers(vault.objects.objects)
    notes += _left_over(vault.objects.incoming)
    return FixityReport(
        sum(shard.objects for shard in checked),
        sum(shard.bytes for shard in checked),
        entries,
        tuple(sorted(faults, key=lambda fault: (fault.code, fault.subject))),
        tuple(notes),
    )


def _results(shards: list[Future[_Shard]], progress: Callable[[int, int], None]) -> list[_Shard]:
    checked = []
    for shard in shards:
        checked.append(shard.result())
        progress(len(checked), len(shards))
    return checked


def _left_over(incoming: Path) -> Iterator[str]:
    if left := sum(1 for _ in incoming.glob("*")):
        folders = counted(left, "folder", verb=("was", "were"))
        yield f"{folders} never logged; the next reception clears incoming/."


def _listed_objects(vault: Vault, faults: list[Fault], notes: list[str]) -> list[bytes]:
    """Return the names in all manifests, packed, by their first byte; add what is wrong there."""
    listed = [bytearray() for _ in range(256)]
    for device in vault.devices():
        check = ManifestCheck(vault.kept(device), vault.folder / "log" / device)
        for name in check.object_names():
            listed[name[0]] += name
        faults += check.faults
        notes += check.notes
    return [bytes(names) for names in listed]


def _check_shard(folder: Path, number: int, names: bytes) -> _Shard:
    """Hash every file of `objects/<number>`; `names` are those the manifests list, packed."""
    prefix = f"{number:02x}"
    shard = ObjectStore(folder).objects / prefix
    listed = {names[at : at + _NAME_BYTES].hex() for at in range(0, len(names), _NAME_BYTES)}
    present = {prefix + path.name for path in shard.iterdir()} if shard.is_dir() else set()
    faults = [_fault("object-missing", name, "It is missing.") for name in listed - present]
    buffer = memoryview(bytearray(BLOCK))
    size = 0
    for name in sorted(present):
        path = f"{shard}/{name[2:]}"
        try:
            length, digest = _hash_file(path, buffer)
        except OSError as error:
            faults.append(_fault("object-unreadable", name, f"{error.strerror}."))
            continue
        size += length
        if not OBJECT_NAME.fullmatch(name):
            faults.append(_fault("object-extra", name, "No object has such a name."))
        elif digest != name:
            message = f"Its bytes are not those that were sealed: their SHA-256 is {digest}."
            faults.append(_fault("object-changed", name, message))
        elif name not in listed:
            message = "It is whole, but no entry of any log brought it here."
            faults.append(_fault("object-unlogged", name, message))
    return _Shard(len(present), size, tuple(faults))


def _hash_file(path: str, buffer: memoryview) -> tuple[int, str]:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        digest, size = hashlib.sha256(), 0
        while length := os.readv(descriptor, [buffer]):
            digest.update(buffer[:length])
            size += length
        return size, digest.hexdigest()
    finally:
        os.close(descriptor)


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
    problems = check_log(folder, own.vkey if own else reader.vkey)
    faults += [Fault(one.code, f"log/{device}/{one.subject}", one.message) for one in problems]
    return reader.size, faults


def _fault(code: str, name: str, message: str) -> Fault:
    return Fault(code, f"objects/{name[:2]}/{name[2:]}", message)


def _strangers(objects: Path) -> Iterator[Fault]:
    shards = {f"{number:02x}" for number in range(256)}
    for path in sorted(objects.iterdir()):
        if path.name not in shards or not path.is_dir():
            yield Fault("object-extra", f"objects/{path.name}", "Nothing of the vault lies here.")
