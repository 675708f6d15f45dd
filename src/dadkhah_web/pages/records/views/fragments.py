"""Small answers while somebody types: what words may mean, what a date means, one more row."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.records.forms.meaning import meaning
from dadkhah_web.pages.records.forms.options import options
from dadkhah_web.pages.records.forms.plans import PLANS
from dadkhah_web.pages.records.forms.saving import language_of
from dadkhah_web.pages.records.forms.whole import WholeForm
from dadkhah_web.records.description import COLUMNS, column_of


@require_GET
@case_page(Capability.RECORD)
def pick(request: CaseRequest, access: Access) -> HttpResponse:
    """Offer what the typed words may mean in one column."""
    request.readings = []  # who types is not reading yet; what is chosen is saved and logged
    kind, name = request.GET.get("of", ""), request.GET.get("name", "")
    if kind not in COLUMNS:
        raise NotVisible("There is no such column here.")
    column = column_of(kind, request.GET.get("column", ""))
    words = request.GET.get(f"{name}.words", "").strip()
    names = {
        "column": column,
        "name": name,
        "words": words,
        "options": options(access, column, words),
        "language": language_of(words),
    }
    return render(request, "records/_options.html", names)


@require_GET
@case_page(Capability.RECORD)
def date(request: CaseRequest, access: Access) -> HttpResponse:
    """Say what a date means, or why it is not understood."""
    request.readings = []
    name = request.GET.get("name", "")
    written = request.GET.get(name, "").strip()
    calendar = request.GET.get(f"{name}_calendar", "")
    return render(request, "records/_meaning.html", meaning(written, calendar))


@require_GET
@case_page(Capability.RECORD)
def row(request: CaseRequest, access: Access) -> HttpResponse:
    """Give one more empty row of a form."""
    request.readings = []
    kind, name = request.GET.get("kind", ""), request.GET.get("add", "")
    if kind not in PLANS or name not in {one.name for one in PLANS[kind].rows}:
        raise NotVisible("There are no such rows here.")
    whole = WholeForm(access, PLANS[kind], typed=request.GET)
    added = whole.add_row(name)
    whole.prepare()
    return render(request, "records/_row.html", {"row": added, "rows": added.plan})
