"""One writer at a time, and a trace of the writer that did not come back."""

import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from dadkhah.errors import LogBusy


class LogLock:
    """The right to sign heads with the key in `folder`, held until `release`."""

    def __init__(self, folder: Path, *, seconds: float) -> None:
        """Wait at most `seconds`; raises `LogBusy` with the name of the one who holds it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._holder = folder / "log-lock-holder"
        self._lock = FileLock(folder / "log-lock", timeout=seconds, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout:
            message = (
                f"The custody log of this device is being written by {self._named_holder()}. "
                f"Nothing was written in {seconds:g} s of waiting. Try again when it is done."
            )
            raise LogBusy(message) from None
        self.was_left_held = self._holder.exists()
        """Whether the last writer was cut off, so that its batch may be unfinished."""
        program = Path(sys.argv[0]).name or "python"
        self._holder.write_text(f"process {os.getpid()} ({program})", encoding="utf-8")

    @property
    def is_held(self) -> bool:
        """Whether `release` has not been called."""
        return self._lock.is_locked

    def release(self, *, cleanly: bool = True) -> None:
        """Let the next writer in; not `cleanly` tells it to look for an unfinished batch."""
        if self.is_held:
            if cleanly:
                self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _named_holder(self) -> str:
        try:
            return self._holder.read_text(encoding="utf-8")
        except FileNotFoundError:
            return "another program"
