"""Need to know: compartments, who is in them, and what."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.members import (
    compartment,
    compartments,
    make_compartment,
    members,
    set_members,
)
from dadkhah_web.cases.models import RecordCompartment
from dadkhah_web.cases.reading_log import note_reading
from dadkhah_web.cases.roles import Capability
from dadkhah_web.exchange.compartments import set_compartments
from dadkhah_web.pages.accounts.next_page import next_page, posted
from dadkhah_web.pages.cases.people_forms import (
    CompartmentForm,
    CompartmentPeopleForm,
    RecordCompartmentsForm,
)
from dadkhah_web.pages.door import CaseRequest, case_page

SECTION = {"section": "people"}


@require_http_methods(["GET", "POST"])
@case_page(Capability.MANAGE)
def new(request: CaseRequest, access: Access) -> HttpResponse:
    """Make a compartment."""
    form = CompartmentForm(posted(request))
    if form.is_valid():
        try:
            with transaction.atomic():
                title = form.cleaned_data["title"]
                row = make_compartment(access, title, at=timezone.now())
        except IntegrityError:
            # Perhaps one this person is not in: then the answer must not say so.
            form.add_error("title", gettext("This name cannot be used. Take another."))
        else:
            return redirect("cases:compartment", slug=access.case.slug, number=row.pk)
    names = {"form": form, "steps": [*_steps(access), (gettext("New compartment"), "")]}
    status = 422 if form.errors else 200
    return render(request, "people/new_compartment.html", SECTION | names, status=status)


@require_http_methods(["GET", "POST"])
@case_page(Capability.MANAGE)
def show(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Show a compartment this person is in, and change who else is."""
    row = compartment(access, number)
    users = [one.user for one in members(access)]
    inside = [user.code for user in row.members.all()]
    form = CompartmentPeopleForm(posted(request), users=users, initial={"people": inside})
    if request.method == "POST" and form.is_valid():
        set_members(access, row, form.chosen, at=timezone.now())
        messages.success(request, gettext("Kept. It holds from now on."))
        return redirect("cases:compartment", slug=access.case.slug, number=row.pk)
    own = RecordCompartment.objects.filter(compartment=row, is_own=True).select_related("record")
    names = {
        "form": form,
        "compartment": row,
        "records": own.order_by("record__kind", "record__code"),
        "steps": [*_steps(access), (row.title, "")],
    }
    return render(request, "people/compartment.html", SECTION | names)


@require_http_methods(["GET", "POST"])
@case_page(Capability.MANAGE)
def of_record(request: CaseRequest, access: Access, kind: str, code: str) -> HttpResponse:
    """Show in which compartments one record is, and change it. What hangs on it goes with it."""
    record = access.record(kind, code)
    among = list(compartments(access))
    rows = list(RecordCompartment.objects.filter(record=record, compartment__in=among))
    own = [str(row.compartment_id) for row in rows if row.is_own]
    inherited = {row.compartment_id for row in rows if not row.is_own}
    initial = {"compartments": own}
    form = RecordCompartmentsForm(posted(request), among=among, initial=initial)
    where = next_page(request, reverse("cases:people", kwargs={"slug": access.case.slug}))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            set_compartments(access.case, record, form.chosen)
            numbers = ", ".join(str(one.pk) for one in form.chosen) or "none"
            note_reading(access, "people", f"compartments {numbers}: {record}", at=timezone.now())
        messages.success(request, gettext("Kept. It holds from now on."))
        return redirect(where)
    names = {
        "form": form,
        "record": record,
        "among": among,
        "inherited": [one for one in among if one.pk in inherited],
        "next": where,
        "steps": [*_steps(access), (gettext("Who may see it"), "")],
    }
    return render(request, "people/of_record.html", SECTION | names)


def _steps(access: Access) -> list[tuple[str, str]]:
    return [(gettext("People"), reverse("cases:people", kwargs={"slug": access.case.slug}))]
