"""Where an item comes from, how it came, what was done with it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dadkhah.errors import RecordNotFound
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Reading
from dadkhah_web.cases.reading_log import Action
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.models import Reception
from dadkhah_web.evidence.proof.anchored import existed_by
from dadkhah_web.evidence.selectors import UNCHECKED, consents_of, find_item, receptions_of
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.choices import (
    CREDIBILITY,
    RELIABILITY,
    SENSITIVITY,
    USE_WORDS,
)
from dadkhah_web.pages.evidence.found import found_in, relatives
from dadkhah_web.pages.evidence.item import head
from dadkhah_web.records.selectors import ProvenRevision, history


@dataclass(frozen=True, slots=True)
class _Came:
    """One reception, with its moment read."""

    when: datetime | None
    row: Reception


OPENED: Action = "open"
MOST_OPENINGS = 20


@require_GET
@case_page()
def about(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Show everything about an item but its content."""
    item = find_item(access, code)
    names = head(request, access, item, tab="about")
    consents = [
        (one, [USE_WORDS[use] for use in one.uses if use in USE_WORDS])
        for one in consents_of(item.source)
    ]
    names |= {
        "check_state": names["check"].state if names["check"] else UNCHECKED,
        "withdrawn_word": _("taken back on"),
        "reliability": RELIABILITY.get(item.source.reliability, item.source.reliability),
        "credibility": CREDIBILITY.get(item.credibility, item.credibility),
        "sensitivity": SENSITIVITY.get(item.sensitivity, item.sensitivity),
        "consents": consents,
        "has_consent": any(one.withdrawn_at is None for one, _uses in consents),
        "receptions": [
            _Came(parse_datetime(one.received_at), one) for one in receptions_of(access, item)
        ],
        "revisions": _history(access, code),
        "openings": _openings(access, code),
        "derivatives": item.derivatives.order_by("-pk"),
        "may_receive": access.may(Capability.RECEIVE),
        "may_disclose": access.may(Capability.DRAFT) and bool(item.object_name),
        "existed": existed_by(item),
        "edit_url": _edit_url(access, code),
    }
    if names["open"].may_read:
        names["found"] = found_in(item)
    names |= relatives(access, item)
    return render(request, "evidence/about.html", names)


def _edit_url(access: Access, code: str) -> str:
    if not access.may(Capability.RECORD):
        return ""
    try:
        return reverse(
            "records:edit", kwargs={"slug": access.case.slug, "kind": "item", "code": code}
        )
    except NoReverseMatch:
        return ""


def _history(access: Access, code: str) -> tuple[ProvenRevision, ...]:
    try:
        return history(access.case, f"item/{code}", open_log=site_vault().log)
    except RecordNotFound:
        return ()


def _openings(access: Access, code: str) -> list[Reading]:
    """Return who opened the bytes of an item; for who may read the log of readings."""
    if not access.may(Capability.AUDIT):
        return []
    rows = Reading.objects.filter(case=access.case, action=OPENED)
    of_item = rows.filter(subject__in=[f"item/{code}", f"item/{code} original"])
    return list(of_item.order_by("-at")[:MOST_OPENINGS])
