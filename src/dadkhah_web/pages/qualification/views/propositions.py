"""Propositions: facts asserted for elements, with passages for and against."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dadkhah.pictures.names import names_in
from dadkhah.records.analysis import ElementFinding, Proposition
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.exchange.codes import next_codes
from dadkhah_web.pages.door import CaseRequest, case_page, fragment_or
from dadkhah_web.pages.qualification.candidates import Candidates, candidates
from dadkhah_web.pages.qualification.forms.listing import ListingForm
from dadkhah_web.pages.qualification.forms.picking import picker
from dadkhah_web.pages.qualification.forms.proposition import PropositionForm
from dadkhah_web.pages.qualification.forms.saving import revision_of, save
from dadkhah_web.pages.qualification.links import address, cell_url, page
from dadkhah_web.pages.qualification.missing import element_words
from dadkhah_web.pages.qualification.proof import Proof, proof
from dadkhah_web.pages.qualification.quoted import stated
from dadkhah_web.pages.qualification.remarks import remarks_on
from dadkhah_web.pages.qualification.tabs import WORDS, tabs
from dadkhah_web.pages.qualification.words import conclusion_state
from dadkhah_web.pages.reader import reader_language

PAGE = 50
OF_CELL = ("element", "charge", "standard")


@require_GET
@case_page()
def listing(request: CaseRequest, access: Access) -> HttpResponse:
    """List the propositions; by element, person, and whether something speaks against them."""
    tested = proof(access)
    form = ListingForm(request.GET or None, chart=tested.whole)
    found = form.found() if form.is_valid() else list(tested.case.propositions)
    part = Paginator(found, PAGE).get_page(request.GET.get("page"))
    names = names_in(tested.case.person_names, reader_language())
    rows = [
        (one, _elements(tested, one, access.case.slug), names.get(one.respondent, ""))
        for one in part
    ]
    return render(
        request,
        "qualification/propositions.html",
        {
            "tabs": tabs(access, tested, "propositions"),
            "form": form,
            "page": part,
            "rows": rows,
            "may_qualify": access.may(Capability.QUALIFY),
        },
    )


@require_GET
@case_page()
def show(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Show one proposition, what is for and against it, and what rests on it."""
    access.record("proposition", code)
    tested = proof(access)
    proposition, slug = tested.whole.propositions[code], access.case.slug
    names = names_in(tested.case.person_names, reader_language())
    return render(
        request,
        "qualification/proposition.html",
        {
            "stated": stated(tested.whole, proposition, slug),
            "elements": _elements(tested, proposition, slug),
            "name": names.get(proposition.respondent, proposition.respondent),
            "findings": _findings(tested, code),
            "steps": [(WORDS["propositions"], page(slug, "propositions")), (code, "")],
            "may_qualify": access.may(Capability.QUALIFY),
            "remarks": remarks_on(tested, slug, code),
        },
    )


@require_http_methods(["GET", "POST"])
@case_page(Capability.QUALIFY)
def new(request: CaseRequest, access: Access) -> HttpResponse:
    """Write a proposition, from an element, a passage, an act or a restriction."""
    chart = proof(access).whole
    form = PropositionForm(request.POST or None, chart=chart, given=request.GET.dict())
    if _is_kept(request) and form.is_valid():
        code = next_codes(access.case, "proposition")[0]
        if save(access, form, form.value(code), at=timezone.now()):
            messages.success(request, _("The proposition is kept as %(code)s.") % {"code": code})
            return redirect(_back(request, access, code))
    return _form(request, access, form, "")


@require_http_methods(["GET", "POST"])
@case_page(Capability.QUALIFY)
def edit(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Change a proposition; what it said before stays in its history."""
    access.record("proposition", code)
    chart = proof(access).whole
    held, number = chart.propositions[code], revision_of(access, "proposition", code)
    form = PropositionForm(request.POST or None, chart=chart, held=held, revision=number)
    is_given = _is_kept(request) and form.is_valid()
    if is_given and save(access, form, form.value(code), at=timezone.now()):
        messages.success(request, _("The proposition is saved."))
        return redirect(_back(request, access, code))
    return _form(request, access, form, code)


def _is_kept(request: CaseRequest) -> bool:
    """Whether somebody saves, and is not looking for passages in the middle of writing."""
    return request.method == "POST" and "look" not in request.POST


def _form(request: CaseRequest, access: Access, form: PropositionForm, code: str) -> HttpResponse:
    is_looking = "look" in request.POST
    suggested = _suggested(form, request.GET.get("element", ""))
    found = picker(
        form.chart, form.chosen, request.POST.get("find", ""), suggested, access.case.slug
    )
    template = fragment_or(
        request, "qualification/_picker.html", "qualification/proposition_form.html"
    )
    has_errors = bool(not is_looking and form.is_bound and form.errors)
    return render(
        request,
        template if is_looking else "qualification/proposition_form.html",
        {
            "form": form,
            "code": code,
            "picker": found,
            "is_looking": is_looking,
            "back": _back(request, access, code),
        },
        status=422 if has_errors else 200,
    )


def _suggested(form: PropositionForm, element: str) -> Candidates:
    chart = form.chart
    elements: Sequence[str] = form["elements"].value() or []
    first = element or (elements[0] if elements else "")
    if first not in chart.law.elements:
        return Candidates()
    person = form["respondent"].value() or ""
    respondent = person if person in chart.persons else ""
    charted = chart.charted.get(first, ())
    return candidates(chart, chart.law.element(first), respondent=respondent, propositions=charted)


def _elements(tested: Proof, proposition: Proposition, slug: str) -> list[tuple[str, ...]]:
    """Return words, text, id and cell of each element that the proposition goes under."""
    law = tested.law
    return [
        (element_words(law, one), law.element(one).text, one, _cell(tested, proposition, one, slug))
        for one in proposition.elements
    ]


def _cell(tested: Proof, proposition: Proposition, element: str, slug: str) -> str:
    charge = _charge(tested, proposition, element)
    respondent = "" if charge else proposition.respondent
    return cell_url(slug, element, charge=charge, respondent=respondent)


def _findings(tested: Proof, code: str) -> list[tuple[ElementFinding, str, str]]:
    """Return the findings that rest on a proposition, each with its state and its element."""
    return [
        (one, conclusion_state(one.conclusion), element_words(tested.law, one.element))
        for one in tested.case.findings
        if code in one.propositions
    ]


def _charge(tested: Proof, proposition: Proposition, element: str) -> str:
    """Return a charge in which the proposition can count for this element."""
    owner = element.partition("/")[0]
    return next(
        (
            one.charge.id
            for one in tested.tested.values()
            if owner in (one.charge.crime, one.charge.mode)
            and proposition.respondent in ("", one.charge.respondent)
        ),
        "",
    )


def _back(request: CaseRequest, access: Access, code: str) -> str:
    """Return to the cell one came from, else to the proposition, else to the list."""
    slug = access.case.slug
    asked = {name: request.GET.get(name, "") for name in OF_CELL}
    if asked["element"]:
        respondent = "" if asked["charge"] else request.GET.get("respondent", "")
        return cell_url(slug, asked.pop("element"), **asked, respondent=respondent)
    return address(slug, "proposition", code) if code else page(slug, "propositions")
