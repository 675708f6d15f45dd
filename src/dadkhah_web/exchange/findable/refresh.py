"""Bring the search up to date with records, and with what says their titles."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from dadkhah.records.persons import PersonName
from dadkhah.records.restrictions import RestrictionStatus
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.models import Case, Record, RecordCompartment
from dadkhah_web.exchange.findable.wording import (
    LONGEST_TITLE,
    Owned,
    Titles,
    dates_in,
    found_by,
    wording,
)
from dadkhah_web.exchange.kinds import KIND_BY_NAME, KINDS, KeyedRecord, Kind
from dadkhah_web.exchange.references import named_kind
from dadkhah_web.exchange.selectors import load_records
from dadkhah_web.search.models import SearchEntry
from dadkhah_web.search.services import Findable, put

FINDABLE = tuple(kind for kind in KINDS if not kind.owner)
# Whose titles an entry says. All of them close the record with them.
SAYS = {
    "passage": ("item",),
    "position": ("person", "institution"),
    "command_link": ("superior", "subordinate"),
    "act": ("event",),
    "involvement": ("person", "act", "restriction"),
    "proposition": ("respondent",),
    "charge": ("respondent",),
    "finding": ("respondent",),
}
AT_ONCE = 500
_Values = dict[str, dict[str, Any]]


def refresh_search(case: Case, records: Sequence[KeyedRecord]) -> None:
    """Bring the search up to date with these records, in the transaction that saves them.

    A name or a step of status is found with its owner. Where a title changed, what says it is
    refreshed too.
    """
    values: _Values = {kind.name: {} for kind in FINDABLE}
    owners: dict[str, set[str]] = {}
    for record in records:
        if record.kind.owner:
            owner = getattr(record.value, record.kind.owner)
            owners.setdefault(record.kind.owner, set()).add(owner)
        else:
            values[record.kind.name][record.code] = record.value
    for name, codes in owners.items():
        values[name] |= _loaded(case, KIND_BY_NAME[name], codes - values[name].keys())
    for kind in FINDABLE:
        retitled: set[str] = set()
        for some in _chunks(values[kind.name]):
            retitled |= _put(case, kind, some)
        if retitled:
            _add_dependants(case, kind, retitled, values)


def refresh_owners(case: Case, keys: Collection[tuple[str, str]]) -> None:
    """Refresh what these names and steps of status (kind, id) are found with, if it is there."""
    owners: dict[str, set[str]] = {}
    for name, code in keys:
        if owner := KIND_BY_NAME[name].owner:
            owners.setdefault(owner, set()).add(code.rpartition(".")[0])
    for name, codes in owners.items():
        kind = KIND_BY_NAME[name]
        loaded = _loaded(case, kind, codes)
        refresh_search(case, [KeyedRecord(kind, code, 0, one) for code, one in loaded.items()])


def _put(case: Case, kind: Kind, values: dict[str, Any]) -> set[str]:
    """Write these entries; return the ids of those that had another title before."""
    held = SearchEntry.objects.filter(
        case=case, kind=kind.name, page=0, record__code__in=values.keys()
    )
    before = dict(held.values_list("record__code", "title"))
    identities = Record.objects.filter(case=case, kind=kind.name, code__in=values.keys())
    keys = dict(identities.values_list("code", "pk"))
    titles = _titles(case, kind, values.values())
    owned = _owned(case, kind, values)
    entries = {
        code: _entry(kind, keys[code], value, titles, owned.get(code, Owned()))
        for code, value in values.items()
        if code in keys
    }
    put(case, entries.values())
    retitled = {code for code, title in before.items() if entries[code].title != title}
    if kind.name == "item":
        for code in retitled:
            pages = SearchEntry.objects.filter(record=keys[code], page__gt=0)
            pages.update(title=entries[code].title)
    return retitled


def _entry(kind: Kind, key: int, value: Any, titles: Titles, owned: Owned) -> Findable:  # noqa: ANN401 - any record
    said = wording(value, titles, owned)
    title = " ".join(said.title.split())
    cut = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    rest = said.title if cut != title else ""
    # Whoever looks for an item does not look for each of its passages.
    also = "" if said.strong is None or kind.name == "passage" else said.title
    return Findable(
        record=key,
        kind=kind.name,
        title=cut,
        text="\n".join(filter(None, (rest, said.text))),
        strong=said.title if said.strong is None else said.strong,
        weak=f"{also} {found_by(kind, value, current_law())}",
        date=said.date or dates_in(value),
    )


def _titles(case: Case, kind: Kind, values: Collection[Any]) -> Titles:
    """Return the titles of what these records hang on; entries of those are written before."""
    named: dict[str, set[str]] = {}
    for field in SAYS.get(kind.name, ()):
        if field in ("act", "restriction"):
            named.setdefault(field, set()).update(value.subject for value in values)
        else:
            codes = {getattr(value, field) for value in values}
            named.setdefault(named_kind(kind, field), set()).update(codes - {""})
    titles: dict[tuple[str, str], str] = {}
    for name, codes in named.items():
        rows = SearchEntry.objects.filter(case=case, kind=name, page=0, record__code__in=codes)
        pairs = rows.values_list("record__code", "title")
        titles |= {(name, code): title for code, title in pairs}
    return titles


def _owned(case: Case, kind: Kind, values: Collection[str]) -> dict[str, Owned]:
    """Return names and steps of status, without those in a compartment of their own."""
    owned_kind = next((one for one in KINDS if one.owner == kind.name), None)
    if owned_kind is None:
        return {}
    rows = Record.objects.filter(
        **{f"{_table(owned_kind)}__{kind.name}__record__code__in": values}, case=case
    )
    apart = RecordCompartment.objects.filter(is_own=True).values("record_id")
    codes = rows.exclude(pk__in=apart).order_by("row", "pk").values_list("code", flat=True)
    listed = list(codes)
    loaded = load_records(case, owned_kind, listed)
    found: dict[str, list[PersonName | RestrictionStatus]] = {}
    for code in listed:
        found.setdefault(getattr(loaded[code], kind.name), []).append(loaded[code])
    return {
        code: Owned(
            names=[one for one in ones if isinstance(one, PersonName)],
            statuses=[one for one in ones if isinstance(one, RestrictionStatus)],
        )
        for code, ones in found.items()
    }


def _table(kind: Kind) -> str:
    return str(kind.table._meta.model_name)


def _add_dependants(case: Case, kind: Kind, codes: set[str], values: _Values) -> None:
    for name, fields in SAYS.items():
        saying = KIND_BY_NAME[name]
        for field in fields:
            if (
                field if field in ("act", "restriction") else named_kind(saying, field)
            ) != kind.name:
                continue
            rows = saying.table._default_manager.filter(
                **{"record__case": case, f"{field}__record__code__in": codes}
            )
            dependants = set(rows.values_list("record__code", flat=True)) - values[name].keys()
            values[name] |= _loaded(case, saying, dependants)


def _loaded(case: Case, kind: Kind, codes: Collection[str]) -> dict[str, Any]:
    ordered = dict.fromkeys(sorted(codes))
    return {
        code: value
        for some in _chunks(ordered)
        for code, value in load_records(case, kind, list(some)).items()
    }


def _chunks(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    pairs = list(values.items())
    for start in range(0, len(pairs), AT_ONCE):
        yield dict(pairs[start : start + AT_ONCE])
