"""Which records a record names, and whether they are there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from django.db.models import ForeignKey

from dadkhah.errors import RecordsRefused
from dadkhah.records.evidence import Citations
from dadkhah_web.exchange.kinds import BASES, BEARINGS, KIND_OF_TABLE, SUBJECTS, KeyedRecord, Kind

MOST_LISTED = 50


def named_kind(kind: Kind, field: str) -> str:
    """Return the kind of record that a field with one id names; nothing for a plain field."""
    if field in ("id", "subject", "citations"):
        return ""
    column = next((c for c in kind.table._meta.fields if c.name == field), None)
    if not isinstance(column, ForeignKey):
        return ""
    return KIND_OF_TABLE[column.remote_field.model]


def basis_kind(kind: Kind, field: str) -> str:
    """Return the kind of record that a field with many ids names; nothing for a list of codes."""
    basis = BASES.get((kind.name, field))
    return KIND_OF_TABLE[basis._meta.get_field("target").remote_field.model] if basis else ""


def refuse_loose_ends(
    records: Iterable[KeyedRecord], known: Iterable[tuple[str, str]] = ()
) -> None:
    """Raise `RecordsRefused` when a record names one that is neither here nor in `known`.

    Repeated ids and texts with NUL, which PostgreSQL cannot hold, are refused too.
    """
    records = list(records)
    here = set(known)
    problems: list[tuple[str, str, str]] = []
    seen: set[str] = set()
    for record in records:
        if record.key in seen:
            problems.append((record.key, "id", "there are two of this id"))
        seen.add(record.key)
        here.add((record.kind.name, record.code))
    for record in records:
        problems += [
            (record.key, field, f"{field} names '{code}', which is not in the case")
            for field, kinds, code in names_in(record)
            if not any((kind, code) in here for kind in kinds)
        ]
        problems += [
            (record.key, column, f"{column} contains a NUL character")
            for column, text in record.cells.items()
            if "\0" in text
        ]
    refuse(problems)


def refuse(problems: Sequence[tuple[str, str, str]]) -> None:
    """Raise `RecordsRefused` with these records, fields and reasons, unless there are none."""
    if not problems:
        return
    sentences = [f"{key}: {reason}" for key, _, reason in problems[:MOST_LISTED]]
    more = f"\n  and {len(problems) - MOST_LISTED} more" if len(problems) > MOST_LISTED else ""
    listed = "\n  ".join(sentences)
    raise RecordsRefused(f"These records do not fit together:\n  {listed}{more}", tuple(problems))


def names_in(record: KeyedRecord) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield each record that this one names: the field, the kinds it may be of, its id."""
    for field in (f.name for f in fields(record.value)):
        content = getattr(record.value, field)
        if isinstance(content, Citations):
            for bearing in BEARINGS:
                yield from ((bearing, ("passage",), code) for code in getattr(content, bearing))
        elif field == "subject":
            yield field, SUBJECTS, content
        elif kind := named_kind(record.kind, field):
            if content:
                yield field, (kind,), content
        elif kind := basis_kind(record.kind, field):
            yield from ((field, (kind,), code) for code in content)
