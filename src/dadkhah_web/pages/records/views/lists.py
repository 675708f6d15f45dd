"""Lists of records, kind by kind."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import CaseRecord, Membership
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.door import CaseRequest, case_page, fragment_or
from dadkhah_web.pages.records import listing
from dadkhah_web.pages.records.facts import Said, address
from dadkhah_web.pages.records.listing import IMPORTED, KINDS_SHOWN, SHAPES, TABS, Asked
from dadkhah_web.pages.records.terms import grouped_choices, term_words
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.pages.states import look_of
from dadkhah_web.records.description import KIND_WORDS, column_of
from dadkhah_web.records.models import Review

STATES = (Review.CODED, Review.RETURNED, Review.REVIEWED)
_WORK = (Capability.RECORD, Capability.REVIEW)


@require_GET
@case_page()
def acts(request: CaseRequest, access: Access) -> HttpResponse:
    """Show the acts: the kind most people look for."""
    return _list(request, access, "act")


@require_GET
@case_page()
def kind(request: CaseRequest, access: Access, kind: str) -> HttpResponse:
    """Show the records of one kind."""
    if kind not in KINDS_SHOWN:
        raise NotVisible("There is no such list here.")
    return _list(request, access, kind)


def _list(request: CaseRequest, access: Access, kind: str) -> HttpResponse:
    question = listing.asked(kind, request.GET)
    page = listing.list_page(access, kind, question, request.GET.get("page"))
    if question.is_filtered:
        request.readings = [("search", f"{kind} {request.GET.urlencode()}")]
    names = {
        "section": "records",
        "kind": kind,
        "kind_words": KIND_WORDS[kind],
        "page": page,
        "rows": _rows(access, kind, page),
        "columns": _columns(kind),
        "has_date": bool(SHAPES[kind].date),
        "question": question,
        "filters": _filters(access, kind, question),
        "tabs": _tabs(access, kind),
        "states": _states(),
        "may_record": access.may(Capability.RECORD),
        "may_review": access.may(Capability.REVIEW),
        "may_work": any(access.may(one) for one in _WORK),
        "people": people_of(access),
    }
    return render(request, fragment_or(request, "records/_table.html", "records/list.html"), names)


def _states() -> list[tuple[str, Any]]:
    known = [(state, look_of(state).word) for state in STATES]
    return [*known, (IMPORTED, _("from the case folder"))]


def people_of(access: Access) -> list[str]:
    """Return the codes of those in this case."""
    rows = Membership.objects.filter(case=access.case)
    return sorted(set(rows.values_list("user__code", flat=True)))


def _tabs(access: Access, current: str) -> list[dict[str, Any]]:
    counted = listing.counts(access)
    shown = [*TABS, *([current] if current not in TABS else [])]
    return [
        {
            "words": KIND_WORDS[kind][1],
            "url": reverse("records:kind", args=[access.case.slug, kind]),
            "current": kind == current,
            "count": counted.get(kind, 0),
        }
        for kind in shown
    ]


def _columns(kind: str) -> list[Any]:
    shape = SHAPES[kind]
    return [column_of(kind, name) for name in (*shape.codes, *shape.lists, *shape.records)]


def _rows(access: Access, kind: str, page: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a Page
    shape, codes = SHAPES[kind], listing.list_codes(access, page)
    links = {row.pk: [_named(row, name) for name in shape.records] for row in page}
    refs = {ref for own in links.values() for ref in own}
    known = titles(access, refs | {(kind, row.record.code) for row in page})
    return [
        {
            "record": row.record,
            "review": getattr(row.record, "review", None),
            "url": address(access, kind, row.record.code),
            "title": known.get((kind, row.record.code), ""),
            "date": listing.date_of_row(kind, row),
            "cells": list(zip(_said(access, kind, row, codes, known), _columns(kind), strict=True)),
        }
        for row in page
    ]


def _said(  # the cells of a row, in the order of `_columns`
    access: Access,
    kind: str,
    row: Any,  # noqa: ANN401 - a row of any kind
    codes: dict[tuple[int, str], list[str]],
    known: dict[tuple[str, str], str],
) -> list[list[Said]]:
    shape = SHAPES[kind]
    single = [[getattr(row, name)] for name in shape.codes]
    several = [codes.get((row.pk, name), []) for name in shape.lists]
    names = (*shape.codes, *shape.lists)
    cells = [
        [Said(_term(kind, name, code)) for code in own]
        for name, own in zip(names, [*single, *several], strict=True)
    ]
    for name in shape.records:
        ref = _named(row, name)
        cells.append(
            [Said(known[ref], ref[1], ref[0], address(access, *ref))] if ref in known else []
        )
    return cells


def _term(kind: str, name: str, code: str) -> str:
    return term_words(column_of(kind, name), code)


def _named(row: Any, name: str) -> tuple[str, str]:  # noqa: ANN401 - a row of any kind
    named: CaseRecord = (row.act or row.restriction) if name == "subject" else getattr(row, name)
    return (named.record.kind, named.record.code) if named else ("act", "")


def _filters(access: Access, kind: str, question: Asked) -> list[dict[str, Any]]:
    shape, chosen = SHAPES[kind], dict(question.codes)
    return [
        {
            "name": name,
            "label": column_of(kind, name).label,
            "groups": grouped_choices(column_of(kind, name)),
            "chosen": chosen.get(name, ""),
        }
        for name in (*shape.codes, *shape.lists)
    ]
