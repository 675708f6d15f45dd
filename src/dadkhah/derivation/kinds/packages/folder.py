"""A folder on disk, poured out like an archive: so that a package need not be one."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from dadkhah.derivation.kinds.packed.entries import Entry, Kind, Poured, Wanted
from dadkhah.derivation.kinds.packed.zip_file import copy


class FolderContainer:
    """The files below a folder. Links are named and not followed."""

    form = "folder"
    has_index = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pour(self, wanted: Wanted) -> Poured:
        """Go through the files, sorted by their paths."""
        damaged: list[str] = []
        for path, entry in self._entries():
            sink = wanted(entry)
            if sink is None:
                continue
            try:
                with path.open("rb") as file:
                    copy(file, sink)
            except OSError:
                sink.drop()
                damaged.append(entry.name)
            else:
                sink.close()
        return Poured(damaged=tuple(damaged))

    def _entries(self) -> Iterator[tuple[Path, Entry]]:
        for top, folders, files in os.walk(self._folder, followlinks=False):
            folders.sort()
            for name in sorted(files):
                path = Path(top, name)
                yield path, self._entry(path)

    def _entry(self, path: Path) -> Entry:
        name = path.relative_to(self._folder).as_posix()
        if path.is_symlink() or not path.is_file():
            return Entry(name, Kind.LINK if path.is_symlink() else Kind.DEVICE)
        found = path.stat()
        moment = datetime.fromtimestamp(int(found.st_mtime), UTC)
        return Entry(name, size=found.st_size, modified=moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
