"""Write the words of a filing: kept as they are, and checked in plain words."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dadkhah.errors import RecordChanged
from dadkhah.exchange.filing import FilingKind
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.exchange.snapshot import kept
from dadkhah_web.filings.words import (
    held_words,
    mark_of,
    problem_with,
    save_words,
    words_to_begin,
)
from dadkhah_web.pages.door import CaseRequest, case_page, fragment_or
from dadkhah_web.pages.filings.forms import DraftForm, WordsForm
from dadkhah_web.pages.filings.wording import KIND_WORDS, kind_of, problem_of, refusal

CHECK = "filings/_check.html"


@require_http_methods(["GET", "POST"])
@case_page(Capability.DRAFT)
def edit(request: CaseRequest, access: Access, kind: str) -> HttpResponse:
    """Write, check and save the words of one kind of filing."""
    of = kind_of(kind)
    held = held_words(access, of)
    if request.method == "POST":
        return _sent(request, access, of, WordsForm(request.POST))
    text = words_to_begin(access, of)
    form = WordsForm(initial={"text": text, "based_on": mark_of(held)})
    if template_of(request) == CHECK:  # the page is here at once, what is wrong comes after it
        checked = kept(
            access, f"check {kind} {timezone.localdate()}", lambda: _check(access, of, text)
        )
        return _page(request, access, of, form, names=checked)
    return _page(request, access, of, form)


def _sent(request: CaseRequest, access: Access, kind: FilingKind, form: WordsForm) -> HttpResponse:
    """Check the words, or save them and say what still stands in the way of drafting."""
    if not form.is_valid():
        return _page(request, access, kind, form, status=422)
    text = form.cleaned_data["text"]
    if request.POST.get("do") == "check":
        return _page(request, access, kind, form, names=_check(access, kind, text))
    try:
        based_on = form.cleaned_data["based_on"]
        is_new = save_words(access, kind, text, at=timezone.now(), based_on=based_on)
    except RecordChanged as error:
        held = held_words(access, kind)
        again = request.POST.copy()
        again["based_on"] = mark_of(held)
        form = WordsForm(again)
        form.add_error(None, refusal(error))
        return _page(request, access, kind, form, names={"theirs": held}, status=409)
    words = _("The words are kept.") if is_new else _("Nothing has changed; the words were kept.")
    messages.success(request, words)
    return redirect("filings:words", access.case.slug, kind.value)


def _check(access: Access, kind: FilingKind, text: str) -> Mapping[str, object]:
    error = problem_with(access, kind, text, timezone.localdate())
    return {"is_checked": True, "problem": problem_of(error, text) if error else None}


def template_of(request: CaseRequest) -> str:
    """Return what is asked for: the check alone, or the page."""
    return fragment_or(request, CHECK, "filings/words.html")


def _page(
    request: CaseRequest,
    access: Access,
    kind: FilingKind,
    form: WordsForm,
    *,
    names: Mapping[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    listed = reverse("filings:list", kwargs={"slug": access.case.slug})
    shown = {
        "kind": kind.value,
        "kind_words": KIND_WORDS[kind],
        "form": form,
        "draft_form": DraftForm(initial={"on": timezone.localdate()}),
        "steps": [(_("Filings"), listed), (_("Words"), "")],
        **(names or {}),
    }
    return render(request, template_of(request), shown, status=status)
