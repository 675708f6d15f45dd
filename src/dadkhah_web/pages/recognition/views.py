"""Correct a page by hand beside its picture; let a machine read pages."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dadkhah.derivation.kinds.recognition.program import (
    HOW_TO_GET_IT,
    PACKS,
    installed_packs,
)
from dadkhah.derivation.media_type import SHOWN_INLINE
from dadkhah.derivation.plug_ins.contract import Work
from dadkhah.derivation.plug_ins.finding import ABSENT, is_plugged_in
from dadkhah.errors import CorrectionRefused, NotVisible, RecordChanged
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.models import DerivedPage, EvidenceItem
from dadkhah_web.evidence.openness import openness, require_open
from dadkhah_web.evidence.selectors import find_item, kind_of
from dadkhah_web.evidence.unlocking import needed_identity
from dadkhah_web.exchange.work.recognising import (
    RECOGNISE,
    TASK_FOR,
    correct_page,
    current_text,
    may_be_corrected,
)
from dadkhah_web.exchange.work.translating import TRANSLATE
from dadkhah_web.jobs.services import start_job
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.item import head
from dadkhah_web.pages.recognition.forms import (
    EMPTY,
    LANGUAGES,
    THIS,
    CorrectionForm,
    StartForm,
    TranslateForm,
)
from dadkhah_web.pages.recognition.showing import IN_DOUBT, Shown, add_picture, show_page

LONGEST_NUMBER = 12  # of a reading: of more digits there is none


@require_http_methods(["GET", "POST"])
@case_page()
def correct(request: CaseRequest, access: Access, code: str, page: int) -> HttpResponse:
    """Show a page beside its picture; keep what a person read there."""
    item = find_item(access, code)
    if request.method == "POST":
        return _save(request, access, item, page)
    wanted = request.GET.get("reading", "")
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) < LONGEST_NUMBER
    if not openness(access, item.sensitivity).may_read:
        return _page(request, access, item, Shown(page), CorrectionForm())
    shown = show_page(item, page, int(wanted) if is_number else None)
    _require_there(shown, code)
    now = current_text(item)
    form = CorrectionForm(initial={"text": shown.words, "corrects": now.pk if now else 0})
    return _page(request, access, item, shown, form)


@require_POST
@case_page(Capability.OPEN_ORIGINALS)
def start(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Let a machine read the letters of a page, or of all."""
    item = find_item(access, code)
    require_open(access, item)
    if not may_be_corrected(item):
        raise CorrectionRefused(
            f"{code} is no picture and no PDF: there are no letters to look for."
        )
    readable, _how = _ready(kind_of(item.media_type))
    form = StartForm(readable, request.POST, pages=_count(item))
    if not form.is_valid():
        shown = show_page(item, 1, None)
        return _page(request, access, item, shown, CorrectionForm(), start=form)
    page = form.cleaned_data["page"]
    names = {"code": code, "pages": _pages(item, form), "language": form.cleaned_data["language"]}
    job = start_job(access, RECOGNISE, names, identity=needed_identity(request))
    job.refresh_from_db()
    if not job.is_over:
        return redirect("jobs:show", slug=access.case.slug, number=job.pk)
    for line in job.result.get("lines", [job.message]):
        messages.info(request, line)
    return redirect("recognition:correct", slug=access.case.slug, code=code, page=page)


@require_POST
@case_page(Capability.RECORD)
def translate(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Have the text of an item translated."""
    find_item(access, code)
    form = TranslateForm(request.POST)
    if not form.is_valid():
        raise CorrectionRefused("Choose a language to translate into.")
    job = start_job(access, TRANSLATE, {"code": code, **form.cleaned_data})
    return redirect("jobs:show", slug=access.case.slug, number=job.pk)


def _save(request: CaseRequest, access: Access, item: EvidenceItem, page: int) -> HttpResponse:
    access.require(Capability.RECORD)
    form = CorrectionForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            at = timezone.now()
            correct_page(access, item, page, data["text"], at, corrects=data["corrects"])
        except RecordChanged as error:
            form = _over_again(item, data["text"])
            form.add_error(None, _(str(error)))
        except CorrectionRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your text of this page is kept, and the earlier one."))
            slug, code = access.case.slug, item.record.code
            return redirect("recognition:correct", slug=slug, code=code, page=page)
    return _page(request, access, item, show_page(item, page, None), form)


def _over_again(item: EvidenceItem, text: str) -> CorrectionForm:
    """Return the form with what was typed, to be saved over the text that is there now."""
    now = current_text(item)
    form = CorrectionForm({"text": text, "corrects": now.pk if now else 0})
    form.full_clean()
    return form


def _page(
    request: CaseRequest,
    access: Access,
    item: EvidenceItem,
    shown: Shown,
    form: CorrectionForm,
    *,
    start: StartForm | None = None,
) -> HttpResponse:
    names: dict[str, Any] = head(request, access, item, tab="recognition")
    names |= _allowed(access, item, names)
    if names["open"].may_read and names["is_reading"]:
        add_picture(request, access, item, shown)
    readable, how_to_get_it = _ready(names["kind"])
    initial = {"page": shown.number, "scope": EMPTY if len(shown.pages) > 1 else THIS}
    names |= {
        "shown": shown,
        "form": form,
        "start": start or StartForm(readable, initial=initial, pages=len(shown.pages)),
        "how_to_get_it": how_to_get_it,
        "in_doubt": IN_DOUBT,
        "translate": TranslateForm(),
        "no_translator": "" if is_plugged_in(Work.TRANSLATION) else _(ABSENT[Work.TRANSLATION]),
    }
    status = 422 if form.errors or (start and start.errors) else 200
    return render(request, "recognition/correct.html", names, status=status)


def _allowed(access: Access, item: EvidenceItem, names: Mapping[str, Any]) -> dict[str, bool]:
    """Return what the item is and what this person may do with its words."""
    opens, is_reading = names["open"], may_be_corrected(item)
    is_sound = names["kind"] in ("audio", "video")
    may_play = is_sound and opens.may_open and names["is_vault_open"]
    return {
        "is_reading": is_reading,
        "is_sound": is_sound,
        "plays": may_play and item.media_type in SHOWN_INLINE,
        "may_correct": opens.may_read and is_reading and access.may(Capability.RECORD),
        "may_start": opens.may_open and is_reading and bool(item.object_name),
    }


def _ready(kind: str) -> tuple[Collection[str], str]:
    """Return the languages that can be read in such an item, or why nothing can."""
    if TASK_FOR.get(kind) == RECOGNISE:
        packs = installed_packs() or frozenset()
        return [
            code for code, pack in PACKS.items() if pack in packs
        ], "" if packs else HOW_TO_GET_IT
    there = is_plugged_in(Work.SPEECH)
    return (list(LANGUAGES), "") if there else ((), _(ABSENT[Work.SPEECH]))


def _require_there(shown: Shown, code: str) -> None:
    if shown.page is None and (shown.pages or shown.number != 1):
        raise NotVisible(f"There is no page {shown.number} of {code}.")


def _count(item: EvidenceItem) -> int:
    text = current_text(item)
    return text.pages.count() if text else 1


def _pages(item: EvidenceItem, form: StartForm) -> str:
    """Return the pages to read as the task takes them; all of them without a word."""
    if TASK_FOR[kind_of(item.media_type)] != RECOGNISE:
        return ""
    scope, page = form.cleaned_data["scope"] or THIS, form.cleaned_data["page"]
    if scope == THIS:
        return str(page)
    text = current_text(item)
    if scope == EMPTY and text:
        rows = DerivedPage.objects.filter(derivative=text, text="").order_by("number")
        return ",".join(map(str, rows.values_list("number", flat=True)))
    return ""
