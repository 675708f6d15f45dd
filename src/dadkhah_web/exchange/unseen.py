"""What a person may not see, that person cannot take out of a record by saving it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from dadkhah.records.evidence import Citations
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Record
from dadkhah_web.exchange.kinds import BEARINGS, KeyedRecord
from dadkhah_web.exchange.references import basis_kind, named_kind
from dadkhah_web.exchange.selectors import load_records

_Hidden = set[tuple[str, str]]


def keep_unseen(access: Access, records: Sequence[KeyedRecord]) -> list[KeyedRecord]:
    """Return the records with the closed ones that they name in the tables already.

    A form shows an act without the passages that are closed to its reader, and gives it back
    without them. They stay, after those the person gave.
    """
    if not access.closed:
        return list(records)
    rows = Record.objects.filter(pk__in=access.hidden())
    hidden = set(rows.values_list("kind", "code"))
    held: dict[str, Any] = {}
    for kind in {record.kind for record in records}:
        codes = [record.code for record in records if record.kind is kind]
        found = load_records(access.case, kind, codes)
        held |= {f"{kind.name}/{code}": value for code, value in found.items()}
    return [
        replace(r, value=_kept(r, held[r.key], hidden)) if r.key in held else r for r in records
    ]


def _kept(record: KeyedRecord, held: Any, hidden: _Hidden) -> Any:  # noqa: ANN401 - any record
    changed: dict[str, object] = {}
    for name in (field.name for field in fields(record.value)):
        given, before = getattr(record.value, name), getattr(held, name)
        if isinstance(given, Citations):
            lists = (_both(given, before, bearing, hidden) for bearing in BEARINGS)
            changed[name] = Citations(*lists)
        elif kind := basis_kind(record.kind, name):
            changed[name] = _joined(given, before, kind, hidden)
        elif (kind := named_kind(record.kind, name)) and not given and (kind, before) in hidden:
            changed[name] = before
    return replace(record.value, **changed)


def _both(given: Citations, before: Citations, bearing: str, hidden: _Hidden) -> tuple[str, ...]:
    return _joined(getattr(given, bearing), getattr(before, bearing), "passage", hidden)


def _joined(
    given: tuple[str, ...], before: tuple[str, ...], kind: str, hidden: _Hidden
) -> tuple[str, ...]:
    unseen = (code for code in before if (kind, code) in hidden)
    return tuple(dict.fromkeys((*given, *unseen)))
