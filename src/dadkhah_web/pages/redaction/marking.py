"""Mark what a copy of an item hides: add a mark, remove one, have the copy made."""

from collections.abc import Mapping
from pathlib import Path

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dadkhah.derivation.redaction.hidden import MOST
from dadkhah.errors import MarksNotUnderstood, NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.copies import WorkingCopies
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.openness import require_open
from dadkhah_web.evidence.selectors import find_item
from dadkhah_web.evidence.unlocking import needed_identity
from dadkhah_web.exchange.work.redacting import REDACT, Marks, keep_marks, made_copy, marks_of
from dadkhah_web.jobs.services import start_job
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.item import head
from dadkhah_web.pages.evidence.reading import Turning
from dadkhah_web.pages.redaction.adding import listed, with_mark, without
from dadkhah_web.pages.redaction.forms import FORMS, way_of
from dadkhah_web.pages.redaction.laid_out import Sheet, lay_out

LONGEST_NUMBER = 9
_KINDS = ("regions", "times", "spans", "words", "left_out")


@require_GET
@case_page(Capability.RECORD)
def mark(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Show an item with what is marked in it."""
    return _page(request, access, openable(access, code), _number(request.GET.get("page", "")))


@require_POST
@case_page(Capability.RECORD)
def add(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Add a mark: a region, a time, words, a part of a text, a page to leave out."""
    item = openable(access, code)
    name = request.POST.get("kind", "")
    kind = FORMS[way_of(item.media_type)].get(name)
    if kind is None:
        raise NotVisible(f"{code} has no marks of this kind.")
    form, page = kind(request.POST), _number(request.POST.get("at", ""))
    if form.is_valid():
        try:
            marks = with_mark(marks_of(access, item), item, name, form.cleaned_data)
        except MarksNotUnderstood:
            form.add_error(None, _("There are %d marks of this kind already.") % MOST)
        else:
            keep_marks(access, item, marks, at=timezone.now())
            return redirect(_address(access, code, page))
    return _page(request, access, item, page, {name: form})


@require_POST
@case_page(Capability.RECORD)
def remove(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Remove one mark, or all."""
    item = openable(access, code)
    kind, place = request.POST.get("kind", ""), _number(request.POST.get("place", ""))
    marks = marks_of(access, item)
    if kind == "all":
        keep_marks(access, item, Marks(), at=timezone.now())
    elif kind in _KINDS:
        marks = without(marks, kind, place, request.POST.get("mark", ""))
        keep_marks(access, item, marks, at=timezone.now())
    return redirect(_address(access, code, _number(request.POST.get("at", ""))))


@require_POST
@case_page(Capability.RECORD)
def make(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Have the copy made, to look at it."""
    item = openable(access, code)
    identity = needed_identity(request)
    folder = folder_of(request, item)
    place = f"{folder.parent.name}/{folder.name}"
    job = start_job(access, REDACT, {"code": code, "place": place}, identity=identity)
    job.refresh_from_db()
    if job.state == job.DONE:
        return redirect("redaction:preview", slug=access.case.slug, code=code)
    return redirect("jobs:show", slug=access.case.slug, number=job.pk)


def openable(access: Access, code: str) -> EvidenceItem:
    """Return an item whose bytes this person may open and that are here."""
    item = find_item(access, code)
    require_open(access, item)
    if not item.object_name:
        raise NotVisible(f"The bytes of {code} were never received here.")
    return item


def folder_of(request: CaseRequest, item: EvidenceItem) -> Path:
    """Return the folder of working copies of an item in this session."""
    return WorkingCopies(request.session.session_key or "").folder_of(item)


def _page(
    request: CaseRequest,
    access: Access,
    item: EvidenceItem,
    page: int,
    bound: Mapping[str, forms.Form] | None = None,
) -> HttpResponse:
    marks = marks_of(access, item)
    sheet = lay_out(request, item, marks, page)
    way = way_of(item.media_type)
    # Two forms ask for a page.
    own = {name: form(auto_id=f"id_{name}_%s") for name, form in FORMS[way].items()}
    for form in own.values():
        form.initial["page"] = sheet.page
    names = head(request, access, item, tab="redact")
    names |= {
        "way": way,
        "sheet": sheet,
        "turn": _turning(sheet),
        "marks": list(listed(marks, item)),
        "forms": {**own, **(bound or {})},
        "has_copy": made_copy(folder_of(request, item)) is not None,
    }
    return render(request, "redaction/mark.html", names, status=422 if bound else 200)


def _turning(sheet: Sheet) -> Turning:
    page = sheet.page
    after = page + 1 if page < sheet.pages else None
    return Turning(page - 1 if page > 1 else None, after, page, None, None)


def _address(access: Access, code: str, page: int) -> str:
    url = reverse("redaction:mark", kwargs={"slug": access.case.slug, "code": code})
    return f"{url}?page={page}" if page > 1 else url


def _number(written: str) -> int:
    is_number = written.isascii() and written.isdecimal() and len(written) < LONGEST_NUMBER
    return int(written) if is_number else 0
