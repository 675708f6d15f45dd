"""The proof matrix: elements down, persons across, and what the case says in each cell."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dadkhah.filings.wording import official
from dadkhah.pictures.names import names_in
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.qualification.cell import Asked, CellPage, cell_page
from dadkhah_web.pages.qualification.laid_out import laid_out
from dadkhah_web.pages.qualification.links import address, page
from dadkhah_web.pages.qualification.missing import element_words
from dadkhah_web.pages.qualification.proof import proof, standards
from dadkhah_web.pages.qualification.tabs import WORDS, tabs
from dadkhah_web.pages.qualification.words import KINDS, element_label, owner_name
from dadkhah_web.pages.reader import reader_language

LEGEND = ("met", "disputed", "open", "not-met")


@require_GET
@case_page()
def matrix(request: CaseRequest, access: Access) -> HttpResponse:
    """Show every element of every charge for every person charged."""
    tested = proof(access, request.GET.get("standard", ""))
    names = names_in(tested.case.person_names, reader_language())
    return render(
        request,
        "qualification/matrix.html",
        {
            "tabs": tabs(access, tested, "matrix"),
            "laid": laid_out(tested, access.case.slug, names),
            "proof": tested,
            "standards": standards(),
            "legend": LEGEND,
        },
    )


@require_GET
@case_page()
def cell(request: CaseRequest, access: Access, element: str) -> HttpResponse:
    """Show what the case says on one element."""
    tested = proof(access, request.GET.get("standard", ""))
    asked = Asked(element, request.GET.get("charge", ""), request.GET.get("respondent", ""))
    shown = cell_page(tested, access.case.slug, asked)
    request.readings = [("read", f"qualification:cell {element} {asked.charge}".strip())]
    names = names_in(tested.case.person_names, reader_language())
    slug = access.case.slug
    return render(
        request,
        "qualification/cell.html",
        {
            **named(shown, slug),
            "cell": shown,
            "proof": tested,
            "name": names.get(shown.respondent, shown.respondent),
            "candidates": _candidates(shown, slug),
            "propose_url": page(slug, "new-proposition", **shown.asked),
            "conclude_url": page(slug, "new-finding", **shown.asked),
            "may_qualify": access.may(Capability.QUALIFY),
        },
    )


def named(cell: CellPage, slug: str) -> dict[str, object]:
    """Return what an element is called on its pages, and the way to it."""
    element, law = cell.element, cell.proof.law
    owner, number = owner_name(element, law), element_label(element)
    words = element_words(law, element.id)
    matrix = page(slug, "matrix", standard=cell.proof.asked_standard)
    return {
        "owner": owner,
        "number": number,
        "kind": KINDS[element.kind],
        "official": official(element.cite),
        "steps": [
            (WORDS["charges"], page(slug, "charges")),
            (WORDS["matrix"], matrix),
            (words, ""),
        ],
    }


def _candidates(cell: CellPage, slug: str) -> list[tuple[str, ...]]:
    """Return kind, id, page and words of each lead, and where a proposition is begun from it."""
    found = [("act", one.id, one.summary) for one in cell.candidates.acts]
    found += [("restriction", one.id, one.title) for one in cell.candidates.restrictions]
    return [
        (
            kind if kind == "restriction" else "event",
            code,
            address(slug, kind, code),
            words,
            page(slug, "new-proposition", **{**cell.asked, kind: code}),
        )
        for kind, code, words in found
    ]
