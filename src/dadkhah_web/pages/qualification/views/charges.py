"""The charges of a case: what is alleged against whom, and how far the records carry it."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dadkhah.pictures.names import names_in
from dadkhah.records.analysis import Charge
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.roles import Capability
from dadkhah_web.exchange.codes import next_codes
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.qualification.charged import Charged, charged
from dadkhah_web.pages.qualification.forms.charge import ChargeForm
from dadkhah_web.pages.qualification.forms.saving import revision_of, save
from dadkhah_web.pages.qualification.links import address, page
from dadkhah_web.pages.qualification.proof import Proof, proof, standards
from dadkhah_web.pages.qualification.tabs import WORDS, tabs
from dadkhah_web.pages.reader import reader_language


@require_GET
@case_page()
def charges(request: CaseRequest, access: Access) -> HttpResponse:
    """Show every charge, person by person."""
    tested = proof(access, request.GET.get("standard", ""))
    names = names_in(tested.case.person_names, reader_language())
    shown = [charged(tested, one, access.case.slug, names) for one in tested.case.charges]
    return render(
        request,
        "qualification/charges.html",
        {
            "tabs": tabs(access, tested, "charges"),
            "persons": _by_person(shown),
            "proof": tested,
            "standards": standards(),
            "may_qualify": access.may(Capability.QUALIFY),
        },
    )


@require_GET
@case_page()
def charge(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Show one charge, element by element."""
    access.record("charge", code)
    tested = proof(access, request.GET.get("standard", ""))
    names = names_in(tested.case.person_names, reader_language())
    found = charged(tested, _charge(tested, code), access.case.slug, names)
    return render(
        request,
        "qualification/charge.html",
        {
            "charged": found,
            "proof": tested,
            "person_url": address(access.case.slug, "person", found.charge.respondent),
            "steps": [(WORDS["charges"], page(access.case.slug, "charges")), (code, "")],
            "may_qualify": access.may(Capability.QUALIFY),
        },
    )


@require_http_methods(["GET", "POST"])
@case_page(Capability.QUALIFY)
def new_charge(request: CaseRequest, access: Access) -> HttpResponse:
    """Propose a charge."""
    given = {name: request.GET.get(name, "") for name in ("respondent", "crime", "mode")}
    form = ChargeForm(request.POST or None, access=access, initial=given)
    if request.method == "POST" and form.is_valid():
        code = next_codes(access.case, "charge")[0]
        if save(access, form, form.value(code), at=_now()):
            messages.success(request, _("The charge is kept as %(code)s.") % {"code": code})
            return redirect(address(access.case.slug, "charge", code))
    return _form(request, form, "")


@require_http_methods(["GET", "POST"])
@case_page(Capability.QUALIFY)
def edit_charge(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Change a charge. What it was before stays in its history."""
    access.record("charge", code)
    held = _charge(proof(access), code)
    number = revision_of(access, "charge", code)
    form = ChargeForm(request.POST or None, access=access, held=held, revision=number)
    is_given = request.method == "POST" and form.is_valid()
    if is_given and save(access, form, form.value(code), at=_now()):
        messages.success(request, _("The charge is saved."))
        return redirect(address(access.case.slug, "charge", code))
    return _form(request, form, code)


def _form(request: CaseRequest, form: ChargeForm, code: str) -> HttpResponse:
    status = 422 if form.errors else 200
    concepts = current_law().concepts.values()
    names = {"form": form, "code": code, "concepts": concepts}
    return render(request, "qualification/charge_form.html", names, status=status)


def _charge(tested: Proof, code: str) -> Charge:
    return tested.whole.charges[code]


def _by_person(shown: list[Charged]) -> Mapping[str, list[Charged]]:
    found: dict[str, list[Charged]] = {}
    for one in shown:
        found.setdefault(one.name, []).append(one)
    return found


def _now() -> datetime:
    return timezone.now()
