"""Refuse a log that does not continue what this device signed: an old copy, or another story."""

from dadkhah.errors import LogDamaged, LogForked, LogRolledBack
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.checkpoint import Checkpoint
from dadkhah.evidence.tlog.merkle import proves_consistency


def check_continuity(reader: LogReader, key: DeviceKey) -> Checkpoint | None:
    """Return the head that the device remembers; None for a log that was only just created.

    A log ahead of the memory is a crash after the head was renamed, and is accepted when it extends
    what is remembered. Raises `LogRolledBack`, `LogForked`, `LastHeadMissing`, `LogDamaged`.
    """
    if reader.size == 0 and not key.has_signed:
        return None
    last = key.last_head()
    if reader.size < last.size:
        raise LogRolledBack(
            f"{reader.folder} has {reader.size} entries, but this device signed {last.size}: the "
            "vault is an older copy, such as a restored backup. Nothing was written. Find the "
            "newer copy; if there is none, keep this one as it is and start a new device log: "
            "`dadkhah vault start-device`."
        )
    if root_then(reader, last.size) != last.root:
        raise LogForked(
            f"{reader.folder} does not continue the log of {last.size} entries that this device "
            "signed: the vault is an edited copy, or the key was used elsewhere. Nothing was "
            "written. Keep both copies, compare their kept heads, and start a new device log: "
            "`dadkhah vault start-device`."
        )
    return last


def root_then(reader: LogReader, size: int) -> bytes:
    """Return the root at `size` that the signed head of `reader` stands for.

    Raises `LogDamaged` when the tiles do not lead there from the head.
    """
    head = reader.head()
    if size == head.size:
        return head.root
    root = reader.root_at(size)
    # Tiles that do not lead to the signed head say nothing about a fork: they are damaged.
    if not proves_consistency(
        old_size=size,
        old_root=root,
        size=head.size,
        root=head.root,
        proof=reader.consistency_proof(size),
    ):
        raise LogDamaged(f"The tiles in {reader.folder} do not give the signed head.")
    return root
