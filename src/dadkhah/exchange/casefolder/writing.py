"""Write a case as a case folder: the same case gives the same bytes."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from dadkhah.errors import CaseFolderNotWritten
from dadkhah.exchange.casefolder.drafts import is_draft
from dadkhah.exchange.casefolder.evidence_files import path_reason
from dadkhah.exchange.casefolder.head import HEAD_FILE, read_head, write_head
from dadkhah.exchange.tables.table import TABLES, Table, read_table, write_table
from dadkhah.exchange.unfinished import unfinished_folder
from dadkhah.records.case import CaseRecords
from dadkhah.records.evidence import EvidenceItem

_CHUNK = 1 << 20

OpenItem = Callable[[EvidenceItem], BinaryIO]


def write_case_folder(
    case: CaseRecords, folder: Path, *, open_item: OpenItem | None = None
) -> None:
    """Write a case into `folder`, which must be empty or not there yet.

    `open_item` gives the bytes of an item as received; they are checked against its `sha256`.
    Without it no evidence file is written, and only items that a vault holds (`object_name`) may
    be in the case. All or nothing: on `CaseFolderNotWritten` or `UnfinishedLeft` there is no
    folder.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseFolderNotWritten(f"{folder} is there and not empty. Choose another folder.")
    files = _files(case)
    if open_item is None:
        _refuse_unsealed(case)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with unfinished_folder(folder.parent) as temporary:
        unfinished = temporary / folder.name
        unfinished.mkdir(mode=0o700)
        for file, content in files.items():
            (unfinished / file).parent.mkdir(exist_ok=True)
            (unfinished / file).write_bytes(content)
        if open_item is not None:
            for item in case.items:
                _write_item(item, unfinished, open_item)
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)


def _files(case: CaseRecords) -> dict[str, bytes]:
    """Return the bytes of every file but evidence, each read back and found equal."""
    files = {HEAD_FILE: write_head(case.info)}
    if read_head(files[HEAD_FILE])[0] != case.info:
        raise CaseFolderNotWritten(
            "The head of the case would not be read back as it is: a needed text is empty, or one "
            "holds a character that no file may hold. Correct it and export again."
        )
    for table in TABLES:
        if records := getattr(case, table.name):
            files[table.file] = _table_file(table, records)
    for file, text in case.drafts.items():
        if not is_draft(file):
            raise CaseFolderNotWritten(f"'{file}' cannot name a draft; use 'filings/name.yaml'.")
        files[file] = text.encode()
    return files


def _table_file(table: Table, records: tuple[object, ...]) -> bytes:
    content = write_table(table, records)
    read = read_table(table, content)
    if read.problems:
        listed = "\n".join(f"  {problem}" for problem in read.problems)
        raise CaseFolderNotWritten(f"Correct these records and export again:\n{listed}")
    for record, row in zip(records, read.rows, strict=True):
        if row.record != record:
            raise CaseFolderNotWritten(f"{table.file} cannot hold this record as it is: {record}")
    return content


def _refuse_unsealed(case: CaseRecords) -> None:
    for item in case.items:
        if not item.object_name:
            raise CaseFolderNotWritten(
                f"The bytes of {item.id} are in no vault, and none were given to write. "
                "Receive the item first."
            )


def _write_item(item: EvidenceItem, folder: Path, open_item: OpenItem) -> None:
    if reason := path_reason(item.file):
        raise CaseFolderNotWritten(f"{item.id}: {reason}")
    target = folder / item.file
    if target.exists():
        raise CaseFolderNotWritten(f"{item.id}: another item has the file '{item.file}' already.")
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with open_item(item) as source, target.open("xb") as copy:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    if item.sha256 and digest.hexdigest() != item.sha256:
        raise CaseFolderNotWritten(
            f"The bytes of {item.id} have SHA-256 {digest.hexdigest()}, its record says "
            f"{item.sha256}. Run `dadkhah vault verify` before anything else."
        )
