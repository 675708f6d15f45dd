"""Write records into their tables: new ones and changed ones alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from django.db import models

from dadkhah.records.evidence import Citations
from dadkhah_web.cases.models import Case, CaseRecord, Coding, Record
from dadkhah_web.evidence.models import Citation
from dadkhah_web.exchange.kinds import BASES, BEARINGS, KINDS, SUBJECTS, KeyedRecord
from dadkhah_web.exchange.references import basis_kind, named_kind, names_in

# So few records that asking for what they name is quicker than reading all identities of a case.
FEW = 100
# (kind, id) -> key of its `Record`
Keys = Mapping[tuple[str, str], int]


def write_rows(case: Case, records: Sequence[KeyedRecord]) -> None:
    """Write each record, in place of what its id held before; call inside a transaction.

    What the records name must be among them or in the case already.
    """
    keys, held = _write_identities(case, records)
    for kind in KINDS:
        rows = [_row(record, keys) for record in records if record.kind is kind]
        if not rows:
            continue
        columns = [f.name for f in kind.table._meta.fields if not f.primary_key]
        kind.table._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["record"], update_fields=columns
        )
    _clear_lists(held)
    _write_citations(records, keys)
    _write_codings(records, keys)
    _write_bases(records, keys)


def _write_identities(case: Case, records: Sequence[KeyedRecord]) -> tuple[Keys, list[int]]:
    """Return the keys of all that is named, and those of the records that were here before."""
    held_rows = Record.objects.filter(case=case)
    if len(records) < FEW:
        held_rows = held_rows.filter(code__in={code for r in records for code in _codes_in(r)})
    known = {(r.kind, r.code): r for r in held_rows}
    new, held, moved = [], [], []
    for record in records:
        before = known.get((record.kind.name, record.code))
        if before is None:
            new.append(Record(case=case, kind=record.kind.name, code=record.code, row=record.row))
            continue
        held.append(before.pk)
        if before.row != record.row:
            before.row = record.row
            moved.append(before)
    Record.objects.bulk_update(moved, ["row"], batch_size=300)
    made = Record.objects.bulk_create(new)
    keys = {name: r.pk for name, r in known.items()} | {(r.kind, r.code): r.pk for r in made}
    return keys, held


def _codes_in(record: KeyedRecord) -> Iterable[str]:
    yield record.code
    yield from (code for _, _, code in names_in(record))


def _row(record: KeyedRecord, keys: Keys) -> CaseRecord:
    row = record.kind.table(record_id=keys[record.kind.name, record.code])
    for field in (f.name for f in fields(record.value)):
        content = getattr(record.value, field)
        if field == "id" or isinstance(content, tuple | Citations):
            continue
        if field == "subject":
            kind = next(k for k in SUBJECTS if (k, content) in keys)
            setattr(row, f"{kind}_id", keys[kind, content])
        elif kind := named_kind(record.kind, field):
            setattr(row, f"{field}_id", keys[kind, content] if content else None)
        else:
            setattr(row, field, content)
    return row


def _clear_lists(owners: Sequence[int]) -> None:
    for start in range(0, len(owners), 500):
        some = owners[start : start + 500]
        Citation.objects.filter(record__in=some).delete()
        Coding.objects.filter(record__in=some).delete()
        for basis in BASES.values():
            basis._default_manager.filter(owner__in=some).delete()


def _write_citations(records: Sequence[KeyedRecord], keys: Keys) -> None:
    Citation.objects.bulk_create(
        Citation(
            record_id=keys[record.kind.name, record.code],
            passage_id=keys["passage", passage],
            bearing=bearing,
            position=position,
        )
        for record in records
        for bearing in BEARINGS
        for position, passage in enumerate(
            getattr(getattr(record.value, "citations", None), bearing, ())
        )
    )


def _write_codings(records: Sequence[KeyedRecord], keys: Keys) -> None:
    Coding.objects.bulk_create(
        Coding(
            record_id=keys[record.kind.name, record.code],
            column=field,
            position=position,
            value=code,
        )
        for record, field, content in _lists(records)
        if (record.kind.name, field) not in BASES
        for position, code in enumerate(content)
    )


def _write_bases(records: Sequence[KeyedRecord], keys: Keys) -> None:
    rows: dict[type[models.Model], list[models.Model]] = {}
    for record, field, content in _lists(records):
        if basis := BASES.get((record.kind.name, field)):
            kind, owner = basis_kind(record.kind, field), keys[record.kind.name, record.code]
            rows.setdefault(basis, []).extend(
                basis(owner_id=owner, target_id=keys[kind, code], position=position)
                for position, code in enumerate(content)
            )
    for table, made in rows.items():
        table._default_manager.bulk_create(made)


def _lists(
    records: Sequence[KeyedRecord],
) -> Iterable[tuple[KeyedRecord, str, tuple[str, ...]]]:
    for record in records:
        for field in fields(record.value):
            content = getattr(record.value, field.name)
            if isinstance(content, tuple):
                yield record, field.name, content
