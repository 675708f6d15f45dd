"""Records of every kind: lists with filters, one record, its history, what is said of it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, ForeignKey, OuterRef, QuerySet
from django.db.models.fields import TextField
from django.http import QueryDict
from ninja import Query, Router

from dadkhah.errors import NotVisible, RecordsRefused
from dadkhah_web.api.cells import IMPORTED, WORDS, Eyes, records_shown
from dadkhah_web.api.door import ApiRequest, enter
from dadkhah_web.api.shapes import (
    CommentOut,
    ListIn,
    RecordOut,
    RecordPage,
    RevisionOut,
)
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Coding
from dadkhah_web.evidence.models import Citation
from dadkhah_web.evidence.openness import unreadable_items
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.kinds import BEARINGS, KIND_BY_NAME, Kind
from dadkhah_web.records.description import COLUMNS
from dadkhah_web.records.models import Comment
from dadkhah_web.records.selectors import history

router = Router(tags=["records"])
_ASKED = frozenset(ListIn.model_fields)


@router.get("/cases/{slug}/records/{kind}", response=RecordPage)
def list_records(
    request: ApiRequest,
    slug: str,
    kind: str,
    asked: Query[ListIn],
) -> RecordPage:
    """List the records of a kind by id; any column is a filter: `?type=edu.closure&event=E-0001`.

    A column that holds a list is asked for one of its codes.
    """
    access = enter(request, slug)
    rows = _filtered(access, known_kind(kind), request.GET, asked.state)
    # A page after the last is empty: who reads on until nothing comes must not go in circles.
    pages = Paginator(rows.select_related("record").order_by("record__code"), asked.size)
    codes: list[str] = []
    if asked.page <= pages.num_pages:
        codes = [row.record.code for row in pages.page(asked.page)]
    request.readings = [("read", f"{kind} list {request.GET.urlencode()}".strip())]
    return RecordPage(
        total=pages.count,
        page=asked.page,
        size=asked.size,
        records=records_shown(access, kind, codes),
    )


@router.get("/cases/{slug}/records/{kind}/{code}", response=RecordOut)
def show_record(request: ApiRequest, slug: str, kind: str, code: str) -> RecordOut:
    """Show one record with all its cells."""
    access = enter(request, slug)
    access.record(known_kind(kind).name, code)
    request.readings = [("read", f"{kind}/{code}")]
    return records_shown(access, kind, [code])[0]


@router.get("/cases/{slug}/records/{kind}/{code}/history", response=list[RevisionOut])
def show_history(request: ApiRequest, slug: str, kind: str, code: str) -> list[RevisionOut]:
    """Show every revision of a record, oldest first, each proven against the custody log."""
    access = enter(request, slug)
    access.record(known_kind(kind).name, code)
    eyes = Eyes.of(access)
    found = []
    before: dict[str, str] = {}
    for one in history(access.case, f"{kind}/{code}", open_log=site_vault().log):
        cells, _ = eyes.shown(kind, one.cells)
        found.append(
            RevisionOut(
                number=one.number,
                action=one.action,
                actor=one.actor,
                at=one.at,
                reason=one.reason,
                device=one.device,
                entry=one.entry,
                cells=cells,
                # Of what is shown: what one may not see has not changed.
                changed=[name for name, text in cells.items() if before.get(name) != text],
                problem=one.problem,
            )
        )
        before = cells
    return found


@router.get("/cases/{slug}/records/{kind}/{code}/comments", response=list[CommentOut])
def list_comments(request: ApiRequest, slug: str, kind: str, code: str) -> list[Comment]:
    """List what was said of a record to those who work on it."""
    access = enter(request, slug)
    return list(access.record(known_kind(kind).name, code).comments.order_by("at", "pk"))


def known_kind(name: str) -> Kind:
    """Return the kind of this name; raises `NotVisible`."""
    if name not in KIND_BY_NAME:
        raise NotVisible(f"There is no kind '{name}'. Kinds are {', '.join(KIND_BY_NAME)}.")
    return KIND_BY_NAME[name]


def _filtered(access: Access, kind: Kind, asked: QueryDict, state: str) -> QuerySet[Any]:
    rows = access.narrow(kind.table._default_manager.filter(record__case=access.case))
    if state:
        review = {"record__review": None} if state == IMPORTED else {"record__review__state": state}
        rows = rows.filter(**review)
    for column, wanted in asked.items():
        if column not in _ASKED:
            rows = _by_column(rows, access, kind, column, str(wanted))
    return rows


def _by_column(
    rows: QuerySet[Any], access: Access, kind: Kind, column: str, wanted: str
) -> QuerySet[Any]:
    held = {field.name: field for field in kind.table._meta.fields}.get(column)
    if isinstance(held, ForeignKey) and column != "record":
        # What is closed is no answer, and so are words that one may not read: no filter tells.
        return access.narrow(rows.filter(**{f"{column}__record__code": wanted}), column)
    if isinstance(held, TextField):
        if kind.name == "passage" and column in WORDS:
            rows = rows.exclude(item__in=unreadable_items(access))
        return rows.filter(**{column: wanted})
    if column in BEARINGS:
        cited = Citation.objects.filter(record=OuterRef("pk"), bearing=column)
        passage = access.records("passage").filter(code=wanted)
        return rows.filter(Exists(cited.filter(passage__record__in=passage)))
    if column in {one.name for one in COLUMNS[kind.name] if one.is_many and not one.names_records}:
        coded = Coding.objects.filter(record=OuterRef("pk"), column=column, value=wanted)
        return rows.filter(Exists(coded))
    raise RecordsRefused(
        f"Records of the kind '{kind.name}' cannot be filtered by '{column}'.",
        ((kind.name, column, "is no column that a list can be filtered by"),),
    )
