"""Make, change, review, discuss and forget records, as the forms do.

Its operations are in the router of `records`: one address has one router.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from ninja import Status

from dadkhah.errors import NotAllowed, RecordCited, RecordsRefused
from dadkhah.exchange.tables import record_fields, record_from_fields
from dadkhah.exchange.tables.columns import columns_of
from dadkhah_web.api.cells import Eyes, given_columns, records_shown
from dadkhah_web.api.door import ApiRequest, enter
from dadkhah_web.api.records import known_kind
from dadkhah_web.api.records import router as records
from dadkhah_web.api.shapes import (
    Cells,
    CellsIn,
    ChangeIn,
    CommentOut,
    ForgetIn,
    RecordIn,
    RecordOut,
    ReviewIn,
    Saved,
    SeveralIn,
    WordsIn,
)
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Case
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.codes import next_codes, next_owned_code
from dadkhah_web.exchange.forgetting import forget_records
from dadkhah_web.exchange.kinds import KINDS, KeyedRecord, Kind
from dadkhah_web.exchange.saving import Entry, save_records
from dadkhah_web.exchange.selectors import load_records
from dadkhah_web.records.models import Comment, Review
from dadkhah_web.records.reviewing import add_comment, mark_reviewed, return_record

_QUALIFIES = ("proposition", "charge", "finding")
# Where a passage lies is said once, when it is kept, and checked against the text of the item.
_PLACE = frozenset({"item", "quote", "prefix", "suffix", "page", "time", "region"})
_ELSEWHERE = {
    "item": "An item is made by receiving its file: POST .../evidence.",
    "passage": "A passage is kept in its item: POST .../evidence/{code}/passages.",
}


@records.post("/cases/{slug}/records/{kind}", response={201: RecordOut})
def create_record(request: ApiRequest, slug: str, kind: str, body: CellsIn) -> Status[RecordOut]:
    """Make a record from its cells; without a code the next one is given."""
    access = _enter_to_write(request, slug, [known_kind(kind).name])
    (made,) = _save(access, [RecordIn(kind=kind, code=body.code, cells=body.cells, based_on=0)])
    # Known without reading it back: what is new is as it was sent, and its first revision.
    return Status(
        201,
        RecordOut(
            record=made.key,
            kind=kind,
            code=made.code,
            revision=1,
            state=Review.CODED,
            cells=made.cells,
            withheld=[],
        ),
    )


@records.patch("/cases/{slug}/records/{kind}/{code}", response=RecordOut)
def change_record(
    request: ApiRequest, slug: str, kind: str, code: str, body: ChangeIn
) -> RecordOut:
    """Change cells of a record; 409 when somebody saved it since the revision `based_on`."""
    access = _enter_to_write(request, slug, [known_kind(kind).name])
    access.record(kind, code)
    _save(access, [RecordIn(kind=kind, code=code, cells=body.cells, based_on=body.based_on)])
    return records_shown(access, kind, [code])[0]


@records.post("/cases/{slug}/records", response=Saved)
def save_several(request: ApiRequest, slug: str, body: SeveralIn) -> Saved:
    """Make and change several records at once: all of them or none. They may name one another."""
    access = _enter_to_write(request, slug, [known_kind(one.kind).name for one in body.records])
    return Saved(saved=[one.key for one in _save(access, body.records)])


@records.post("/cases/{slug}/forget", response=Saved)
def forget(request: ApiRequest, slug: str, body: ForgetIn) -> Saved:
    """Forget records for ever: their values, their earlier values; the log stays valid."""
    access = enter(request, slug, Capability.FORGET)
    for key in body.records:
        kind, _, code = key.partition("/")
        access.record(known_kind(kind).name, code)
    try:
        forget_records(
            access.case,
            body.records,
            reason=body.reason,
            vault=site_vault(),
            actor=access.user.code,
            at=timezone.now(),
        )
    except RecordCited:
        if not access.closed:
            raise
        # Which ones may be closed to who asks.
        raise RecordCited("Nothing was forgotten, because others rest on it.") from None
    return Saved(saved=body.records)


@records.post("/cases/{slug}/records/{kind}/{code}/review", response=RecordOut)
def review_record(
    request: ApiRequest, slug: str, kind: str, code: str, body: ReviewIn
) -> RecordOut:
    """Say that a record is reviewed, or return it to who coded it with a comment."""
    access = enter(request, slug, Capability.REVIEW)
    record = access.record(known_kind(kind).name, code)
    if body.state == "returned":
        return_record(access, record, body.words, at=timezone.now())
    else:
        mark_reviewed(access, [record], at=timezone.now())
    return records_shown(access, kind, [code])[0]


@records.post("/cases/{slug}/records/{kind}/{code}/comments", response={201: list[CommentOut]})
def comment_on_record(
    request: ApiRequest, slug: str, kind: str, code: str, body: WordsIn
) -> Status[list[Comment]]:
    """Say something of a record to those who work on it; it never leaves the house."""
    access = enter(request, slug)
    record = access.record(known_kind(kind).name, code)
    add_comment(access, record, body.text, at=timezone.now())
    return Status(201, list(record.comments.order_by("at", "pk")))


def _enter_to_write(request: ApiRequest, slug: str, kinds: Sequence[str]) -> Access:
    access = enter(request, slug)
    for kind in kinds or ["event"]:
        access.require(Capability.QUALIFY if kind in _QUALIFIES else Capability.RECORD)
    return access


def _save(access: Access, given: Sequence[RecordIn]) -> list[KeyedRecord]:
    """Save records as one; return each, also those that did not differ."""
    eyes = Eyes.of(access)
    with transaction.atomic():
        # Whoever asks for an id at the same time waits for ours.
        Case.objects.select_for_update().get(pk=access.case.pk)
        codes = _Codes(access, given)
        entries = [_entry(access, eyes, codes, one) for one in given]
        entries.sort(key=lambda one: KINDS.index(one.keyed.kind))
        save_records(access, entries, at=timezone.now())
    return [entry.keyed for entry in entries]


class _Codes:
    """Gives the next ids, and each only once for one request."""

    def __init__(self, access: Access, given: Sequence[RecordIn]) -> None:
        self.access = access
        self.wanted = Counter(one.kind for one in given)
        self.waiting: dict[str, Iterator[str]] = {}
        self.owned: Counter[str] = Counter()

    def next(self, kind: Kind, cells: Cells) -> str:
        """Return the next id of a kind, or of the rows of an owner."""
        if kind.owner:
            return self._next_of_owner(kind, cells.get(kind.owner, ""))
        if kind.name not in self.waiting:
            codes = next_codes(self.access.case, kind.name, self.wanted[kind.name])
            self.waiting[kind.name] = iter(codes)
        return next(self.waiting[kind.name])

    def _next_of_owner(self, kind: Kind, owner: str) -> str:
        stem, _, number = next_owned_code(self.access.case, kind.name, owner).rpartition(".")
        before = self.owned[f"{kind.name}/{owner}"]
        self.owned[f"{kind.name}/{owner}"] += 1
        return f"{stem}.{int(number) + before}"


def _entry(access: Access, eyes: Eyes, codes: _Codes, given: RecordIn) -> Entry:
    kind = known_kind(given.kind)
    _refuse_unknown(kind, given)
    code = given.code or given.cells.get("id", "")
    held: Mapping[str, str] = {}
    if given.based_on:
        access.record(kind.name, code)
        held = record_fields(load_records(access.case, kind, [code])[code])
    elif kind.name in _ELSEWHERE:
        raise _refused(given, "kind", _ELSEWHERE[kind.name])
    _refuse_given(access, kind, given, held)
    # What is closed to who saves it is kept by `save_records`.
    cells: Cells = {**eyes.named(kind.name, held), **given.cells}
    code = code or codes.next(kind, cells)
    if "id" in _columns(kind):
        cells["id"] = code
    if kind.name == "finding":
        cells |= {"analyst": access.user.code, "on": f"{timezone.now():%Y-%m-%d}"}
    return Entry(record_from_fields(kind.value, cells), code, based_on=given.based_on)


def _refuse_unknown(kind: Kind, given: RecordIn) -> None:
    columns = _columns(kind)
    reasons = [
        (f"{kind.name}/{given.code}", name, f"is no column; there are {', '.join(columns)}")
        for name in given.cells
        if name not in columns
    ]
    if reasons:
        raise RecordsRefused("A cell is in no column of this kind.", tuple(reasons))


def _refuse_given(access: Access, kind: Kind, given: RecordIn, held: Mapping[str, str]) -> None:
    """Refuse to set what only the program knows, and what another analyst found."""
    fixed = given_columns(kind.name) | (_PLACE if kind.name == "passage" else frozenset())
    own = {"analyst": access.user.code, "reported": "alleged"}
    for name in fixed & set(given.cells):
        if given.cells[name] not in {held.get(name), own.get(name), ""}:
            raise _refused(given, name, "is known to the program; leave it out")
    if kind.name == "finding" and held and held["analyst"] != access.user.code:
        raise NotAllowed(
            f"Finding {given.code} is by {held['analyst']}. Nobody changes what another analyst "
            "found: add a finding of your own beside it."
        )


def _refused(given: RecordIn, field: str, reason: str) -> RecordsRefused:
    key = f"{given.kind}/{given.code}"
    return RecordsRefused(f"{key} was not saved: {field} {reason}.", ((key, field, reason),))


def _columns(kind: Kind) -> tuple[str, ...]:
    return tuple(name for column in columns_of(kind.value) for name in column.names)
