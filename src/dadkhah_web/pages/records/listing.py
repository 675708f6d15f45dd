"""Lists of records: filtered, sorted, fifty to a page, with an exact count."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict

from dadkhah.dates import PartialDate
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import CaseRecord, Coding
from dadkhah_web.exchange.kinds import KIND_BY_NAME
from dadkhah_web.search.models import SearchEntry
from dadkhah_web.search.services import folded_words

PAGE = 50
_YEAR = re.compile(r"[1-9][0-9]{3}", re.ASCII)
IMPORTED = "imported"
TABS = ("event", "act", "person", "restriction", "position", "command_link", "source")
KINDS_SHOWN = (*TABS, "involvement")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list of one kind shows and can be filtered by."""

    date: str = ""
    """The column of its date."""
    words: tuple[str, ...] = ()
    """Columns in which a person's words are looked for."""
    codes: tuple[str, ...] = ()
    """Columns of one code: shown, and filters."""
    lists: tuple[str, ...] = ()
    """Columns of several codes: shown, and filters."""
    records: tuple[str, ...] = ()
    """Columns that name another record, shown as links."""


SHAPES: Mapping[str, Shape] = {
    "event": Shape("date", ("title", "summary"), lists=("places",)),
    "act": Shape("date", ("summary",), ("type",), ("places", "victims")),
    "person": Shape("", ("description", "note"), ("kind",)),
    "restriction": Shape(
        "date", ("title", "issuer", "note"), ("form_class", "confidence"), ("areas", "issuers")
    ),
    "involvement": Shape("", ("note",), ("degree",), records=("person", "subject")),
    "position": Shape("held", ("title",), records=("person", "institution")),
    "command_link": Shape("held", ("basis",), ("kind",), records=("superior", "subordinate")),
    "source": Shape("", ("description", "independence_group"), ("kind", "reliability")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked a list for."""

    words: str = ""
    state: str = ""
    assigned: str = ""
    year: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    sort: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.state or self.assigned or self.year or self.codes)


def asked(kind: str, query: QueryDict) -> Asked:
    """Return what the query of an address asks for; what it cannot ask is left out."""
    shape = SHAPES[kind]
    codes = [(name, query.get(name, "")) for name in (*shape.codes, *shape.lists)]
    return Asked(
        words=query.get("q", "").strip(),
        state=query.get("state", ""),
        assigned=query.get("assigned", ""),
        year=query.get("year", "").strip(),
        codes=tuple((name, code) for name, code in codes if code),
        sort=query.get("sort", ""),
    )


def list_page(access: Access, kind: str, question: Asked, number: str | None) -> Page[Any]:
    """Return one page of the rows of a kind, each with its identity and review."""
    rows = _sorted(_filtered(_rows(access, kind), kind, question), kind, question.sort)
    joined = ["record", "record__review", *(_joined(kind))]
    return Paginator(rows.select_related(*joined), PAGE).get_page(number)


def _joined(kind: str) -> list[str]:
    paths = {"subject": ("act__record", "restriction__record")}
    return [p for name in SHAPES[kind].records for p in paths.get(name, (f"{name}__record",))]


def counts(access: Access) -> dict[str, int]:
    """Return how many records of each kind this person may see."""
    rows = access.records().order_by().values_list("kind").annotate(n=Count("pk"))
    return dict(rows)


def list_codes(access: Access, rows: Page[Any]) -> dict[tuple[int, str], list[str]]:
    """Return the codes of each row of a page by key and column: one query."""
    found: dict[tuple[int, str], list[str]] = {}
    codings = Coding.objects.filter(record__in=[row.pk for row in rows]).order_by("position")
    for owner, column, code in codings.values_list("record_id", "column", "value"):
        found.setdefault((owner, column), []).append(code)
    return found


def date_of_row(kind: str, row: CaseRecord) -> PartialDate | None:
    """Return the date by which a list of this kind is sorted."""
    name = SHAPES[kind].date
    return getattr(row, name) if name else None


def _rows(access: Access, kind: str) -> QuerySet[Any]:
    table = KIND_BY_NAME[kind].table
    return access.narrow(table._default_manager.filter(record__case=access.case))


def _filtered(rows: QuerySet[Any], kind: str, question: Asked) -> QuerySet[Any]:
    shape = SHAPES[kind]
    if question.words:
        rows = rows.filter(has_words(shape, question.words))
    if question.state == IMPORTED:
        rows = rows.filter(record__review=None)
    elif question.state:
        rows = rows.filter(record__review__state=question.state)
    if question.assigned:
        rows = rows.filter(record__review__assigned_to=question.assigned)
    if shape.date and _YEAR.fullmatch(question.year):
        year = int(question.year)
        latest, earliest = f"{shape.date}_latest__year__gte", f"{shape.date}_earliest__year__lte"
        open_end = Q(**{f"{shape.date}_latest": None})
        rows = rows.filter(Q(**{latest: year}) | open_end, **{earliest: year})
    for name, code in question.codes:
        if name in shape.codes:
            rows = rows.filter(**{name: code})
        else:
            held = Coding.objects.filter(record=OuterRef("pk"), column=name, value=code)
            rows = rows.filter(Exists(held))
    return rows


def has_words(shape: Shape, words: str) -> Q:
    """Say how to find words: as they are typed, in the id, and folded as the search has them."""
    folded = folded_words(words)
    entries = SearchEntry.objects.filter(record=OuterRef("pk"), page=0)
    fits = Q(folded_title__contains=folded) | Q(folded_text__contains=folded)
    found = Q(record__code__icontains=words)
    if folded:
        found |= Q(Exists(entries.filter(fits)))
    for name in shape.words:
        found |= Q(**{f"{name}__icontains": words})
    return found


def _sorted(rows: QuerySet[Any], kind: str, sort: str) -> QuerySet[Any]:
    column, falls = sort.removeprefix("-"), sort.startswith("-")
    paths = {
        "code": "record__code",
        "state": "record__review__state",
        "changed": "record__review__at",
    }
    if date := SHAPES[kind].date:
        paths["date"] = f"{date}_earliest"
    path = paths.get(column, "record__code")
    order = F(path).desc(nulls_last=True) if falls else F(path).asc(nulls_last=True)
    return rows.order_by(order, "record__code")
