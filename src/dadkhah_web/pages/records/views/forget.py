"""Forget a record for ever: after what rests on it was shown, and with a reason."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dadkhah.errors import RecordCited
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.forgetting import forget_records
from dadkhah_web.exchange.kinds import KINDS
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.records.backlinks import backlinks
from dadkhah_web.pages.records.listing import KINDS_SHOWN
from dadkhah_web.pages.records.reading import held_record
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.pages.records.views.show import steps

_OWNED = {kind.owner: kind.name for kind in KINDS if kind.owner}


class ForgetForm(forms.Form):
    """Why a record is forgotten."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Without names: it goes into the log and stays there for ever."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    sure = forms.BooleanField(label=gettext_lazy("It cannot be brought back. Forget it."))


@require_http_methods(["GET", "POST"])
@case_page(Capability.FORGET)
def forget(request: CaseRequest, access: Access, kind: str, code: str) -> HttpResponse:
    """Ask for the reason, show what rests on the record, and forget it."""
    held = held_record(access, kind, code)
    form = ForgetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _forget(access, kind, code, form.cleaned_data["reason"])
        except RecordCited as cited:
            form.add_error(None, _in_the_way(access, cited))
        else:
            messages.success(request, _("%(code)s is forgotten.") % {"code": code})
            listed = kind if kind in KINDS_SHOWN else "act"
            return redirect("records:kind", access.case.slug, listed)
    ref = (kind, code)
    names = {
        "section": "records",
        "held": held,
        "title": titles(access, [ref]).get(ref, code),
        "steps": steps(access, held, _("Forget")),
        "backlinks": backlinks(access, held.identity),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "records/forget.html", names, status=status)


def _forget(access: Access, kind: str, code: str, reason: str) -> None:
    """Forget a record with its names or steps of status, which are nothing without it."""
    owned = _OWNED.get(kind)
    with_it = []
    if owned:
        codes = access.records(owned).filter(code__startswith=f"{code}.")
        with_it = [f"{owned}/{one}" for one in codes.values_list("code", flat=True)]
    forget_records(
        access.case,
        [f"{kind}/{code}", *with_it],
        reason=reason,
        vault=site_vault(),
        actor=access.user.code,
        at=timezone.now(),
    )


def _in_the_way(access: Access, cited: RecordCited) -> str:
    """Say that others rest on it; which, only where the page lists them for this person."""
    return _(
        "Others rest on this record. They are listed below, unless they are closed to you. "
        "Change or forget them first."
    )
