"""Make written files survive a power cut: one sync for a whole batch."""

from collections.abc import Iterable
from pathlib import Path


def sync_written(paths: Iterable[Path]) -> None:
    """Return once every file in `paths`, and its name in its folder, is on the disk.

    On Linux one `syncfs` per file system; elsewhere `fsync` of each file and of its folders.
    """
    raise NotImplementedError


def replace_durably(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Give `path` this content so that a crash leaves the old content or the new, never half."""
    raise NotImplementedError
