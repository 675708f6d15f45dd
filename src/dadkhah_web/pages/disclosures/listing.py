"""What is prepared, what was given to whom, and everything that ever left the house."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.disclosures.models import DisclosureSet
from dadkhah_web.disclosures.selectors import everything_given, sets_of
from dadkhah_web.filings.selectors import sees_whole_case
from dadkhah_web.pages.disclosures.forms import TIER_WORDS
from dadkhah_web.pages.door import CaseRequest, case_page

STATES = {
    DisclosureSet.PREPARED: "draft",
    DisclosureSet.GIVING: "approved",
    DisclosureSet.GIVEN: "filed",
    DisclosureSet.DROPPED: "ended",
}


@require_GET
@case_page()
def listing(request: CaseRequest, access: Access) -> HttpResponse:
    """Show every set, and under each recipient all that they were ever given."""
    by_recipient: dict[str, list[object]] = {}
    for one in everything_given(access):
        by_recipient.setdefault(one.recipient, []).append(one)
    rows = sets_of(access).prefetch_related("receipts", "items")
    names = {
        "sets": [(one, STATES[one.state], TIER_WORDS[one.tier]) for one in rows],
        "given": sorted(by_recipient.items()),
        "sees_all": sees_whole_case(access),
        "may_prepare": access.may(Capability.DRAFT) or access.may(Capability.SEAL),
    }
    return render(request, "disclosures/list.html", names)
