"""Findings: what an analyst concludes on an element. Each analyst writes their own."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dadkhah.errors import NotAllowed, NotVisible
from dadkhah.pictures.names import names_in
from dadkhah.records.analysis import ElementFinding
from dadkhah.records.conclusion import Conclusion
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.exchange.codes import next_codes
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.qualification.cell import Asked, CellPage, cell_page
from dadkhah_web.pages.qualification.forms.finding import FindingForm
from dadkhah_web.pages.qualification.forms.saving import revision_of, save
from dadkhah_web.pages.qualification.links import cell_url
from dadkhah_web.pages.qualification.proof import Proof, proof
from dadkhah_web.pages.qualification.views.matrix import named
from dadkhah_web.pages.reader import reader_language


@require_GET
@case_page()
def show(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Lead to the cell in which the finding stands."""
    access.record("finding", code)
    finding = _finding(proof(access), code)
    return redirect(f"{_cell_of(access, finding)}#{code}")


@require_http_methods(["GET", "POST"])
@case_page(Capability.QUALIFY)
def new(request: CaseRequest, access: Access) -> HttpResponse:
    """Conclude on an element, as oneself."""
    tested = proof(access, request.GET.get("standard", ""))
    asked = Asked(
        request.GET.get("element", ""),
        request.GET.get("charge", ""),
        request.GET.get("respondent", ""),
    )
    cell = cell_page(tested, access.case.slug, asked)
    begun = ElementFinding(
        id="",
        element=cell.element.id,
        conclusion=Conclusion.OPEN,
        analyst=access.user.code,
        respondent=cell.for_whom,
        standard=tested.standard,
    )
    charge = asked.charge if cell.for_whom else ""
    beside = cell.concluded.propositions
    form = FindingForm(
        request.POST or None, proof=tested, begun=begun, charge=charge, beside=beside
    )
    if request.method == "POST" and form.is_valid():
        code = next_codes(access.case, "finding")[0]
        if save(access, form, form.value(code, on=_today()), at=timezone.now()):
            messages.success(request, _("Your finding is kept as %(code)s.") % {"code": code})
            return redirect(_back(access, cell))
    return _form(request, form, cell, "")


@require_http_methods(["GET", "POST"])
@case_page(Capability.QUALIFY)
def edit(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Change one's own finding; what it said before stays in its history."""
    access.record("finding", code)
    tested = proof(access)
    held = _finding(tested, code)
    if held.analyst != access.user.code:
        raise NotAllowed(
            f"Finding {code} is by {held.analyst}. Nobody changes what another analyst found: "
            "add a finding of your own beside it."
        )
    charge = _charge_of(tested, held)
    cell = cell_page(tested, access.case.slug, Asked(held.element, charge, held.respondent))
    revision = revision_of(access, "finding", code)
    beside = cell.concluded.propositions
    form = FindingForm(
        request.POST or None, proof=tested, begun=held, beside=beside, revision=revision
    )
    is_given = request.method == "POST" and form.is_valid()
    if is_given and save(access, form, form.value(code, on=_today()), at=timezone.now()):
        messages.success(request, _("Your finding is saved."))
        return redirect(_back(access, cell))
    return _form(request, form, cell, code)


def _form(request: CaseRequest, form: FindingForm, cell: CellPage, code: str) -> HttpResponse:
    status = 422 if form.errors else 200
    names = names_in(cell.proof.case.person_names, reader_language())
    return render(
        request,
        "qualification/finding_form.html",
        {
            **named(cell, request.access.case.slug),
            "form": form,
            "cell": cell,
            "code": code,
            "name": names.get(cell.for_whom, cell.for_whom),
            "back": _back(request.access, cell),
        },
        status=status,
    )


def _finding(tested: Proof, code: str) -> ElementFinding:
    for one in tested.case.findings:
        if one.id == code:
            return one
    raise NotVisible(f"There is no finding {code} here that you may see.")


def _charge_of(tested: Proof, finding: ElementFinding) -> str:
    """Return a charge in which the finding counts; nothing when it is about none."""
    owner = finding.element.partition("/")[0]
    named = finding.charges or tuple(tested.tested)
    return next(
        (
            one.charge.id
            for one in (tested.tested[code] for code in named if code in tested.tested)
            if owner in (one.charge.crime, one.charge.mode)
            and finding.respondent in ("", one.charge.respondent)
        ),
        "",
    )


def _cell_of(access: Access, finding: ElementFinding) -> str:
    charge = _charge_of(proof(access), finding)
    respondent = "" if charge else finding.respondent
    return cell_url(access.case.slug, finding.element, charge=charge, respondent=respondent)


def _back(access: Access, cell: CellPage) -> str:
    charge = cell.charge.id if cell.charge else ""
    respondent = "" if charge else cell.respondent
    return cell_url(access.case.slug, cell.element.id, charge=charge, respondent=respondent)


def _today() -> date:
    return timezone.now().date()
