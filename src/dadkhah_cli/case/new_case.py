"""An empty case folder to fill in: the head, and every table with its columns."""

import tempfile
from pathlib import Path

from dadkhah.errors import CaseFolderNotWritten
from dadkhah.exchange.casefolder import read_case_folder, write_case_folder
from dadkhah.exchange.casefolder.head import read_head, write_head
from dadkhah.exchange.tables.table import TABLES, write_table
from dadkhah.records.case import CaseInfo, CaseRecords

LATER = "To be written"
# Written on export only: receptions come from the vault.
NOT_BY_HAND = "receptions.csv"


def write_new_case(folder: Path, *, slug: str, title: str) -> None:
    """Write the folder; raises `CaseFolderNotWritten` when one is there."""
    info = CaseInfo(
        slug=slug,
        title=title,
        situation=LATER,
        sender=LATER,
        mandate=LATER,
        languages=("en",),
        method=(LATER,),
        limits=(LATER,),
    )
    if folder.exists():
        raise CaseFolderNotWritten(f"{folder} is there already. Choose another folder.")
    _, problems = read_head(write_head(info))
    if problems:
        listed = "; ".join(map(str, problems))
        raise CaseFolderNotWritten(f"{folder} was not written: {listed}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as temporary:
        unfinished = Path(temporary) / "case"
        write_case_folder(CaseRecords(info), unfinished)
        for table in TABLES:
            if table.file != NOT_BY_HAND:
                (unfinished / table.file).write_bytes(write_table(table, ()))
        (unfinished / "evidence").mkdir()
        (unfinished / "filings").mkdir()
        read_case_folder(unfinished)
        unfinished.rename(folder)
