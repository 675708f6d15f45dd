"""Find the files to receive, in one order on every machine; name what is not a file."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from dadkhah.evidence.vault.arrivals import Arrival, NotReceived

_KINDS = {
    stat.S_IFLNK: ("link", "a link; links are not followed. Receive what it points to by name."),
    stat.S_IFSOCK: ("socket", "a socket, which has no content to keep."),
    stat.S_IFIFO: ("fifo", "a pipe, which has no content to keep."),
    stat.S_IFBLK: ("device", "a device. Make an image of it and receive the image."),
    stat.S_IFCHR: ("device", "a device, which has no content to keep."),
}


def walk(
    paths: Iterable[Path], *, source: str, avoid: Path | None = None
) -> Iterator[Arrival | NotReceived]:
    """Yield an arrival for each file under `paths`, folders in order of their names' bytes.

    The name in the log begins with the last part of the path that was given. `avoid` (the home of
    the vault) is never received into itself. Nothing is skipped without being yielded by name.
    """
    avoided = os.stat(avoid) if avoid else None  # noqa: PTH116 -- compared with DirEntry.stat
    for given in paths:
        top = Path(os.path.abspath(given))  # noqa: PTH100 -- resolve() would follow a link
        waiting = [(str(top), readable(top.name))]
        while waiting:
            path, name = waiting.pop()
            try:
                status = os.lstat(path)
                if stat.S_ISDIR(status.st_mode):
                    if avoided and os.path.samestat(status, avoided):
                        yield NotReceived(name, "vault", "This is the folder of the vault itself.")
                        continue
                    # Reversed, since the last one put on the pile is taken first.
                    for child in sorted(os.listdir(path), key=os.fsencode, reverse=True):  # noqa: PTH208
                        waiting.append((os.path.join(path, child), f"{name}/{readable(child)}"))  # noqa: PTH118
                    continue
            except OSError as error:
                yield unreadable(name, error)
                continue
            yield _arrival(path, name, status.st_mode, source)


def readable(name: str) -> str:
    """Return a file name as text: bytes that are no UTF-8 are written `\\xd8`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def unreadable(path: str, error: OSError) -> NotReceived:
    """Say why the system would not give a file."""
    reason = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
    return NotReceived(path, reason, f"It could not be read: {error.strerror}.")


def refusal(path: str, mode: int) -> NotReceived | None:
    """Why something of this mode is not received; None for an ordinary file."""
    if stat.S_ISREG(mode):
        return None
    reason, what = _KINDS.get(stat.S_IFMT(mode), ("folder", "a folder where a file was."))
    return NotReceived(path, reason, f"This is {what}")


def _arrival(path: str, name: str, mode: int, source: str) -> Arrival | NotReceived:
    return refusal(name, mode) or Arrival(path, name, source)
