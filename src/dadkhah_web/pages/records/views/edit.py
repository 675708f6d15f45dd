"""Enter and change records: one page for an act with its persons, event and passages."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dadkhah.errors import NotVisible, RecordChanged
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.drafts import drop_draft, find_draft
from dadkhah_web.cases.models import FormDraft
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.records.facts import address
from dadkhah_web.pages.records.forms.plans import PLANS, Plan
from dadkhah_web.pages.records.forms.saving import save_form
from dadkhah_web.pages.records.forms.whole import Typed, WholeForm
from dadkhah_web.pages.records.listing import KINDS_SHOWN
from dadkhah_web.pages.records.views.conflict import Conflict, conflicts
from dadkhah_web.pages.records.views.show import steps
from dadkhah_web.records.description import KIND_WORDS


@require_http_methods(["GET", "POST"])
@case_page(Capability.RECORD)
def new(request: CaseRequest, access: Access) -> HttpResponse:
    """Enter a new record; `?kind=act&supports=X-0001` and other columns fill fields in."""
    kind = request.GET.get("kind", "act")
    if kind not in KINDS_SHOWN:
        raise NotVisible("There is no form for a new record of this kind here.")
    return _form(request, access, _plan(kind))


@require_http_methods(["GET", "POST"])
@case_page(Capability.RECORD)
def edit(request: CaseRequest, access: Access, kind: str, code: str) -> HttpResponse:
    """Change a record and what hangs on it."""
    return _form(request, access, _plan(kind), code)


def _plan(kind: str) -> Plan:
    if kind not in PLANS:
        raise NotVisible("There is no form of this kind here.")
    return PLANS[kind]


def _form(request: CaseRequest, access: Access, plan: Plan, code: str = "") -> HttpResponse:
    if request.method == "GET":
        return _open(request, access, plan, code)
    asks = {name: request.POST.get(name, "") for name in ("add", "find")}
    if any(asks.values()):
        whole = WholeForm(access, plan, code=code, typed=request.POST)
        if asks["add"] in whole.rows:
            whole.add_row(asks["add"])
        return _show(request, whole)
    whole = WholeForm(access, plan, code=code, data=request.POST)
    if whole.is_valid():
        try:
            saved = save_form(whole, at=timezone.now())
        except RecordChanged:
            return _changed(request, whole)
        if saved:
            return _saved(request, whole, saved)
    return _show(request, whole, status=422)


def _open(request: CaseRequest, access: Access, plan: Plan, code: str) -> HttpResponse:
    """Show the record as it is held, with what the address says, or as it was left half-typed."""
    draft = find_draft(request.user, access.case, draft_key(plan, code))
    if draft and "draft" in request.GET:
        return _show(request, WholeForm(access, plan, code=code, typed=_typed(draft.data)))
    whole = WholeForm(access, plan, code=code)
    whole.fill(request.GET)
    return _show(request, whole, draft=draft)


def _typed(data: dict[str, Any]) -> Typed:
    return MultiValueDict(
        {name: kept if isinstance(kept, list) else [kept] for name, kept in data.items()}
    )


def draft_key(plan: Plan, code: str) -> str:
    """Return the name under which what is typed is kept: `act/new`, `act/A-0001`."""
    return f"{plan.kind}/{code or 'new'}"


def _saved(request: CaseRequest, whole: WholeForm, code: str) -> HttpResponse:
    access, kind = whole.access, whole.plan.kind
    drop_draft(request.user, access.case, draft_key(whole.plan, whole.code))
    messages.success(request, _("Saved as %(code)s.") % {"code": code})
    if "another" in request.POST:
        again = f"{reverse('records:new', args=[access.case.slug])}?kind={kind}"
        event = whole.main.cells().get("event", "") if kind == "act" else ""
        return redirect(f"{again}&event={event}" if event not in ("", "new") else again)
    return redirect(address(access, kind, code))


def _changed(request: CaseRequest, whole: WholeForm) -> HttpResponse:
    """Show what somebody else saved meanwhile beside what was typed; saving again is on purpose."""
    typed = request.POST.copy()
    found = conflicts(whole)
    for one in found:
        typed[one.field] = str(one.newest)
    again = WholeForm(whole.access, whole.plan, code=whole.code, typed=typed)
    return _show(request, again, status=409, conflict=found)


def _show(
    request: CaseRequest,
    whole: WholeForm,
    *,
    status: int = 200,
    conflict: list[Conflict] | None = None,
    draft: FormDraft | None = None,
) -> HttpResponse:
    whole.prepare()
    plan = whole.plan
    names = {
        "section": "records",
        "whole": whole,
        "kind": plan.kind,
        "code": whole.code,
        "kind_words": KIND_WORDS[plan.kind],
        "steps": _steps(whole),
        "groups": [
            (g, [whole.main[name] for name in g.columns], g.is_folded and not whole.is_open(g))
            for g in plan.groups
        ],
        "rows": [(rows, whole.rows[rows.name]) for rows in plan.rows],
        "after": _place_of_rows(plan),
        "draft_key": draft_key(plan, whole.code),
        "draft": draft,
        "conflicts": conflict or [],
    }
    return render(request, "records/form.html", names, status=status)


def _place_of_rows(plan: Plan) -> int:
    """Return after which group the rows stand: after what happened, before the details."""
    return 2 if plan.kind in ("act",) else len([g for g in plan.groups if not g.is_folded])


def _steps(whole: WholeForm) -> list[tuple[Any, str]]:
    access, kind = whole.access, whole.plan.kind
    if whole.held is None:
        listed = reverse("records:kind", args=[access.case.slug, kind])
        return [(KIND_WORDS[kind][1], listed), (_("New"), "")]
    return steps(access, whole.held, _("Change"))
