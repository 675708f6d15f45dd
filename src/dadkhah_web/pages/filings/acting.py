"""Draft a filing, comment on it, approve it, seal it."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dadkhah.errors import FilingError, NotAllowed
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.filings import services
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.selectors import find_filing, require_whole_case
from dadkhah_web.jobs.services import start_job
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.filings.forms import CommentForm, DraftForm
from dadkhah_web.pages.filings.show import may_comment, page
from dadkhah_web.pages.filings.wording import kind_of, refusal


@require_POST
@case_page(Capability.DRAFT)
def draft(request: CaseRequest, access: Access, kind: str) -> HttpResponse:
    """Draft the next version; the list says how far it is."""
    require_whole_case(access)
    name = kind_of(kind).value
    form = DraftForm(request.POST)
    if form.is_valid():
        start_job(access, "draft-filing", {"kind": name, "on": str(form.cleaned_data["on"])})
    else:
        messages.error(request, _("Give the day the filing is dated, then draft it."))
    return redirect("filings:list", access.case.slug)


@require_POST
@case_page()
def say(request: CaseRequest, access: Access, kind: str, number: int) -> HttpResponse:
    """Say something of a filing."""
    filing = _commented(access, kind, number)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return page(request, access, filing, comment_form=form)
    services.comment(access, filing, **form.cleaned_data, at=_now())
    return _back(access, filing)


@require_POST
@case_page()
def settle(request: CaseRequest, access: Access, kind: str, number: int, pk: int) -> HttpResponse:
    """Mark a comment as settled."""
    filing = _commented(access, kind, number)
    services.settle(access, filing, pk)
    return _back(access, filing)


@require_POST
@case_page(Capability.APPROVE)
def approve(request: CaseRequest, access: Access, kind: str, number: int) -> HttpResponse:
    """Approve exactly these files."""
    filing = find_filing(access, kind, number)
    confirmed = request.POST.getlist("confirmed")
    return _try(
        request,
        access,
        filing,
        lambda at: services.approve(access, filing, confirmed=confirmed, at=at),
        done=_("Your approval is in the log."),
    )


@require_POST
@case_page(Capability.SEAL)
def seal(request: CaseRequest, access: Access, kind: str, number: int) -> HttpResponse:
    """Seal the files into the vault."""
    filing = find_filing(access, kind, number)
    return _try(
        request,
        access,
        filing,
        lambda at: services.seal(access, filing, at=at),
        done=_("The filing is sealed. It can be handed over now."),
    )


def _try(
    request: CaseRequest,
    access: Access,
    filing: Filing,
    act: Callable[[datetime], object],
    *,
    done: str,
) -> HttpResponse:
    """Do it and come back to the filing, with why when it was refused."""
    try:
        act(_now())
    except (FilingError, NotAllowed) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, done)
    return _back(access, filing)


def _commented(access: Access, kind: str, number: int) -> Filing:
    """Return a filing this person may speak of."""
    filing = find_filing(access, kind, number)
    if not may_comment(access):
        access.require(Capability.RECORD)
    return filing


def _back(access: Access, filing: Filing) -> HttpResponse:
    return redirect("filings:show", access.case.slug, filing.kind, filing.number)


def _now() -> datetime:
    return timezone.now()
