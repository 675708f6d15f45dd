"""One disclosure: what it holds, what must hold, who approved it, its receipts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.disclosures.gates import gates_of
from dadkhah_web.disclosures.models import DisclosureSet
from dadkhah_web.disclosures.selectors import NEEDED_APPROVALS, counted_approvals, find_set
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.evidence.unlocking import vault_identity
from dadkhah_web.filings.gates import asked_of_people
from dadkhah_web.pages.disclosures.forms import TIER_WORDS, ReceiptForm
from dadkhah_web.pages.disclosures.listing import STATES
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.filings.forms import ApproveForm
from dadkhah_web.pages.filings.show import ORDER
from dadkhah_web.pages.filings.wording import said, shown_gate


@require_GET
@case_page()
def show(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Show a disclosure."""
    return page(request, access, find_set(access, number))


def page(
    request: CaseRequest,
    access: Access,
    disclosure: DisclosureSet,
    *,
    receipt_form: ReceiptForm | None = None,
) -> HttpResponse:
    """Return the page, with a receipt that somebody sent and that was refused."""
    names: dict[str, Any] = {
        "disclosure": disclosure,
        "state": STATES[disclosure.state],
        "tier": TIER_WORDS[disclosure.tier],
        "items": disclosure.items.select_related("record").order_by("record__code"),
        "receipts": disclosure.receipts.order_by("received_on"),
        "receipt_form": receipt_form or ReceiptForm(),
        "is_locked": vault_identity(request) is None,
        "may_seal": access.may(Capability.SEAL),
        "steps": [
            (_("Disclosures"), reverse("disclosures:list", kwargs={"slug": access.case.slug})),
            (_("Disclosure %(number)s") % {"number": disclosure.number}, ""),
        ],
    }
    if disclosure.state == DisclosureSet.PREPARED:
        names |= _before(access, disclosure)
    if disclosure.state == DisclosureSet.GIVEN:
        vault = site_vault()
        names["keys"] = {one: vault.log(one).vkey.fingerprint for one in vault.devices()}
    return render(request, "disclosures/show.html", names, status=422 if receipt_form else 200)


def _before(access: Access, disclosure: DisclosureSet) -> dict[str, Any]:
    """Return what must hold before it leaves, and what this person may do."""
    gates = gates_of(disclosure)
    asked = asked_of_people(gates)
    counted = counted_approvals(disclosure, asked)
    is_mine = access.user.pk in {one.user_id for one in counted}
    lacks = max(0, NEEDED_APPROVALS - len(counted))
    return {
        "gates": sorted(map(shown_gate, gates), key=lambda gate: ORDER[gate.state]),
        "approvals": counted,
        "lacks": lacks,
        "is_mine": is_mine,
        "may_approve": access.may(Capability.APPROVE) and not is_mine,
        "may_drop": access.may(Capability.DRAFT),
        "approve_form": ApproveForm(asked=[(one, said(one)) for one in asked]),
    }
