"""Pack a folder as a zip archive that is the same bytes for the same files."""

import shutil
import zipfile
from pathlib import Path

from dadkhah.exchange.bundle.bag import files_below

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: files here have no date that matters
_READABLE = 0o100644 << 16


def write_zip(folder: Path, archive: Path) -> None:
    """Write `archive` with the files of `folder` under the folder's name, sorted, undated."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in files_below(folder, folder):
            member = zipfile.ZipInfo(f"{folder.name}/{name}", _DATE)
            member.external_attr = _READABLE
            member.compress_type = zipfile.ZIP_DEFLATED
            member.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, packed.open(member, "w") as target:
                shutil.copyfileobj(source, target)
