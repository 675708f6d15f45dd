"""Read a custody log of any device; no private key needed."""

from collections.abc import Iterator
from pathlib import Path

from dadkhah.evidence.tlog.checkpoint import Checkpoint
from dadkhah.evidence.tlog.signed_note import VerifierKey


class LogReader:
    """A log as its signed head showed it when it was opened (`vault/log/<device>/`).

    Opening checks the signature on the head. Content is checked by `check_log`.
    """

    folder: Path
    vkey: VerifierKey

    def __init__(self, folder: Path, vkey: VerifierKey | None = None) -> None:
        """Open for reading; without `vkey` the one in the folder is taken (and proves less).

        Raises `LogDamaged`, `SignatureNotValid`.
        """
        raise NotImplementedError

    @property
    def size(self) -> int:
        """The number of entries."""
        raise NotImplementedError

    def head(self) -> Checkpoint:
        """The signed head."""
        raise NotImplementedError

    def entry(self, index: int) -> bytes:
        """One entry; raises `IndexError` outside the log."""
        raise NotImplementedError

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The entries from `start` up to, not including, `stop`."""
        raise NotImplementedError

    def leaf_hashes(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The leaf hashes from the level 0 tiles."""
        raise NotImplementedError

    def root_at(self, size: int) -> bytes:
        """The root the log had at `size`, from O(log size) tiles."""
        raise NotImplementedError

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The RFC 9162 path of one entry to the root at `size` (default: the head)."""
        raise NotImplementedError

    def consistency_proof(self, old_size: int, size: int | None = None) -> tuple[bytes, ...]:
        """The RFC 9162 proof that the log at `size` extends the log at `old_size`."""
        raise NotImplementedError

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints that were kept, smallest first (signatures are checked)."""
        raise NotImplementedError
