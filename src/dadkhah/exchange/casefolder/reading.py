"""Read a case folder, whole or not at all."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from dadkhah.errors import CaseFolderInvalid
from dadkhah.exchange.casefolder.codes import code_problems
from dadkhah.exchange.casefolder.drafts import FILINGS, read_drafts
from dadkhah.exchange.casefolder.evidence_files import (
    EVIDENCE,
    evidence_files,
    file_problems,
    fixity_problems,
    is_ignored,
    measure_files,
    measured_item,
)
from dadkhah.exchange.casefolder.head import HEAD_FILE, read_head
from dadkhah.exchange.casefolder.law_codes import law_problems
from dadkhah.exchange.casefolder.quotes import quote_problems
from dadkhah.exchange.casefolder.references import reference_problems
from dadkhah.exchange.tables.problems import WHOLE_FILE, Problem
from dadkhah.exchange.tables.table import TABLES, Table, TableRead, read_table
from dadkhah.law.model import Law
from dadkhah.records.case import CaseRecords

_FOR_PEOPLE = {"README.md", "README.txt"}


def read_case_folder(folder: Path, *, law: Law | None = None) -> CaseRecords:
    """Read a whole case, with hash and size of each evidence file.

    Raises `CaseFolderInvalid` with every `Problem` found; then nothing is read. With `law`, the
    elements, crimes, modes and vocabulary codes that rows name must be known there.
    """
    if not folder.is_dir():
        missing = Problem(str(folder), WHOLE_FILE, "", "is no folder; check the path.")
        raise CaseFolderInvalid(str(folder), [missing])
    info, head_problems = read_head(_content(folder / HEAD_FILE))
    drafts, draft_problems = read_drafts(folder)
    present, evidence_problems = evidence_files(folder)
    tables = {table.name: _read_table(folder, table) for table in TABLES}
    named = {row.record.file for row in tables["items"].rows}
    measures, unreadable = measure_files(folder, present & named)
    problems = [
        *_misplaced(folder),
        *head_problems,
        *draft_problems,
        *evidence_problems,
        *unreadable,
        *_table_problems(tables, law),
        *file_problems(tables["items"], present),
        *fixity_problems(tables["items"], measures),
        *quote_problems(folder, tables["items"], tables["passages"], present),
    ]
    if problems or info is None:
        listed = sorted(problems, key=_as_listed)
        raise CaseFolderInvalid(str(folder), listed)
    case = CaseRecords(info, drafts=drafts, **{name: read.records for name, read in tables.items()})
    return replace(case, items=tuple(measured_item(item, measures) for item in case.items))


def _table_problems(tables: Mapping[str, TableRead], law: Law | None) -> Iterable[Problem]:
    for read in tables.values():
        yield from read.problems
    yield from reference_problems(tables)
    yield from code_problems(tables)
    if law is not None:
        yield from law_problems(tables, law)


def _content(path: Path) -> bytes | None:
    """Return the bytes of a plain file; None when there is none."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _read_table(folder: Path, table: Table) -> TableRead:
    content = _content(folder / table.file)
    return TableRead(table) if content is None else read_table(table, content)


def _misplaced(folder: Path) -> Iterable[Problem]:
    """Yield a problem for each name at the top of the folder that nothing would read."""
    known = {HEAD_FILE, EVIDENCE, FILINGS, *_FOR_PEOPLE, *(table.file for table in TABLES)}
    for path in sorted(folder.iterdir()):
        if is_ignored(path.name):
            continue
        if path.name not in known:
            near = difflib.get_close_matches(path.name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "take it away or put it in evidence/."
            yield Problem(path.name, WHOLE_FILE, "", f"is not part of a case folder; {hint}")
        elif path.is_symlink() or path.is_dir() is not (path.name in (EVIDENCE, FILINGS)):
            reason = "is a link or of the wrong kind; put the file or folder itself."
            yield Problem(path.name, WHOLE_FILE, "", reason)


def _as_listed(problem: Problem) -> tuple[int, Problem]:
    files = (HEAD_FILE, *(table.file for table in TABLES))
    place = files.index(problem.file) if problem.file in files else len(files)
    return place, problem
