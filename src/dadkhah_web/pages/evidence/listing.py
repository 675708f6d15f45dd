"""The evidence of a case, in a list one can narrow and sort."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.derivation import items_to_derive
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.proof.alarm import alarm_for
from dadkhah_web.evidence.proof.anchored import asks_for_time
from dadkhah_web.evidence.selectors import UNCHECKED, ItemQuery, kind_of, list_items
from dadkhah_web.evidence.unlocking import vault_identity
from dadkhah_web.exchange.work.waiting import DERIVE
from dadkhah_web.jobs.services import start_job
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.choices import KIND_ICONS, KIND_WORDS, SENSITIVITY_SHORT, Words
from dadkhah_web.pages.evidence.forms.narrowing import FilterForm

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One item in the list, and how it is shown."""

    item: EvidenceItem
    icon: str
    kind: Words
    sensitivity: Words
    state: str
    received: datetime | None
    checked: datetime | None


@require_GET
@case_page()
def listing(request: CaseRequest, access: Access) -> HttpResponse:
    """Show the items that were asked for, fifty a page."""
    form = FilterForm(access, request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    query = ItemQuery(
        words=asked.get("q", "").strip(),
        sort=request.GET.get("sort", "code"),
        **{n: asked.get(n, "") for n in ("kind", "source", "role", "sensitivity", "state")},
    )
    page = Paginator(list_items(access, query), PAGE).get_page(request.GET.get("page"))
    names = {
        "access": access,
        "form": form,
        "page": page,
        "rows": [_row(one) for one in page],
        "is_narrowed": any(value for value in asked.values()),
        "alarm": alarm_for(access),
        "asks_for_time": access.may(Capability.AUDIT) and asks_for_time(),
        "without_text": items_to_derive(access).count(),
        "may_receive": access.may(Capability.RECEIVE),
        "may_verify": access.may(Capability.AUDIT),
        "may_open": access.may(Capability.OPEN_ORIGINALS),
    }
    return render(request, "evidence/list.html", names)


@require_POST
@case_page(Capability.OPEN_ORIGINALS)
def read_texts(request: CaseRequest, access: Access) -> HttpResponse:
    """Read the texts of all items that have none yet."""
    identity = vault_identity(request)
    if identity is None:
        here = reverse("evidence:list", kwargs={"slug": access.case.slug})
        messages.info(request, _("Open the vault first: the texts are read from the originals."))
        return redirect(f"{reverse('accounts:open-vault')}?{urlencode({'next': here})}")
    job = start_job(access, DERIVE, {}, identity=identity)
    return redirect("jobs:show", slug=access.case.slug, number=job.pk)


def _row(item: EvidenceItem) -> Row:
    kind = kind_of(item.media_type)
    check = getattr(item, "verification", None)
    return Row(
        item,
        KIND_ICONS[kind],
        KIND_WORDS[kind],
        SENSITIVITY_SHORT.get(item.sensitivity, item.sensitivity),
        check.state if check else UNCHECKED,
        parse_datetime(getattr(item, "received_at", "") or ""),
        check.at if check else None,
    )
