"""Save revisions and releases: the one way by which records enter the custody log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from dadkhah.evidence.vault import Vault
from dadkhah_web.cases.models import Case
from dadkhah_web.evidence.services import LoggedFields, Progress, log_entries, unheard
from dadkhah_web.records.models import Release, Revision

# So few changes that asking for each is quicker than going through all revisions of a case.
FEW = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One record as it is now (`cells`, by column), or that it was forgotten and why."""

    kind: str
    code: str
    action: str  # "create" | "change" | "forget"
    cells: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


def save_revisions(
    case: Case,
    changes: Sequence[Change],
    *,
    vault: Vault,
    actor: str,
    at: datetime,
    progress: Progress = unheard,
) -> None:
    """Write each change into the log, then its revision; call last inside the transaction.

    The rows are written but not committed, then come the entries, then the commit. A crash in
    between leaves entries without rows, which prove nothing and hide nothing; never a row
    without its entry.
    """
    assert connection.in_atomic_block  # noqa: S101 - a promise to ourselves, not to a person
    numbers = _next_numbers(case, changes)
    fields = [
        _entry_fields(change, number, actor)
        for change, number in zip(changes, numbers, strict=True)
    ]
    logged = log_entries(fields, vault=vault, at=at, progress=progress)
    Revision.objects.bulk_create(
        Revision(
            case=case,
            kind=change.kind,
            code=change.code,
            number=number,
            action=change.action,
            actor=actor,
            at=at,
            reason=change.reason,
            device=entry.device,
            entry=entry.entry,
            disclosures=list(entry.disclosures),
        )
        for change, number, entry in zip(changes, numbers, logged, strict=True)
    )


def record_release(
    case: Case, fields: Mapping[str, str], *, vault: Vault, actor: str, at: datetime
) -> LoggedFields:
    """Write the entry that fixes a bundle (`fields`, with its recipient), and remember it."""
    with transaction.atomic():
        (entry,) = log_entries([{**fields, "actor": actor}], vault=vault, at=at)
        Release.objects.create(
            case=case,
            recipient=fields["recipient"],
            actor=actor,
            at=at,
            device=entry.device,
            entry=entry.entry,
            disclosures=list(entry.disclosures),
        )
    return entry


def _entry_fields(change: Change, number: int, actor: str) -> dict[str, str]:
    forgotten = change.action == "forget"
    head = {
        "type": "forget" if forgotten else "revision",
        "record": f"{change.kind}/{change.code}",
        "revision": str(number),
        "actor": actor,
    }
    if forgotten:
        return head | {"reason": change.reason}
    return head | {f"f:{column}": text for column, text in change.cells.items()}


def _next_numbers(case: Case, changes: Sequence[Change]) -> list[int]:
    """Return the number of each new revision; a forgotten record that comes back counts on."""
    held = Revision.objects.filter(case=case)
    if len(changes) < FEW:
        held = held.filter(code__in={change.code for change in changes})
    latest = held.values_list("kind", "code")
    highest = {(kind, code): n for kind, code, n in latest.annotate(highest=Max("number"))}
    return [highest.get((change.kind, change.code), 0) + 1 for change in changes]
