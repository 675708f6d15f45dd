"""Read an item, and keep parts of it as passages."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dadkhah.errors import PassageRefused
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import EvidenceItem, Passage
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.selectors import find_item, kind_of
from dadkhah_web.evidence.unlocking import vault_identity
from dadkhah_web.exchange.passages import Pinpoint, keep_passage
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.choices import KIND_ICONS, KIND_WORDS, SENSITIVITY_SHORT
from dadkhah_web.pages.evidence.forms.keeping import KeepForm
from dadkhah_web.pages.evidence.places import notes_of
from dadkhah_web.pages.evidence.reading import Asked, Document, read_document, turning

# Kinds that a machine may read or write down.
HAS_LETTERS = ("image", "pdf", "video", "audio")
LONGEST_NUMBER = 10  # of a page: of more digits there is none
_SECOND = re.compile(r"\d{1,7}(\.\d{1,3})?", re.ASCII)


@require_GET
@case_page()
def show(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Show an item with its passages beside it."""
    item = find_item(access, code)
    return _page(request, access, item, _keep_form(item))


@require_POST
@case_page(Capability.RECORD)
def keep(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Keep a part of an item as a passage."""
    item = find_item(access, code)
    form = _keep_form(item, request.POST)
    if form.is_valid():
        try:
            passage, is_new = keep_passage(access, item, _pinpoint(form), at=timezone.now())
        except PassageRefused as error:
            form.add_error(error.field if error.field in form.fields else None, _(str(error)))
        else:
            words = _("Passage %(code)s is kept.") if is_new else _("This is passage %(code)s.")
            messages.success(request, words % {"code": passage})
            return redirect("evidence:passage", slug=access.case.slug, code=passage)
    return _page(request, access, item, form)


@require_GET
@case_page()
def passage(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Lead to the place of a passage in its item."""
    row = Passage.objects.select_related("item__record").get(record=access.record("passage", code))
    url = reverse("evidence:show", kwargs={"slug": access.case.slug, "code": row.item.record.code})
    return redirect(f"{url}?passage={code}#{code}")


def head(request: CaseRequest, access: Access, item: EvidenceItem, *, tab: str) -> dict[str, Any]:
    """Return what both pages of an item say over it."""
    kind = kind_of(item.media_type)
    return {
        "access": access,
        "item": item,
        "code": item.record.code,
        "kind": kind,
        "kind_words": KIND_WORDS[kind],
        "kind_icon": KIND_ICONS[kind],
        "open": openness(access, item.sensitivity),
        "is_vault_open": vault_identity(request) is not None,
        "check": getattr(item, "verification", None),
        "tabs": _tabs(access, item, current=tab),
    }


def _tabs(access: Access, item: EvidenceItem, *, current: str) -> list[dict[str, Any]]:
    """Return the parts of an item: what it says, what can be done with it, what is known of it."""
    names = {"slug": access.case.slug, "code": item.record.code}
    kind = kind_of(item.media_type)
    may_read = openness(access, item.sensitivity).may_read
    tabs: list[tuple[str, str, str, dict[str, int]]] = [("show", _("Read"), "evidence:show", {})]
    if kind in ("video", "audio") and may_read:
        tabs.append(("frames", _("Stills"), "frames:show", {}))
    if kind in HAS_LETTERS and may_read:
        tabs.append(("recognition", _("Letters and words"), "recognition:correct", {"page": 1}))
    if may_read and access.may(Capability.RECORD) and item.object_name:
        tabs.append(("redaction", _("Redact"), "redaction:mark", {}))
    tabs.append(("about", _("Source and history"), "evidence:about", {}))
    return [
        {
            "words": words,
            "url": reverse(route, kwargs={**names, **more}),
            "current": name == current,
            "count": None,
        }
        for name, words, route, more in tabs
    ]


def _keep_form(item: EvidenceItem, *posted: QueryDict) -> KeepForm:
    """Return the form for a kind of item; pictures and films have words once somebody read them."""
    text = text_of(item)
    has_text = text is not None and not text.failure
    return KeepForm(kind_of(item.media_type), *posted, has_text=has_text)


def _page(request: CaseRequest, access: Access, item: EvidenceItem, form: KeepForm) -> HttpResponse:
    names = head(request, access, item, tab="show")
    may_read = names["open"].may_read
    wanted = request.GET.get("passage", "")
    notes = notes_of(access, item) if may_read else []
    document = Document()
    if may_read:
        document = read_document(request, access, item, notes, _asked(request))
    if document.page and "page" in form.fields and not form.is_bound:
        form.initial["page"] = document.page.number
    names |= {
        "document": document,
        "turn": turning(document),
        "start_at": next((one.seconds for one in notes if one.code == wanted), _second(request)),
        "sensitivity": SENSITIVITY_SHORT.get(item.sensitivity, item.sensitivity),
        "form": form,
        "may_keep": may_read and access.may(Capability.RECORD),
        "wanted": wanted,
    }
    return render(request, "evidence/item.html", names, status=422 if form.errors else 200)


def _pinpoint(form: KeepForm) -> Pinpoint:
    data = form.cleaned_data
    return Pinpoint(
        quote=data.get("quote") or "",
        near=data.get("near"),
        page=data.get("page"),
        region=form.region,
        time=form.time,
        note=data.get("note") or "",
    )


def _second(request: CaseRequest) -> str:
    """Return the second of a film that is asked for, `?at=12.5`; empty without one."""
    written = request.GET.get("at", "")
    return written if _SECOND.fullmatch(written) else ""


def _asked(request: CaseRequest) -> Asked:
    numbers = {name: request.GET.get(name, "") for name in ("page", "part")}
    page, part = (
        int(n) if n.isascii() and n.isdecimal() and len(n) < LONGEST_NUMBER else None
        for n in numbers.values()
    )
    return Asked(page, part, request.GET.get("passage", ""))
