"""Mend a vault from a copy, or a copy from the vault: what is damaged goes aside, not away.

Only what proves itself is brought: objects by their name, logs by their signed head. Each repair,
here or of a copy, becomes an entry of the log of this device.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from dadkhah.evidence.custody.custody_log import LOCK_SECONDS
from dadkhah.evidence.custody.log_lock import LogLock
from dadkhah.evidence.fixity.vault_check import check_vault
from dadkhah.evidence.replicas.copy_check import check_copy
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.mended_file import Mending, RepairReport
from dadkhah.evidence.replicas.object_copy import Progress, unheard
from dadkhah.evidence.replicas.standing import logs_of, refuse_another
from dadkhah.evidence.replicas.store import Store
from dadkhah.evidence.vault import Vault
from dadkhah.evidence.vault.reception_batch import reception_lock

_HERE = "this vault"


def repair_vault(
    vault: Vault,
    source: Store,
    *,
    actor: str,
    at: datetime,
    workers: int | None = None,
    progress: Progress = unheard,
) -> RepairReport:
    """Check this vault, bring back from a copy what is missing or damaged, and log each repair.

    Raises `CopyMissing`, `CopyOfAnother`, `LogBusy`, `DeviceKeyMissing`; when the log of this
    device stays damaged, `LogDamaged` after all else was mended.
    """
    refuse_another(vault, source)
    ours = FolderStore(vault.folder)
    with _nobody_writing(vault), ours.writing(), logs_of(source) as theirs:
        mending = Mending(source, ours, theirs, vault.folder)
        report = _twice(
            lambda: mending.mend(check_vault(vault, workers=workers, progress=progress).faults)
        )
    _log(vault, report, origin=source.place, place=_HERE, actor=actor, at=at)
    return report


def repair_copy(
    vault: Vault,
    target: Store,
    *,
    actor: str,
    at: datetime,
    workers: int | None = None,
    progress: Progress = unheard,
) -> RepairReport:
    """Check a copy, mend from this vault what is missing or damaged there, and log each repair."""

    def mend() -> RepairReport:
        faults = check_copy(vault, target, workers=workers, progress=progress).report.faults
        with logs_of(target) as theirs:
            return Mending(FolderStore(vault.folder), target, vault.folder, theirs).mend(faults)

    with target.writing():
        report = _twice(mend)
    _log(vault, report, origin=_HERE, place=target.place, actor=actor, at=at)
    return report


def _twice(mend: Callable[[], RepairReport]) -> RepairReport:
    """Look again where a log or a list came back: only then is it known what it names."""
    first = mend()
    if all(repair.object_name for repair in first.repairs):
        return first
    second = mend()
    return RepairReport((*first.repairs, *second.repairs), second.unmended)


@contextmanager
def _nobody_writing(vault: Vault) -> Iterator[None]:
    """Hold the log and receptions of this device, without opening a log that may be damaged."""
    _ = vault.device  # raises when there is no log here that a repair could be written into
    with reception_lock(vault.device_folder):
        lock = LogLock(vault.device_folder, seconds=LOCK_SECONDS)
        try:
            yield
        finally:
            lock.release(cleanly=not lock.was_left_held)


def _log(
    vault: Vault, report: RepairReport, *, origin: str, place: str, actor: str, at: datetime
) -> None:
    entries: Sequence[dict[str, str]] = [
        {
            "type": "repair",
            "object": repair.object_name,
            "file": repair.name,
            "reason": repair.reason,
            "from": origin,
            "place": place,
            "aside": repair.aside,
            "actor": actor,
        }
        for repair in report.repairs
    ]
    if entries:
        vault.note_all([{k: v for k, v in one.items() if v} for one in entries], at=at)
