"""The evidence files of a case folder: there, inside, named once, and with the bytes recorded."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dadkhah.exchange.tables.problems import WHOLE_FILE, Problem
from dadkhah.exchange.tables.table import Row, TableRead
from dadkhah.records.evidence import EvidenceItem

EVIDENCE = "evidence"
_IGNORED = {"Thumbs.db", "desktop.ini"}
_UNWRITABLE = {"Cc", "Cs"}  # control characters; bytes that are not UTF-8


@dataclass(frozen=True, slots=True)
class Measure:
    """The SHA-256 of a file's bytes in hexadecimal, and their number."""

    sha256: str
    size: int


def is_ignored(name: str) -> bool:
    """Whether a file name is one that systems leave about and nobody means."""
    return name.startswith(".") or name in _IGNORED


def evidence_files(folder: Path) -> tuple[frozenset[str], list[Problem]]:
    """Return the plain files under `evidence/` as items name them; anything else is a problem."""
    found: set[str] = set()
    problems: list[Problem] = []

    def tell(error: OSError) -> None:
        if (folder / EVIDENCE).exists():
            problems.append(_of_file(EVIDENCE, f"cannot be listed: {error}."))

    for place, folders, names in os.walk(folder / EVIDENCE, onerror=tell):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*links, *names):
            path = Path(place) / name
            relative = path.relative_to(folder).as_posix()
            if path.is_symlink() or not path.is_file():
                reason = "is a link or no plain file; put a copy of the file itself."
                problems.append(_of_file(relative, reason))
            elif any(unicodedata.category(c) in _UNWRITABLE for c in relative):
                problems.append(_of_file(relative, "has a name that no table can hold; rename it."))
            else:
                found.add(relative)
    return frozenset(found), problems


def _of_file(file: str, reason: str) -> Problem:
    shown = "".join(c if unicodedata.category(c) not in _UNWRITABLE else ascii(c) for c in file)
    return Problem(shown, WHOLE_FILE, "", reason)


def path_reason(file: str) -> str:
    """Return why `file` cannot name an evidence file; empty if it can."""
    path = PurePosixPath(file)
    if "\\" in file or path.is_absolute() or ".." in path.parts or path.as_posix() != file:
        return f"'{file}' is not a plain path inside the folder; write it with '/', without '..'."
    if path.parts[0] != EVIDENCE or len(path.parts) == 1:
        return f"'{file}' is not under {EVIDENCE}/; move the file there."
    return ""


def file_problems(items: TableRead, present: frozenset[str]) -> Iterable[Problem]:
    """Yield a problem for each path that is wrong, missing or repeated, and each unnamed file."""
    first_rows: dict[str, int] = {}
    for row in items.rows:
        item: EvidenceItem = row.record
        reason = path_reason(item.file)
        if not reason and item.file not in present and not (item.object_name and item.sha256):
            reason = f"'{item.file}' is not there; put the file in the folder."
        if not reason and item.file in first_rows:
            reason = f"'{item.file}' is already the file of row {first_rows[item.file]}."
        if reason:
            yield items.problem(row, "file", reason)
        first_rows.setdefault(item.file, row.number)
    if (
        items.ids is None or items.problems
    ):  # the rows that name the others may be among the refused
        return
    for file in sorted(present - set(first_rows)):
        if is_ignored(PurePosixPath(file).name):
            continue
        reason = "no item names this file; add a row to items.csv or take the file away."
        yield _of_file(file, reason)


def measure_files(
    folder: Path, files: Iterable[str]
) -> tuple[Mapping[str, Measure], list[Problem]]:
    """Hash files, several at once, without holding any in memory; tell those that fail."""
    names = sorted(files)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = list(pool.map(lambda name: _measure(folder, name), names))
    measures = {
        name: one for name, one in zip(names, found, strict=True) if isinstance(one, Measure)
    }
    return measures, [one for one in found if isinstance(one, Problem)]


def _measure(folder: Path, name: str) -> Measure | Problem:
    try:
        with (folder / name).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
            return Measure(digest.hexdigest(), stream.tell())
    except OSError as error:
        reason = f"cannot be read to its end ({error.strerror}); copy it again from where it was."
        return _of_file(name, reason)


def measured_item(item: EvidenceItem, measures: Mapping[str, Measure]) -> EvidenceItem:
    """Return the item with the hash and size of its file, if the file is here."""
    measure = measures.get(item.file)
    return replace(item, sha256=measure.sha256, size=measure.size) if measure else item


def fixity_problems(items: TableRead, measures: Mapping[str, Measure]) -> Iterable[Problem]:
    """Yield a problem for each file that is not the one its row describes."""
    for row in items.rows:
        item: EvidenceItem = row.record
        measure = measures.get(item.file)
        if measure is None:
            continue
        if item.sha256 and item.sha256 != measure.sha256:
            yield _changed(items, row, "sha256", f"the file has {measure.sha256}")
        if item.size and item.size != measure.size:
            yield _changed(items, row, "size", f"the file has {measure.size} bytes")


def _changed(items: TableRead, row: Row, field: str, found: str) -> Problem:
    reason = f"{found}: it is not the file this row describes. Find the right file; never correct "
    return items.problem(row, field, reason + "the row to fit a file you do not know.")
