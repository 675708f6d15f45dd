"""Choose items for a recipient."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dadkhah.exchange.tiers import Tier
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.disclosures.services import Wanted, prepare
from dadkhah_web.evidence.openness import readable
from dadkhah_web.evidence.selectors import ItemQuery, list_items
from dadkhah_web.pages.disclosures.forms import PrepareForm
from dadkhah_web.pages.door import CaseRequest, case_page

MOST_OFFERED = 100


@require_http_methods(["GET", "POST"])
@case_page(Capability.DRAFT)
def new(request: CaseRequest, access: Access) -> HttpResponse:
    """Choose what goes to whom; two people approve it afterwards."""
    words = request.GET.get("q", "").strip()
    chosen = request.POST.getlist("items") or request.GET.getlist("item")
    rows = list_items(access, ItemQuery(words=words)).filter(sensitivity__in=readable(access))
    offered = list(rows[:MOST_OFFERED])
    shown = {item.record.code for item in offered}
    left = [code for code in chosen if code not in shown]
    if left:
        offered += list_items(access, ItemQuery()).filter(record__code__in=left)
    form = PrepareForm(
        request.POST or None, access=access, offered=offered, initial={"items": chosen}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not form.codes:
            form.add_error("items", _("Choose at least one item."))
        else:
            wanted = Wanted(data["recipient"], Tier(data["tier"]), data["purpose"], form.codes)
            made = prepare(access, wanted, at=timezone.now())
            return redirect("disclosures:show", access.case.slug, made.number)
    names = {
        "form": form,
        "words": words,
        "is_cut": len(shown) == MOST_OFFERED,
        "steps": [
            (_("Disclosures"), reverse("disclosures:list", kwargs={"slug": access.case.slug})),
            (_("Prepare"), ""),
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "disclosures/prepare.html", names, status=status)
