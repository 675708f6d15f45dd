"""The people of a case: who they are, what they may do, who is invited."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dadkhah.errors import CaseWithoutCustodian, VaultLocked
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.invitations import invite, pending, take_back_all, withdraw
from dadkhah_web.cases.members import Member, compartments, member, members, set_roles
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.accounts.next_page import posted
from dadkhah_web.pages.accounts.vault import key_ring
from dadkhah_web.pages.cases.people_forms import ROLE_CHOICES, InviteForm, RolesForm
from dadkhah_web.pages.door import CaseRequest, case_page

SECTION = {"section": "people"}


@require_safe
@case_page(Capability.MANAGE)
def people(request: CaseRequest, access: Access) -> HttpResponse:
    """Show who works on the case, what compartments there are, and who is invited."""
    keys = key_ring(request)
    holders = {key.custodian for key in keys.vault.keys.list()} if keys else set()
    names = {
        "members": [(one, one.user.code in holders) for one in members(access)],
        "compartments": compartments(access),
        "invitations": pending(access),
        "now": timezone.now(),
        "steps": _steps(access),
    }
    return render(request, "people/people.html", SECTION | names)


@require_http_methods(["GET", "POST"])
@case_page(Capability.MANAGE)
def one(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Show and change the roles of one person."""
    found = member(access, code)
    form = RolesForm(posted(request), initial={"roles": list(found.roles)})
    if form.is_valid():
        try:
            set_roles(access, found.user, form.chosen, at=timezone.now())
        except CaseWithoutCustodian as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, gettext("Kept. It holds from now on."))
            return redirect("cases:people", slug=access.case.slug)
    names = {"form": form, "member": found}
    status = 422 if form.errors else 200
    return _page(request, "people/one.html", names, access, found, status=status)


@require_http_methods(["GET", "POST"])
@case_page(Capability.MANAGE)
def remove(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Ask, then take somebody out of the case; their key goes with their last case."""
    found = member(access, code)
    error = ""
    if request.method == "POST":
        try:
            _remove(request, access, found)
        except CaseWithoutCustodian as refused:
            error = str(refused)
        else:
            messages.success(request, gettext("They see nothing of this case any more."))
            return redirect("/" if found.user == access.user else _people(access))
    status = 422 if error else 200
    names = {"member": found, "error": error}
    return _page(request, "people/remove.html", names, access, found, status=status)


def _remove(request: CaseRequest, access: Access, found: Member) -> None:
    now, keys = timezone.now(), key_ring(request)
    set_roles(access, found.user, [], at=now)
    take_back_all(access, found.user, keys=keys, at=now)
    if keys and not found.user.memberships.exists():
        keys.take(found.user.code, at=now)


@require_http_methods(["GET", "POST"])
@case_page(Capability.MANAGE)
def add(request: CaseRequest, access: Access) -> HttpResponse:
    """Make a link for one person, and show it this once."""
    form = InviteForm(posted(request))
    if form.is_valid():
        try:
            word = invite(
                access,
                form.chosen,
                keys=key_ring(request) if form.cleaned_data["with_key"] else None,
                at=timezone.now(),
            )
        except VaultLocked as error:
            form.add_error("with_key", str(error))
        else:
            link = request.build_absolute_uri(reverse("accounts:join", kwargs={"word": word}))
            response = _page(request, "people/invited.html", {"link": link}, access)
            response.headers["Cache-Control"] = "no-store"
            return response
    return _page(
        request,
        "people/invite.html",
        {"form": form},
        access,
        status=422 if form.errors else 200,
    )


@require_POST
@case_page(Capability.MANAGE)
def take_back(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Make a link worthless."""
    withdraw(access, number, keys=key_ring(request), at=timezone.now())
    return redirect("cases:people", slug=access.case.slug)


def _page(
    request: HttpRequest,
    template: str,
    names: dict[str, Any],
    access: Access,
    found: Member | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    here = found.user.handle if found else gettext("Invite somebody")
    all_names = SECTION | names | {"steps": [*_steps(access), (here, "")]}
    return render(request, template, all_names | {"roles": dict(ROLE_CHOICES)}, status=status)


def _people(access: Access) -> str:
    return reverse("cases:people", kwargs={"slug": access.case.slug})


def _steps(access: Access) -> list[tuple[str, str]]:
    return [(gettext("People"), _people(access))]
