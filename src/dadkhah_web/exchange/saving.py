"""Save a few records at once, as a form or a program gives them: all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from dadkhah.errors import NotAllowed, RecordChanged
from dadkhah.evidence.vault import Vault
from dadkhah.exchange.casefolder.record_problems import record_problems
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.models import Record
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.compartments import inherit
from dadkhah_web.exchange.findable import refresh_search
from dadkhah_web.exchange.kinds import KIND_OF_VALUE, KeyedRecord
from dadkhah_web.exchange.references import names_in, refuse, refuse_loose_ends
from dadkhah_web.exchange.rows import write_rows
from dadkhah_web.exchange.selectors import load_records
from dadkhah_web.exchange.unseen import keep_unseen
from dadkhah_web.records.models import Review, Revision
from dadkhah_web.records.services import Change, save_revisions


@dataclass(frozen=True, slots=True)
class Entry:
    """One record to save. `code` is its id; a name or a step of status needs it given."""

    value: Any
    code: str = ""
    based_on: int | None = None
    """The number of the revision it was made from; None does not ask."""

    @property
    def keyed(self) -> KeyedRecord:
        """The record under its id."""
        return KeyedRecord(
            KIND_OF_VALUE[type(self.value)], self.code or self.value.id, 0, self.value
        )


def save_records(
    access: Access, entries: Sequence[Entry], *, at: datetime, vault: Vault | None = None
) -> tuple[str, ...]:
    """Save new and changed records with one revision and one log entry each; return their keys.

    What did not change is left as it is. Raises `RecordsRefused` with every reason, also when a
    record names one that this person may not see, `RecordChanged` when somebody was quicker, and
    `NotAllowed` for who would open to themselves an item that is sealed.
    """
    records = [entry.keyed for entry in entries]
    _check(access, records)
    with transaction.atomic():
        _refuse_stale(access, entries)
        records = keep_unseen(access, records)
        before = _held(access, records)
        _refuse_opening(access, records, before)
        changed = [r for r in records if before.get(r.key) != r.cells]
        changes = [
            Change(r.kind.name, r.code, "change" if r.key in before else "create", r.cells)
            for r in changed
        ]
        if not changed:
            return ()
        write_rows(access.case, changed)
        _mark_coded(access, changed, at)
        inherit(access.case, changed)
        refresh_search(access.case, changed)
        save_revisions(
            access.case, changes, vault=vault or site_vault(), actor=access.user.code, at=at
        )
    return tuple(record.key for record in changed)


def _check(access: Access, records: Sequence[KeyedRecord]) -> None:
    """Refuse codes nobody knows, and names of records that are not there for this person."""
    problems = record_problems([record.value for record in records], current_law())
    refuse([(records[one.row].key, one.field, one.reason) for one in problems])
    names = {record.code for record in records}
    names |= {code for record in records for _, _, code in names_in(record)}
    visible = set(access.records().filter(code__in=names).values_list("kind", "code"))
    held = Record.objects.filter(case=access.case, code__in=names)
    taken = set(held.values_list("kind", "code")) - visible
    reason = "this id is taken; give another"
    refuse([(r.key, "id", reason) for r in records if (r.kind.name, r.code) in taken])
    refuse_loose_ends(records, visible)


def _refuse_stale(access: Access, entries: Sequence[Entry]) -> None:
    asked = {entry.keyed.key: entry.based_on for entry in entries if entry.based_on is not None}
    if not asked:
        return
    codes = {key.partition("/")[2] for key in asked}
    latest = Revision.objects.filter(case=access.case, code__in=codes).values_list("kind", "code")
    numbers = {f"{kind}/{code}": n for kind, code, n in latest.annotate(n=Max("number"))}
    stale = [key for key, number in asked.items() if numbers.get(key, 0) != number]
    if stale:
        raise RecordChanged(
            f"Somebody saved {', '.join(stale)} since you opened it. What you typed is kept; "
            "look at what changed, then save again."
        )


def _refuse_opening(
    access: Access, records: Sequence[KeyedRecord], before: Mapping[str, Mapping[str, str]]
) -> None:
    """Refuse to change how closed an item is by who may not open it as it is now."""
    for record in records:
        held = before.get(record.key, {}).get("sensitivity", "")
        if not held or record.cells["sensitivity"] == held:
            continue
        if not openness(access, held).may_open:
            raise NotAllowed(
                f"{record.code} is {held}, and your roles in this case do not open it. So they "
                "cannot change who may."
            )


def _held(access: Access, records: Sequence[KeyedRecord]) -> Mapping[str, Mapping[str, str]]:
    """Return the cells of these records as they are now."""
    held: dict[str, Mapping[str, str]] = {}
    for kind in {record.kind for record in records}:
        codes = [record.code for record in records if record.kind is kind]
        for code, value in load_records(access.case, kind, codes).items():
            held[f"{kind.name}/{code}"] = KeyedRecord(kind, code, 0, value).cells
    return held


def _mark_coded(access: Access, records: Sequence[KeyedRecord], at: datetime) -> None:
    """Say who coded them; whatever was reviewed before is to be reviewed again."""
    codes = [record.code for record in records]
    rows = Record.objects.filter(case=access.case, code__in=codes)
    keys = {(row.kind, row.code): row.pk for row in rows}
    Review.objects.bulk_create(
        [
            Review(
                record_id=keys[record.kind.name, record.code],
                state=Review.CODED,
                coded_by=access.user.code,
                at=at,
            )
            for record in records
        ],
        update_conflicts=True,
        unique_fields=["record"],
        update_fields=["state", "coded_by", "at"],
    )
