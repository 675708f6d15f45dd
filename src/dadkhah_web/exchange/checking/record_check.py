"""Compare every record of a case with its revisions, and every revision with the custody log."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dadkhah.errors import DisclosureMismatch
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.custody.log_check import check_log
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah_web.exchange.checking.comparison import all_cells
from dadkhah_web.exchange.selectors import find_case, load_case
from dadkhah_web.records.models import Revision
from dadkhah_web.records.selectors import CELL, OpenLog, contradiction

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseChecked:
    """How much was compared, and a sentence for everything that does not agree."""

    records: int
    revisions: int
    problems: tuple[str, ...]


def check_records(slug: str, *, open_log: OpenLog) -> CaseChecked:
    """Check the logs, each revision against its entry, each record against its last revision.

    Needs no key. A row changed, added or removed without a revision shows here.
    """
    revisions = list(Revision.objects.filter(case=find_case(slug)).order_by("number"))
    logs = {device: open_log(device) for device in {r.device for r in revisions}}
    problems = [
        f"log {device}: {problem.message}"
        for device, log in sorted(logs.items())
        for problem in check_log(log.folder, log.vkey)
    ]
    latest: dict[str, Cells | None] = {}
    entries = dict(_entries(revisions, logs))
    for revision in revisions:
        name = f"{revision.kind}/{revision.code}"
        cells, problem = _opened(revision, entries)
        latest[name] = None if revision.action == "forget" else cells
        problems += [f"{name}, revision {revision.number}: {problem}"] if problem else []
    tables = {f"{kind}/{code}": cells for (kind, code), cells, _ in all_cells(load_case(slug))}
    problems += _disagreements(tables, latest)
    return CaseChecked(len(tables), len(revisions), tuple(problems))


def _entries(
    revisions: Sequence[Revision], logs: Mapping[str, LogReader]
) -> Iterator[tuple[tuple[str, int], bytes]]:
    """Yield the entries of these revisions, each log read once from front to back."""
    wanted = {(revision.device, revision.entry) for revision in revisions}
    for device, log in logs.items():
        for position, content in enumerate(log.entries()):
            if (device, position) in wanted:
                yield (device, position), content


def _opened(revision: Revision, entries: Mapping[tuple[str, int], bytes]) -> tuple[Cells, str]:
    """Return the cells that a revision proves, and why it proves nothing."""
    content = entries.get((revision.device, revision.entry))
    if content is None:
        return {}, "its entry is not in the log."
    try:
        fields = disclosed_fields(content, revision.disclosures)
    except DisclosureMismatch as error:
        return {}, str(error)
    cells = {n.removeprefix(CELL): text for n, text in fields.items() if n.startswith(CELL)}
    return cells, contradiction(revision, fields)


def _disagreements(tables: Mapping[str, Cells], latest: Mapping[str, Cells | None]) -> list[str]:
    """Say where the tables differ from the last revisions; None marks what is forgotten."""
    problems = []
    for name, cells in tables.items():
        logged = latest.get(name)
        if logged is None:
            problems.append(f"{name}: is in the tables without a revision.")
            continue
        differing = [column for column, text in cells.items() if logged.get(column) != text]
        if differing:
            listed = ", ".join(differing)
            problems.append(f"{name}: differs from its last revision in {listed}.")
    problems += [
        f"{name}: has revisions and is not in the tables."
        for name, cells in latest.items()
        if cells is not None and name not in tables
    ]
    return problems
