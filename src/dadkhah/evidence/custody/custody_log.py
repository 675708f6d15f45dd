"""Append to the custody log of this device: durable before it is acknowledged."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.custody.recovery import Recovery


class CustodyLog(LogReader):
    """This device's log, held under a lock until `close`. Use it as a context manager.

    `logs` is the folder `vault/log`; the log lies in `vault/log/<device>/`.
    """

    recovery: Recovery | None
    """What an interrupted batch left behind, when there was one."""

    @classmethod
    def create(cls, logs: Path, key: DeviceKey, *, lock_seconds: float = 10) -> Self:
        """Start the log of a new device. Raises `LogExists`, `LogBusy`."""
        raise NotImplementedError

    @classmethod
    def open(cls, logs: Path, key: DeviceKey, *, lock_seconds: float = 10) -> Self:
        """Open to append. Raises `LogBusy`, `LogDamaged`, `LogRolledBack`, `LogForked`."""
        raise NotImplementedError

    def append(self, entries: Sequence[bytes], *, written: Iterable[Path] = ()) -> range:
        """Append one durable batch; return the positions of its entries.

        `written` are the files (objects, disclosures) this batch rests on: the same single sync
        makes them durable, before the head is signed. When this returns, the batch is acknowledged.
        """
        raise NotImplementedError

    def keep_checkpoint(self) -> Path:
        """Keep the current head in `checkpoints/<size>`, so that a later reader can compare."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the lock."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
