"""How the logs in a copy stand to ours: behind, level, ahead - or another story."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from dadkhah.errors import (
    CopyDamaged,
    CopyForked,
    CopyMissing,
    CopyOfAnother,
    DadkhahError,
    SignatureNotValid,
)
from dadkhah.evidence.custody.continuity import root_then
from dadkhah.evidence.custody.log_reader import HEAD_FILE, LogReader
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.store import Store, read_bytes
from dadkhah.evidence.vault import Vault

DESCRIPTION = "vault.json"
READ_WITHOUT_KEY = ("log", "manifests")


class Standing(StrEnum):
    """The log of a device in a copy, seen from the log here."""

    NEW = "new"
    BEHIND = "behind"
    LEVEL = "level"
    AHEAD = "ahead"


def refuse_another(vault: Vault, store: Store, *, may_be_new: bool = False) -> None:
    """Raise `CopyOfAnother` or `CopyMissing` unless the store holds a copy of this vault."""
    ours = (vault.folder / DESCRIPTION).read_bytes()
    theirs = read_bytes(store, DESCRIPTION)
    if theirs is None and not may_be_new:
        raise CopyMissing(f"There is no copy of a vault in {store.place}.")
    if theirs is not None and theirs != ours:
        raise CopyOfAnother(
            f"{store.place} holds a copy of another vault, or its {DESCRIPTION} was altered. "
            "Nothing was written."
        )


@contextmanager
def logs_of(store: Store) -> Iterator[Path]:
    """Yield a folder with the logs and manifests of a copy: itself, or fetched for this."""
    if isinstance(store, FolderStore):
        yield store.root
        return
    with tempfile.TemporaryDirectory(prefix="dadkhah-copy-") as name:
        for top in READ_WITHOUT_KEY:
            for stored in store.files(top):
                _fetch(Path(name) / stored.name, store.read(stored.name))
        for stored in store.files("private"):
            _fetch(Path(name) / stored.name, ())  # only whether it is there is looked at
        yield Path(name)


def _fetch(path: Path, blocks: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(blocks))


def devices_in(folder: Path) -> tuple[str, ...]:
    """The devices whose logs are in the folder of a vault or copy."""
    logs = folder / "log"
    return tuple(sorted(path.name for path in logs.iterdir())) if logs.is_dir() else ()


def standing(ours: LogReader, theirs: Path) -> Standing:
    """Compare a log with that in the folder `theirs` of a copy.

    Raises `CopyForked` when neither continues the other, `CopyDamaged` when the copy's head cannot
    be read, `LogDamaged` when the tiles here do not lead to the head.
    """
    device = ours.folder.name
    folder = theirs / "log" / device
    if not (folder / HEAD_FILE).exists():
        return Standing.NEW
    try:
        copy = LogReader(folder, ours.vkey)
        if copy.size > ours.size:
            is_same = root_then(copy, ours.size) == ours.head().root
            relation = Standing.AHEAD
        else:
            is_same = root_then(ours, copy.size) == copy.head().root
            relation = Standing.LEVEL if copy.size == ours.size else Standing.BEHIND
    except SignatureNotValid as error:
        raise CopyDamaged(f"The head of log {device} in {theirs} cannot be read: {error}") from None
    if not is_same:
        raise CopyForked(
            f"Log {device} in {theirs} ({copy.size} entries) and the one here ({ours.size}) tell "
            "two stories: one was edited, or its key was used twice. Nothing was written."
        )
    return relation


def standings(vault: Vault, theirs: Path) -> dict[str, Standing]:
    """Compare every log of the vault with a copy; raises what `standing` raises."""
    return {device: standing(vault.log(device), theirs) for device in vault.devices()}


def readable(folder: Path, device: str) -> LogReader | None:
    """The log of a device in a folder, or None when its head cannot be read."""
    try:
        return LogReader(folder / "log" / device)
    except (DadkhahError, OSError):
        return None
