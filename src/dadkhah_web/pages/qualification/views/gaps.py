"""What is missing for the charges, what could be charged next, and what a reader would attack."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dadkhah.pictures.names import names_in
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.qualification.lacking import (
    context_lacking,
    further_crimes,
    lacking_by_person,
    suspects,
)
from dadkhah_web.pages.qualification.proof import proof, standards
from dadkhah_web.pages.qualification.remarks import remarks_of
from dadkhah_web.pages.qualification.tabs import tabs
from dadkhah_web.pages.reader import reader_language


@require_GET
@case_page()
def gaps(request: CaseRequest, access: Access) -> HttpResponse:
    """Show what is missing, person by person, and what the records may point to."""
    tested = proof(access, request.GET.get("standard", ""))
    slug = access.case.slug
    names = names_in(tested.case.person_names, reader_language())
    return render(
        request,
        "qualification/gaps.html",
        {
            "tabs": tabs(access, tested, "gaps"),
            "proof": tested,
            "standards": standards(),
            "context": context_lacking(tested, slug),
            "persons": lacking_by_person(tested, slug, names),
            "suspects": suspects(tested, slug, names),
            "crimes": further_crimes(tested, slug),
            "may_qualify": access.may(Capability.QUALIFY),
        },
    )


@require_GET
@case_page()
def checks(request: CaseRequest, access: Access) -> HttpResponse:
    """Show what a reader would attack, and how to put it right."""
    tested = proof(access, request.GET.get("standard", ""))
    return render(
        request,
        "qualification/checks.html",
        {
            "tabs": tabs(access, tested, "checks"),
            "proof": tested,
            "standards": standards(),
            "severities": remarks_of(tested, access.case.slug),
        },
    )
