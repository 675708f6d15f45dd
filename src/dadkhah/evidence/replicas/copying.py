"""Copy a vault to another place: each object once, the log only forward, the device never.

Objects come first and the heads last: a copy that was cut off has more than its heads say, never
less, and the same run again goes on where it stopped.
"""

from collections.abc import Collection
from dataclasses import dataclass

from dadkhah.errors import LogRolledBack
from dadkhah.evidence.disposal.record import disposals_in
from dadkhah.evidence.fixity.manifest_check import Fault
from dadkhah.evidence.fixity.object_check import NAME_BYTES, OBJECTS, path_of
from dadkhah.evidence.fixity.vault_check import listed_objects
from dadkhah.evidence.replicas.file_copy import FileCopy
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.log_files import proven_tiles
from dadkhah.evidence.replicas.object_copy import Progress, copy_objects, pool_for, unheard
from dadkhah.evidence.replicas.standing import (
    DESCRIPTION,
    Standing,
    devices_in,
    logs_of,
    refuse_another,
    standings,
)
from dadkhah.evidence.replicas.store import Store, Stored
from dadkhah.evidence.vault import Vault


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What a run did. `problems` are sentences: what could not be copied, and why."""

    objects: int
    bytes: int
    files: int
    removed: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def copy_vault(
    vault: Vault,
    target: Store,
    *,
    with_keys: bool = False,
    with_disposals: bool = False,
    workers: int | None = None,
    progress: Progress = unheard,
) -> CopyReport:
    """Bring a copy up to date; return what was done.

    Keys that were changed or taken away here are carried over only `with_keys`, and objects that
    were disposed of are removed there only `with_disposals`. Raises `CopyForked`, `CopyOfAnother`,
    `LogRolledBack`, `LogDamaged`, `CopyDamaged`, `CopyBusy`; nothing was then written.
    """
    refuse_another(vault, target, may_be_new=True)
    logs = [vault.log(device) for device in vault.devices()]
    with target.writing(), logs_of(target) as theirs:
        relations = standings(vault, theirs)
        _refuse_older(vault, relations)
        tiles = [proven_tiles(log) for log in logs]
        disposed = disposals_in(theirs, devices_in(theirs))
        disposed |= disposals_in(vault.folder, vault.devices())
        there = {one.name: one.size for one in target.files()}
        files = FileCopy(FolderStore(vault.folder), target, there)
        files.add(DESCRIPTION, (vault.folder / DESCRIPTION).read_bytes())
        # First of all, so that whoever finds half of a copy can open that half.
        files.keys(carry=with_keys)
        wanted, problems = _wanted(vault, there, disposed)
        with pool_for(files.ours, target, workers=workers) as pool:
            done = copy_objects(files.ours, target, wanted, pool=pool, progress=progress)
        removed = files.disposals(disposed) if with_disposals else 0
        files.kept_files({log.folder.name: log.size for log in logs})
        files.anchors()
        for log, own_tiles in zip(logs, tiles, strict=True):
            relation = relations[log.folder.name]
            if relation is not Standing.AHEAD:
                files.log(log, own_tiles, is_level=relation is Standing.LEVEL)
    problems += [one.problem for one in done if one.problem]
    new = {one.name for one in done if one.was_new}
    size = sum(one.size for one in wanted if one.name in new)
    return CopyReport(len(new), size, files.files, removed, tuple(problems), tuple(files.notes))


def _refuse_older(vault: Vault, relations: dict[str, Standing]) -> None:
    """A copy that knows more of this device's own log means that this vault is the older one."""
    own = vault.device if vault.has_device_key else ""
    if relations.get(own) is Standing.AHEAD:
        raise LogRolledBack(
            "The copy knows more of the log of this device than the vault here: this is an older "
            "state, such as a restored backup. Nothing was written. Keep both; if the newer one is "
            "right, work with it."
        )


def _wanted(
    vault: Vault, there: Collection[str], disposed: Collection[str]
) -> tuple[list[Stored], list[str]]:
    """Return the objects that manifests name and the copy lacks, and why some cannot be copied."""
    faults: list[Fault] = []
    listed = listed_objects(vault.folder, vault.devices(), faults, [])
    problems = [f"{fault.subject}: {fault.message}" for fault in faults]
    here = {one.name: one for one in FolderStore(vault.folder).files(OBJECTS)}
    wanted = []
    for packed in listed:
        for at in range(0, len(packed), NAME_BYTES):
            name = packed[at : at + NAME_BYTES].hex()
            path = path_of(name)
            if path in there or name in disposed:
                continue
            if path in here:
                wanted.append(here[path])
            else:
                problems.append(f"{path} is missing here; it could not be copied.")
    return wanted, problems
