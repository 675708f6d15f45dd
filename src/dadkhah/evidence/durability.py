"""Make written files survive a power cut: one sync for a whole batch."""

import ctypes
import os
import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path


def sync_written(paths: Iterable[Path]) -> None:
    """Return once every file in `paths`, and its name in its folder, is on the disk.

    On Linux one `syncfs` per file system; elsewhere `fsync` of each file and of its folders.
    Raises `OSError` when the disk refused any of it.
    """
    files = list(paths)
    folders = {path.parent for path in files}
    if _syncfs is None:
        _sync_each([*files, *folders, *(above for folder in folders for above in folder.parents)])
    else:
        for folder in {folder.stat().st_dev: folder for folder in folders}.values():
            _sync_file_system(folder, _syncfs)


def replace_durably(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Give `path` this content so that a crash leaves the old content or the new, never half.

    The content lies in `<path>.new` before it is renamed.
    """
    new = path.with_name(f"{path.name}.new")
    with open(new, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync_each([path.parent])


def move_durably(path: Path, target: Path) -> None:
    """Rename a file that is already on the disk."""
    path.replace(target)
    _sync_each([target.parent, path.parent])


def _sync_each(paths: Collection[Path]) -> None:
    for path in dict.fromkeys(paths):
        # Windows opens no folder, and folders above ours may not be ours to read.
        with suppress(PermissionError):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _sync_file_system(folder: Path, syncfs: Callable[[int], int]) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def _find_syncfs(platform: str) -> Callable[[int], int] | None:
    if platform != "linux":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    return getattr(library, "syncfs", None)


_syncfs = _find_syncfs(sys.platform)
SYNCS_FILE_SYSTEM = _syncfs is not None
"""Whether naming one file to `sync_written` covers all others on the same file system."""
