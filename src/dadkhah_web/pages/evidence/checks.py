"""Compare evidence with what was sealed, and show what came of it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.models import Verification
from dadkhah_web.evidence.openness import require_open
from dadkhah_web.evidence.selectors import find_item, items_of
from dadkhah_web.evidence.unlocking import vault_identity
from dadkhah_web.evidence.work import VERIFY_ITEM, VERIFY_VAULT
from dadkhah_web.exchange.work.anchoring import ANCHOR
from dadkhah_web.jobs.selectors import find_job
from dadkhah_web.jobs.services import start_job
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.choices import fault_words


@require_POST
@case_page(Capability.OPEN_ORIGINALS)
def verify(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Compare one item."""
    item = find_item(access, code)
    require_open(access, item)
    job = start_job(access, VERIFY_ITEM, {"code": code}, identity=vault_identity(request))
    job.refresh_from_db()
    if job.is_over:
        return redirect("evidence:about", slug=access.case.slug, code=code)
    return redirect("jobs:show", slug=access.case.slug, number=job.pk)


@require_POST
@case_page(Capability.AUDIT)
def verify_all(request: CaseRequest, access: Access) -> HttpResponse:
    """Compare everything in the vault."""
    job = start_job(access, VERIFY_VAULT, {}, identity=vault_identity(request))
    return redirect("jobs:show", slug=access.case.slug, number=job.pk)


@require_POST
@case_page(Capability.AUDIT)
def anchor(request: CaseRequest, access: Access) -> HttpResponse:
    """Have the head of the log fixed in time by whoever the vault trusts for it."""
    job = start_job(access, ANCHOR, {})
    return redirect("jobs:show", slug=access.case.slug, number=job.pk)


@require_GET
@case_page(Capability.AUDIT)
def verified(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Show what a check of the whole vault found."""
    job = find_job(access, number)
    if job.kind != VERIFY_VAULT:
        raise NotVisible(f"There is no check {number} here that you may see.")
    unsound = Verification.objects.filter(item__in=items_of(access)).exclude(state="verified")
    names = {
        "access": access,
        "job": job,
        "faults": [
            (fault_words(code), subject, message)
            for code, subject, message in job.result.get("faults", [])
        ],
        "unsound": unsound.select_related("item__record"),
    }
    return render(request, "evidence/verified.html", names)
