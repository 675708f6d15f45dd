"""Read records as text cells, as the case folder has them, without what a person may not see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignKey, Q

from dadkhah.dates import PartialDate
from dadkhah.errors import NotVisible
from dadkhah.exchange.tables.cells import join_list
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import CaseRecord, Coding, Record
from dadkhah_web.evidence.models import Citation
from dadkhah_web.evidence.openness import quotation
from dadkhah_web.exchange.kinds import BEARINGS, KIND_BY_NAME
from dadkhah_web.records.description import COLUMNS, Control
from dadkhah_web.records.models import Review


@dataclass(frozen=True, slots=True)
class Quotation:
    """One passage that a record cites, with its place."""

    bearing: str
    code: str
    quote: str
    page: str
    time: str
    region: str
    note: str
    item: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Held:
    """One record as it is now."""

    identity: Record
    cells: Mapping[str, str]
    quotations: tuple[Quotation, ...] = field(default=())

    @property
    def kind(self) -> str:
        """The kind of record."""
        return self.identity.kind

    @property
    def code(self) -> str:
        """The id of the record."""
        return self.identity.code

    @property
    def review(self) -> Review | None:
        """Where it stands between coding and review; None for what came in with a folder."""
        return getattr(self.identity, "review", None)


def held_record(access: Access, kind: str, code: str) -> Held:
    """Return one record with its lists and passages; raises `NotVisible`."""
    if kind not in KIND_BY_NAME:
        raise NotVisible(f"There is no {kind}/{code} here that you may see.")
    found = held_records(access, kind, Q(record__code=code), with_lists=True)
    if not found:
        raise NotVisible(f"There is no {kind}/{code} here that you may see.")
    return found[0]


def held_records(
    access: Access, kind: str, condition: Q, *, with_lists: bool = False, most: int = 200
) -> list[Held]:
    """Return the records of a kind that fulfil the condition, in the order they were given.

    Without lists it is one query, and places, codes and passages are left out.
    """
    table = KIND_BY_NAME[kind].table
    rows = access.narrow(table._default_manager.filter(condition, record__case=access.case))
    joined = ["record", "record__review", *(f"{name}__record" for name in _links(table))]
    found = list(rows.select_related(*joined).order_by("record__row", "pk")[:most])
    hidden = set(access.hidden()) if access.closed else set()
    lists, quotations = _lists(access, found) if with_lists else ({}, {})
    return [
        Held(
            row.record,
            _cells(kind, row, hidden) | lists.get(row.pk, {}),
            tuple(quotations.get(row.pk, ())),
        )
        for row in found
    ]


def _links(table: type[CaseRecord]) -> list[str]:
    columns = table._meta.fields
    return [c.name for c in columns if isinstance(c, ForeignKey) and not c.primary_key]


def _cells(kind: str, row: CaseRecord, hidden: Collection[int]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column in COLUMNS[kind]:
        if column.is_many:
            continue
        content: Any = _subject(row) if column.name == "subject" else getattr(row, column.name)
        if column.control is Control.DATE:
            date: PartialDate | None = content
            cells[column.name] = date.written if date else ""
            cells[f"{column.name}_calendar"] = date.calendar.value if date else ""
        elif isinstance(content, CaseRecord):
            cells[column.name] = "" if content.pk in hidden else content.record.code
        else:
            cells[column.name] = "" if content is None else str(content)
    return cells


def _subject(row: Any) -> CaseRecord:  # noqa: ANN401 - an involvement
    return row.act or row.restriction  # type: ignore[no-any-return]


def _lists(
    access: Access, rows: Sequence[CaseRecord]
) -> tuple[dict[int, dict[str, str]], dict[int, list[Quotation]]]:
    keys = [row.pk for row in rows]
    found: dict[tuple[int, str], list[str]] = {}
    codings = Coding.objects.filter(record__in=keys).order_by("position")
    for owner, column, code in codings.values_list("record_id", "column", "value"):
        found.setdefault((owner, column), []).append(code)
    quotations: dict[int, list[Quotation]] = {}
    for owner, one in _cited(access, keys):
        quotations.setdefault(owner, []).append(one)
        found.setdefault((owner, one.bearing), []).append(one.code)
    cells: dict[int, dict[str, str]] = {}
    for (owner, column), codes in found.items():
        cells.setdefault(owner, {})[column] = join_list(codes)
    return cells, quotations


_CITED = ("record_id", "bearing", "passage__record__code")
_PLACED = (
    *("passage__page", "passage__time", "passage__region", "passage__note"),
    *("passage__item__record__code", "passage__item__title", "passage__item__language"),
)


def _cited(access: Access, owners: Sequence[int]) -> list[tuple[int, Quotation]]:
    rows = access.narrow(Citation.objects.filter(record__in=owners), "passage__record")
    found = [
        (owner, Quotation(*rest))
        for owner, *rest in rows.order_by("position").values_list(
            *_CITED, quotation(access, "passage__"), *_PLACED
        )
    ]
    order = {bearing: place for place, bearing in enumerate(BEARINGS)}
    return sorted(found, key=lambda pair: order[pair[1].bearing])
