"""Write down what a source agreed to, and that it took it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.consents import Agreement, record_consent, withdraw_consent
from dadkhah_web.evidence.models import Source
from dadkhah_web.evidence.selectors import consents_of
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.forms.consent import ConsentForm


@require_http_methods(["GET", "POST"])
@case_page(Capability.RECEIVE)
def record(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Ask what a source agreed to, and keep it."""
    source = Source.objects.get(record=access.record("source", code))
    form = ConsentForm(request.POST or None)
    if form.is_valid():
        record_consent(access, code, Agreement(**form.cleaned_data), at=timezone.now())
        messages.success(request, _("The consent is written down."))
        return redirect(_back(request, access))
    names = {
        "access": access,
        "form": form,
        "source": source,
        "code": code,
        "consents": consents_of(source),
        "back": _ours(request, request.GET.get("back", "")),
    }
    return render(request, "evidence/consent.html", names, status=422 if form.errors else 200)


@require_POST
@case_page(Capability.RECEIVE)
def withdraw(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Note that a source took its consent back."""
    withdraw_consent(access, number, at=timezone.now())
    messages.success(request, _("The consent is marked as withdrawn."))
    return redirect(_back(request, access))


def _back(request: CaseRequest, access: Access) -> str:
    """Return the page of this site one came from, or the list."""
    here = reverse("evidence:list", kwargs={"slug": access.case.slug})
    return _ours(request, request.POST.get("back", "")) or here


def _ours(request: CaseRequest, address: str) -> str:
    """Return an address of this site, or nothing for any other."""
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""
