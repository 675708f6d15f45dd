"""Decide what stays behind: records, fields, items; and everything that follows from it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dadkhah.errors import WithholdingNotUnderstood
from dadkhah.records.case import CaseRecords

PUBLIC = frozenset({"public"})
ESSENTIAL = frozenset({"type", "record", "revision", "f:id", "sha256", "size"})
"""Fields without which an entry that is shown could not be checked: shown, or no part of it."""
_TARGET = re.compile(r"(?P<kind>[a-z_-]+)(?:/(?P<id>[^/:\s]+))?(?::(?P<field>[a-z0-9_-]+))?")


@dataclass(frozen=True, slots=True)
class Withholding:
    """What a bundle must not contain, as its maker says it.

    Each target is a record `act/A-0001`, one field of it `act/A-0001:summary`, or a field of
    every record of a kind `act:summary`. `allowed_sensitivity` are the grades of items that may
    leave; items of any other grade are withheld without being named.
    """

    targets: tuple[str, ...] = ()
    allowed_sensitivity: frozenset[str] = PUBLIC


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stays behind in this case: whole records, and fields of the others."""

    items: frozenset[str]
    """Items whose file, reception, record and passages all stay behind."""
    records: frozenset[str]
    fields: Mapping[str, frozenset[str]]
    """Record or kind -> names of fields, as they are committed (`f:summary`)."""

    def hides(self, record: str, field: str) -> bool:
        """Tell whether a committed field of a record stays behind."""
        kind = record.partition("/")[0]
        return any(field in self.fields.get(name, ()) for name in (record, kind))


def resolve(
    withholding: Withholding, case: CaseRecords, fields: Mapping[str, Collection[str]]
) -> Withheld:
    """Return what stays behind; `fields` are the committed names of each record.

    Withholding an item withholds its passages. Raises `WithholdingNotUnderstood` naming every
    target that is not of this case, so that a slip of the pen discloses nothing.
    """
    records: set[str] = set()
    hidden: dict[str, frozenset[str]] = {}
    not_found = []
    for target in withholding.targets:
        record, field = _read_target(target)
        concerned = [r for r in fields if r == record or r.partition("/")[0] == record]
        if not concerned or (not field and "/" not in record):
            not_found.append(target)
        elif not field:
            records.add(record)
        else:
            committed = {name for r in concerned for name in fields[r]} - ESSENTIAL
            names = committed & {field, f"f:{field}"}
            hidden[record] = hidden.get(record, frozenset()) | names
            not_found += [] if names else [target]
    if not_found:
        raise WithholdingNotUnderstood(
            f"Not found in this case: {', '.join(not_found)}. Write a record as act/A-0001, a field"
            " of it as act/A-0001:summary, a field of every record of a kind as act:summary."
        )
    items = _items_kept_back(withholding, case, records)
    return Withheld(frozenset(items), frozenset(records | _of_items(items, case)), hidden)


def _read_target(target: str) -> tuple[str, str]:
    match = _TARGET.fullmatch(target)
    if not match:
        return target, ""
    record = f"{match['kind']}/{match['id']}" if match["id"] else match["kind"]
    return record, match["field"] or ""


def _items_kept_back(
    withholding: Withholding, case: CaseRecords, records: Collection[str]
) -> set[str]:
    return {
        item.id
        for item in case.items
        if f"item/{item.id}" in records or item.sensitivity not in withholding.allowed_sensitivity
    }


def _of_items(items: Iterable[str], case: CaseRecords) -> set[str]:
    kept_back = set(items)
    passages = {f"passage/{p.id}" for p in case.passages if p.item in kept_back}
    return passages | {f"item/{item}" for item in kept_back}
