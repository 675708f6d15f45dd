"""Coding in two steps: one codes, another reviews or returns; and what people say of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from dadkhah.errors import NotAllowed, NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Membership, Record
from dadkhah_web.cases.roles import Capability
from dadkhah_web.records.models import Comment, Review, Revision

# Whoever works on records may say something of them; a reader of the case may not.
_SPEAKS = (Capability.RECORD, Capability.REVIEW, Capability.QUALIFY, Capability.MANAGE)
_ASSIGNS = (Capability.RECORD, Capability.REVIEW, Capability.MANAGE)


def may_speak(access: Access) -> bool:
    """Whether this person may comment."""
    return any(access.may(one) for one in _SPEAKS)


def may_assign(access: Access) -> bool:
    """Whether this person may give work to somebody."""
    return any(access.may(one) for one in _ASSIGNS)


def require_assigning(access: Access) -> None:
    """Raise `NotAllowed` for who may not give work to somebody."""
    if not may_assign(access):
        raise NotAllowed("Your roles in this case do not allow you to give work to somebody.")


def mark_reviewed(access: Access, records: Sequence[Record], *, at: datetime) -> int:
    """Mark records as reviewed; return how many.

    Raises `NotAllowed` for who may not review, and where the person coded one of them: two
    people look at each record.
    """
    access.require(Capability.REVIEW)
    coded = coders(records)
    own = [record.code for record in records if coded.get(record.pk) == access.user.code]
    if own:
        raise NotAllowed(
            f"You coded {', '.join(own)} yourself, and a record is reviewed by somebody else."
        )
    return _write(records, at, state=Review.REVIEWED, reviewed_by=access.user.code)


def return_record(access: Access, record: Record, words: str, *, at: datetime) -> None:
    """Give a record back to the one who coded it, with a comment that says why."""
    access.require(Capability.REVIEW)
    with transaction.atomic():
        add_comment(access, record, words, at=at)
        _write([record], at, state=Review.RETURNED, reviewed_by=access.user.code)


def assign(access: Access, records: Sequence[Record], to: str, *, at: datetime) -> int:
    """Give records to a member of the case, or with an empty `to` to nobody; return how many.

    Raises `NotVisible` for a person who is not in the case or may not see one of the records.
    """
    require_assigning(access)
    if to:
        _refuse_stranger(access, records, to)
    return _write(records, at, assigned_to=to)


def add_comment(access: Access, record: Record, words: str, *, at: datetime) -> None:
    """Say something of a record to those who work on it; it never leaves the house."""
    if not may_speak(access):
        raise NotAllowed("Your roles in this case do not allow you to comment.")
    if words.strip():
        Comment.objects.create(record=record, by=access.user.code, at=at, text=words.strip())


def settle_comment(access: Access, record: Record, number: int) -> None:
    """Say that a comment is dealt with."""
    if not may_speak(access):
        raise NotAllowed("Your roles in this case do not allow you to settle comments.")
    Comment.objects.filter(record=record, pk=number, settled_by="").update(
        settled_by=access.user.code
    )


def coders(records: Iterable[Record]) -> dict[int, str]:
    """Return who coded each record last: who saved its newest revision."""
    records = list(records)
    if not records:
        return {}
    case, codes = records[0].case_id, {record.code for record in records}
    revisions = Revision.objects.filter(case=case, code__in=codes)
    newest = revisions.values("kind", "code").annotate(newest=Max("pk")).values("newest")
    rows = Revision.objects.filter(pk__in=newest).values_list("kind", "code", "actor")
    actors = {(kind, code): actor for kind, code, actor in rows}
    return {r.pk: actors[r.kind, r.code] for r in records if (r.kind, r.code) in actors}


def _refuse_stranger(access: Access, records: Sequence[Record], to: str) -> None:
    """Refuse somebody who could not open the records; who that is, is not said."""
    member = Membership.objects.filter(case=access.case, user__code=to).select_related("user")
    found = member.first()
    closed = Record.objects.filter(pk__in=[record.pk for record in records])
    closed = closed.exclude(compartments=None)
    if found is None or closed.exclude(compartments__compartment__members=found.user).exists():
        raise NotVisible(f"'{to}' cannot be given this: they may not see all of it.")


def _write(records: Sequence[Record], at: datetime, **columns: str) -> int:
    held = {review.record_id: review for review in Review.objects.filter(record__in=records)}
    coded = coders([record for record in records if record.pk not in held])
    rows = []
    for record in records:
        row = held.get(record.pk) or Review(record=record, coded_by=coded.get(record.pk, ""))
        row.at = at
        for name, text in columns.items():
            setattr(row, name, text)
        rows.append(row)
    Review.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["record"], update_fields=["at", *columns]
    )
    return len(rows)
