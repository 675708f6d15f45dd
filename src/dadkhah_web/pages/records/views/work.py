"""Reviewing, giving work, commenting: what people do with records besides writing them."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.drafts import drop_draft
from dadkhah_web.cases.models import Record
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.records.facts import Said, address
from dadkhah_web.pages.records.listing import KINDS_SHOWN
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.records.description import KIND_WORDS
from dadkhah_web.records.queue import Waiting, waiting_for
from dadkhah_web.records.reviewing import (
    add_comment,
    assign,
    coders,
    mark_reviewed,
    require_assigning,
    return_record,
    settle_comment,
)


@require_GET
@case_page()
def waiting(request: CaseRequest, access: Access) -> HttpResponse:
    """Show what waits for this person: given to them, returned to them, to be reviewed."""
    found = waiting_for(access)
    refs = [(r.kind, r.code) for group in found for r in group.records]
    known = titles(access, refs)
    groups = [(group, _lines(access, group, known)) for group in found]
    steps = [(_("Records"), reverse("records:list", args=[access.case.slug])), (_("Waiting"), "")]
    names = {"section": "records", "groups": groups, "is_empty": not refs, "steps": steps}
    return render(request, "records/waiting.html", names)


@require_POST
@case_page()
def review(request: CaseRequest, access: Access, kind: str, code: str) -> HttpResponse:
    """Mark a record as reviewed, return it, or give it to somebody."""
    record, now = access.record(kind, code), timezone.now()
    words, act = request.POST.get("words", ""), request.POST.get("do", "")
    if act == "review":
        mark_reviewed(access, [record, *_parts(access, record)], at=now)
        messages.success(request, _("Marked as reviewed."))
    elif act == "return" and not words.strip():
        messages.error(request, _("Say in a few words what is to be changed."))
    elif act == "return":
        return_record(access, record, words, at=now)
        messages.success(request, _("Returned, with your comment."))
    elif act == "assign":
        assign(access, [record], request.POST.get("to", ""), at=now)
        messages.success(request, _("Assigned."))
    drop_draft(request.user, access.case, f"review/{kind}/{code}")
    return redirect(address(access, kind, code))


def _parts(access: Access, record: Record) -> list[Record]:
    """Return what is reviewed with a record: the rows on its page that hang on it alone."""
    on = Q()
    if record.kind == "act":
        on = Q(involvement__act=record.pk)
    elif record.kind == "restriction":
        on = Q(restrictionstatus__restriction=record.pk) | Q(involvement__restriction=record.pk)
    elif record.kind == "person":
        on = Q(personname__person=record.pk)
    found = list(access.records().filter(on)) if on else []
    coded = coders(found)
    return [one for one in found if coded.get(one.pk) != access.user.code]


@require_POST
@case_page()
def comment(request: CaseRequest, access: Access, kind: str, code: str) -> HttpResponse:
    """Say something of a record."""
    add_comment(access, access.record(kind, code), request.POST.get("words", ""), at=timezone.now())
    drop_draft(request.user, access.case, f"comment/{kind}/{code}")
    return redirect(f"{address(access, kind, code)}#comments")


@require_POST
@case_page()
def settle(request: CaseRequest, access: Access, kind: str, code: str, number: int) -> HttpResponse:
    """Say that a comment is dealt with."""
    settle_comment(access, access.record(kind, code), number)
    return redirect(f"{address(access, kind, code)}#comments")


@require_POST
@case_page()
def bulk(request: CaseRequest, access: Access, kind: str) -> HttpResponse:
    """Give several records to somebody, or mark them as reviewed."""
    if kind not in KINDS_SHOWN:
        raise NotVisible("There is no such list here.")
    is_review = request.POST.get("do") == "review"
    if is_review:
        access.require(Capability.REVIEW)
    else:
        require_assigning(access)
    codes, now = request.POST.getlist("code"), timezone.now()
    records = list(access.records(kind).filter(code__in=codes))
    if not records:
        messages.error(request, _("Choose some records first."))
    elif is_review:
        count = mark_reviewed(access, records, at=now)
        said = ngettext("%(n)s record is reviewed.", "%(n)s records are reviewed.", count)
        messages.success(request, said % {"n": count})
    else:
        count = assign(access, records, request.POST.get("to", ""), at=now)
        said = ngettext("%(n)s record is assigned.", "%(n)s records are assigned.", count)
        messages.success(request, said % {"n": count})
    return redirect(_back(request, access, kind))


def _back(request: CaseRequest, access: Access, kind: str) -> str:
    place = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(place, {request.get_host()}):
        return place
    return reverse("records:kind", args=[access.case.slug, kind])


def _lines(access: Access, group: Waiting, known: dict[tuple[str, str], str]) -> list[Any]:
    return [
        (Said(known[ref], r.code, r.kind, address(access, *ref)), KIND_WORDS[r.kind][0], r)
        for r in group.records
        if (ref := (r.kind, r.code)) in known
    ]
