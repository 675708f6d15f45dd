"""Begin a case: an empty one, or the sample that ships with the program."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dadkhah.errors import CaseExists
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.services import begin_case
from dadkhah_web.exchange.work.sample import load_sample, may_load_sample
from dadkhah_web.pages.cases.forms import NewCaseForm
from dadkhah_web.pages.door import SignedInRequest, signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Ask what a new case is about, and make it."""
    form = NewCaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            case = begin_case(form.info(), request.user, vault=site_vault(), at=timezone.now())
        except CaseExists:  # somebody was quicker
            form.add_error("slug", _("This short name is taken. Write another."))
        else:
            return redirect("cases:home", slug=case.slug)
    return render(request, "cases/new.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_POST
def sample(request: SignedInRequest) -> HttpResponse:
    """Load the sample case, and show how far it is."""
    if not may_load_sample():
        return redirect("cases:list")
    job = load_sample(request.user, at=timezone.now())
    return redirect("jobs:show", slug=job.case.slug, number=job.pk)
