"""Forget records: their values, their earlier values and every salt; the log stays valid."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model, ProtectedError
from django.dispatch import Signal

from dadkhah.errors import RecordCited, RecordForgotten, RecordNotFound
from dadkhah.evidence.vault import Vault
from dadkhah_web.cases.models import Case, Draft, Record
from dadkhah_web.exchange.findable import refresh_owners
from dadkhah_web.exchange.kinds import KINDS, KeyedRecord
from dadkhah_web.records.models import Revision
from dadkhah_web.records.services import Change, save_revisions
from dadkhah_web.search.services import overwrite_removed

records_forgotten = Signal()
"""Sent with the `case` inside the transaction: who made something of the records forgets it too."""


def forget_records(
    case: Case,
    keys: Sequence[str],
    *,
    reason: str,
    vault: Vault,
    actor: str,
    at: datetime,
) -> None:
    """Remove these records for ever; one entry each says who forgot what, when and why.

    What stays: that a record of this id was saved, by whom and when, and entries of the log that
    nobody can open. Raises `RecordNotFound`, and `RecordCited` with the records that rest on
    one of these, unless they are forgotten with it.
    """
    with transaction.atomic():
        changes = [_forgotten(case, key, reason) for key in dict.fromkeys(keys)]
        _delete(case, changes)
        _forget_words(case, changes)
        for change in changes:
            earlier = Revision.objects.filter(case=case, kind=change.kind, code=change.code)
            earlier.exclude(action="forget").update(disclosures=[])
        save_revisions(case, changes, vault=vault, actor=actor, at=at)
        records_forgotten.send(sender=forget_records, case=case)
        transaction.on_commit(_overwrite)


def refuse_forgotten(
    slug: str,
    records: Iterable[KeyedRecord],
    known: Collection[tuple[str, str]],
    *,
    bring_back: Collection[str] = (),
) -> None:
    """Raise `RecordForgotten` when a folder still holds what was forgotten.

    Names and steps of status are known by their place, which another may have taken: they pass.
    """
    forgotten = {
        f"{one.kind}/{one.code}": one
        for one in Revision.objects.filter(case__slug=slug, action="forget").order_by("number")
        if (one.kind, one.code) not in known
    }
    returning = [
        forgotten[record.key]
        for record in records
        if record.key in forgotten and not record.kind.owner and record.key not in bring_back
    ]
    if returning:
        listed = "\n".join(
            f"  {one.kind}/{one.code}, forgotten {one.at:%Y-%m-%d} by {one.actor}: {one.reason}"
            for one in returning
        )
        raise RecordForgotten(
            f"These records were forgotten, and the folder brings them back:\n{listed}\n"
            "Nothing was imported. Take their rows out of the folder, and what cites them; or "
            "name each with --bring-back."
        )


def _forgotten(case: Case, key: str, reason: str) -> Change:
    kind, _, code = key.partition("/")
    is_here = (
        Draft.objects.filter(case=case, path=f"filings/{code}").exists()
        if kind == "draft"
        else Record.objects.filter(case=case, kind=kind, code=code).exists()
    )
    if not is_here:
        raise RecordNotFound(f"The case '{case.slug}' has no record '{key}'.")
    return Change(kind, code, "forget", reason=reason)


def _delete(case: Case, changes: Sequence[Change]) -> None:
    """Delete the rows, those that rest on others first; refuse with everything in the way."""
    in_the_way: dict[str, set[str]] = {}
    for kind in reversed(KINDS):
        for code in (change.code for change in changes if change.kind == kind.name):
            try:
                with transaction.atomic():
                    Record.objects.get(case=case, kind=kind.name, code=code).delete()
            except ProtectedError as error:
                owners = {str(_owner(row)) for row in error.protected_objects}
                in_the_way[f"{kind.name}/{code}"] = owners
    if in_the_way:
        listed = "\n".join(
            f"  {key} is cited by {', '.join(sorted(owners))}"
            for key, owners in sorted(in_the_way.items())
        )
        raise RecordCited(f"Nothing was forgotten, because others rest on it:\n{listed}")
    drafts = [f"filings/{change.code}" for change in changes if change.kind == "draft"]
    Draft.objects.filter(case=case, path__in=drafts).delete()


def _forget_words(case: Case, changes: Sequence[Change]) -> None:
    """Take the words out of the search: its entries went with their records, names stay."""
    refresh_owners(case, [(one.kind, one.code) for one in changes if one.kind != "draft"])
    overwrite_removed()


def _owner(row: Model) -> Model:
    """Return the record that a protecting row belongs to: itself, or what its list is part of."""
    for name in ("owner", "item"):
        if hasattr(row, name) and not hasattr(row, "record"):
            return getattr(row, name)  # type: ignore[no-any-return]
    return getattr(row, "record", row)


def _overwrite() -> None:
    """Take what was overwritten out of SQLite's write-ahead log too."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
