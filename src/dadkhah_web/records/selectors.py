"""Read the history of a record and prove each revision, without any key of the vault."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dadkhah.errors import CustodyError, RecordNotFound
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.merkle import leaf_hash, proves_inclusion
from dadkhah_web.cases.models import Case
from dadkhah_web.records.models import Revision

OpenLog = Callable[[str], LogReader]
CELL = "f:"


@dataclass(frozen=True, slots=True)
class ProvenRevision:
    """One revision and what the log says of it."""

    number: int
    action: str  # "create" | "change" | "forget"
    actor: str
    at: datetime
    reason: str
    device: str
    entry: int
    cells: Mapping[str, str]
    """The text of each column; empty once the record is forgotten."""
    changed: tuple[str, ...]
    """Columns whose text is not that of the revision before."""
    problem: str = ""
    """Why it is not proven; empty when it is."""


def history(case: Case, key: str, *, open_log: OpenLog) -> tuple[ProvenRevision, ...]:
    """Return every revision of a record, oldest first, each proven against the log of its device.

    Proven means: the entry stands in the tree that the device has signed, and the values open
    digests of that entry and name this record, revision and actor. Raises `RecordNotFound`.
    """
    kind, _, code = key.partition("/")
    revisions = Revision.objects.filter(case=case, kind=kind, code=code).order_by("number")
    proven: list[ProvenRevision] = []
    for revision in revisions:
        before = proven[-1].cells if proven else {}
        proven.append(_prove(revision, before, open_log))
    if not proven:
        raise RecordNotFound(f"The case '{case.slug}' never had a record '{key}'.")
    return tuple(proven)


def latest_revisions(case: Case) -> dict[str, Revision]:
    """Return the newest revision of each record that is not forgotten: `act/A-0001` and so on."""
    revisions = Revision.objects.filter(case=case).order_by("number")
    latest = {f"{revision.kind}/{revision.code}": revision for revision in revisions}
    return {key: revision for key, revision in latest.items() if revision.action != "forget"}


def _prove(revision: Revision, before: Mapping[str, str], open_log: OpenLog) -> ProvenRevision:
    cells: dict[str, str] = {}
    problem = ""
    try:
        fields = _proven_fields(revision, open_log(revision.device))
        cells = {n.removeprefix(CELL): text for n, text in fields.items() if n.startswith(CELL)}
        problem = contradiction(revision, fields)
    except CustodyError as error:
        problem = str(error)
    except IndexError as error:
        problem = f"{error} The log here is older than this revision."
    return ProvenRevision(
        number=revision.number,
        action=revision.action,
        actor=revision.actor,
        at=revision.at,
        reason=revision.reason,
        device=revision.device,
        entry=revision.entry,
        cells=cells,
        changed=tuple(name for name, text in cells.items() if before.get(name) != text),
        problem=problem,
    )


def _proven_fields(revision: Revision, log: LogReader) -> dict[str, str]:
    content, head = log.entry(revision.entry), log.head()
    is_in_tree = proves_inclusion(
        index=revision.entry,
        size=head.size,
        leaf=leaf_hash(content),
        path=log.inclusion_proof(revision.entry),
        root=head.root,
    )
    if not is_in_tree:
        raise CustodyError(f"Entry {revision.entry} is not in the tree that was signed.")
    return disclosed_fields(content, revision.disclosures)


def contradiction(revision: Revision, fields: Mapping[str, str]) -> str:
    """Say where the row and the entry differ; a forgotten revision has nothing left to compare."""
    if not fields:
        return ""
    expected = {
        "record": f"{revision.kind}/{revision.code}",
        "revision": str(revision.number),
        "actor": revision.actor,
    }
    differing = [name for name, text in expected.items() if fields.get(name) != text]
    return f"The log says otherwise of: {', '.join(differing)}." if differing else ""
