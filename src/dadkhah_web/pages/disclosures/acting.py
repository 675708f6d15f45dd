"""Approve a disclosure, drop it, give it, fetch its bundle, write down its receipt."""

from collections.abc import Iterator
from typing import BinaryIO

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dadkhah.errors import FilingError, NotAllowed, NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.disclosures import services
from dadkhah_web.disclosures.models import DisclosureSet
from dadkhah_web.disclosures.selectors import find_set
from dadkhah_web.disclosures.work import GIVE
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.evidence.unlocking import needed_identity
from dadkhah_web.jobs.services import start_job
from dadkhah_web.pages.disclosures.forms import ReceiptForm
from dadkhah_web.pages.disclosures.show import page
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.filings.wording import refusal

PIECE = 1024 * 1024


@require_POST
@case_page(Capability.APPROVE)
def approve(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Approve exactly these items for this recipient."""
    disclosure = find_set(access, number)
    confirmed = request.POST.getlist("confirmed")
    try:
        services.approve(access, disclosure, confirmed=confirmed, at=timezone.now())
    except (FilingError, NotAllowed) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("Your approval is in the log."))
    return redirect("disclosures:show", access.case.slug, number)


@require_POST
@case_page(Capability.DRAFT)
def drop(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Give up a set that was not given."""
    services.drop(find_set(access, number))
    messages.success(request, _("It was dropped; nothing of it left."))
    return redirect("disclosures:list", access.case.slug)


@require_POST
@case_page(Capability.SEAL)
def give(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Make the bundle of an approved set."""
    find_set(access, number)
    job = start_job(access, GIVE, {"number": number}, identity=needed_identity(request))
    return redirect("jobs:show", slug=access.case.slug, number=job.pk)


@require_GET
@case_page(Capability.SEAL)
def download(request: CaseRequest, access: Access, number: int) -> HttpResponseBase:
    """Hand out the bundle; it is opened piece by piece and never lies in the clear here."""
    disclosure = find_set(access, number)
    if disclosure.state != DisclosureSet.GIVEN:
        raise NotVisible(f"Disclosure {number} has no bundle yet.")
    plain = site_vault().open_object(disclosure.object_name, needed_identity(request))
    request.readings = [("export", f"disclosure {number} to {disclosure.recipient}")]
    response = StreamingHttpResponse(_pieces(plain), content_type="application/zip")
    name = f"{access.case.slug}-disclosure-{number}-{disclosure.sha256[:8]}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Length"] = str(disclosure.size)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@case_page(Capability.SEAL)
def receipt(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Write down that the recipient has it."""
    disclosure = find_set(access, number)
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return page(request, access, disclosure, receipt_form=form)
    data = form.cleaned_data
    try:
        services.keep_receipt(
            access, disclosure, on=data["on"], by=data["by"], how=data["how"], at=timezone.now()
        )
    except FilingError as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("The receipt is in the log."))
    return redirect("disclosures:show", access.case.slug, number)


def _pieces(plain: BinaryIO) -> Iterator[bytes]:
    with plain:
        while piece := plain.read(PIECE):
            yield piece
