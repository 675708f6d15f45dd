"""Search a case, keep a search, and choose a record in a form."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from dadkhah.errors import NotVisible
from dadkhah.text.highlight import Piece, highlighted, snippets
from dadkhah.text.search_terms import Query
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.derivation import read_by_machine
from dadkhah_web.exchange.findable import FINDABLE_KINDS, find
from dadkhah_web.pages.door import CaseRequest, case_page, fragment_or
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.pages.search.asking import FILTERS, asked, picking
from dadkhah_web.pages.search.context_lines import context_lines, page_words
from dadkhah_web.pages.search.forms import SaveForm, SearchForm
from dadkhah_web.pages.search.words import ICONS, KIND_NAMES, why_left_out
from dadkhah_web.pages.see.links import record_url
from dadkhah_web.search.models import SavedSearch, SearchEntry
from dadkhah_web.search.selectors import PAGE_SIZE, Found, SearchQuery

SNIPPET = 240
LONGEST_PAGE_NUMBER = 9
_LINES = re.compile(r"\s*\n\s*")
_OPERATORS = {"OR", "NOT", "AND"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit as it is shown."""

    code: str
    kind: str
    kind_words: str | Promise
    icon: str
    url: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    context: list[str]
    entry: SearchEntry
    is_by_machine: bool = False
    """Whether a machine read these words in a picture: they may be wrong."""

    @property
    def plain_title(self) -> str:
        """The title without marks."""
        return "".join(piece.text for piece in self.title)


@require_GET
@case_page()
def find_page(request: CaseRequest, access: Access) -> HttpResponse:
    """Show what was found, or how to search."""
    form = SearchForm(request.GET)
    form.is_valid()
    cleaned = form.cleaned_data
    kinds = request.GET.getlist("kind")
    question = asked(access, cleaned, kinds, 1)
    is_asked = question.words.root is not None or any(cleaned.get(name) for name in FILTERS)
    names: dict[str, Any] = {
        "section": "search",
        "form": form,
        "filters": [form[name] for name in FILTERS],
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
        "is_asked": is_asked or bool(question.kinds),
        "asked_kinds": question.kinds,
        "saved": SavedSearch.objects.filter(case=access.case, user=request.user).order_by("name"),
        "left_out": [(one.written, why_left_out(one.reason)) for one in question.words.ignored],
    }
    if names["is_asked"]:
        request.readings = [("search", request.GET.urlencode())]
        names |= _found(request, access, question)
    return render(request, fragment_or(request, "search/_found.html", "search/find.html"), names)


def _found(request: HttpRequest, access: Access, question: SearchQuery) -> dict[str, Any]:
    number = request.GET.get("page", "")
    is_page = number.isascii() and number.isdigit() and len(number) <= LONGEST_PAGE_NUMBER
    question = replace(question, page=max(1, int(number) if is_page else 1))
    found = find(access, question)
    page = Paginator(range(found.total), PAGE_SIZE).get_page(question.page)
    if page.number != question.page:
        found = find(access, replace(question, page=page.number))
    return {
        "found": found,
        "page": page,
        "hits": _hits(access, found, question.words),
        "tabs": _tabs(request, found, question),
        "query": request.GET.urlencode(),
        "begun_url": _begun_url(request) if not found.total else "",
    }


def _begun_url(request: HttpRequest) -> str:
    """Return the same search for words that only begin so; nothing where it is not that simple."""
    words = request.GET.get("q", "").split()
    if not words or not all(word.isalnum() and word not in _OPERATORS for word in words):
        return ""
    query = request.GET.copy()
    query["q"] = " ".join(f"{word}*" for word in words)
    return f"?{query.urlencode()}"


def _hits(access: Access, found: Found, words: Query) -> list[Hit]:
    """Say each hit in the language of the reader, with what was found in it."""
    slug, lines = access.case.slug, context_lines(access, found.entries)
    persons = [("person", e.record.code) for e in found.entries if e.kind == "person"]
    named = titles(access, persons)
    by_machine = read_by_machine({e.record_id for e in found.entries if e.page})
    return [
        Hit(
            code=entry.record.code,
            kind=entry.kind,
            kind_words=KIND_NAMES[entry.kind][0],
            icon=ICONS[entry.kind],
            url=_address(slug, entry),
            title=highlighted(named.get(("person", entry.record.code), entry.title), words.terms),
            snippet=snippets(_LINES.sub(" · ", entry.text.strip()), words.terms, SNIPPET),
            context=[*filter(None, [page_words(entry)]), *lines.get(entry.record_id, [])],
            entry=entry,
            is_by_machine=bool(entry.page) and entry.record_id in by_machine,
        )
        for entry in found.entries
    ]


def _address(slug: str, entry: SearchEntry) -> str:
    if not entry.page:
        return record_url(slug, entry.kind, entry.record.code)
    item = reverse("evidence:show", kwargs={"slug": slug, "code": entry.record.code})
    return f"{item}?page={entry.page}&part={entry.part}"


def _tabs(request: HttpRequest, found: Found, question: SearchQuery) -> list[dict[str, Any]]:
    """Return a link for each kind that was found, with how many there are of it."""
    asked_for = question.kinds

    def tab(words: str | Promise, kind: str, count: int) -> dict[str, Any]:
        query = request.GET.copy()
        query.pop("page", None)
        query.setlist("kind", [kind] if kind else [])
        current = asked_for == ((kind,) if kind else ())
        return {
            "words": words,
            "url": f"?{query.urlencode()}",
            "current": current,
            "count": count,
        }

    kinds = [kind for kind in FINDABLE_KINDS if found.by_kind.get(kind) or kind in asked_for]
    every = sum(found.by_kind.values())
    return [
        tab(gettext("Everything"), "", every),
        *(tab(KIND_NAMES[kind][1], kind, found.by_kind.get(kind, 0)) for kind in kinds),
    ]


@require_GET
@case_page()
def pick(request: CaseRequest, access: Access) -> HttpResponse:
    """Return up to ten records to choose from, for a field of a form."""
    written = request.GET.get("q", "")
    question = picking(written, request.GET.getlist("kind"), request.GET.get("only", ""))
    found = find(access, question)
    request.readings = [("search", f"pick {request.GET.urlencode()}")]
    names = {"hits": _hits(access, found, question.words), "written": written}
    return render(request, "search/_pick.html", names)


@require_POST
@case_page()
def save(request: CaseRequest, access: Access) -> HttpResponse:
    """Keep a search under a name; the same name again replaces it."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        return redirect(reverse("search:find", args=[access.case.slug]))
    SavedSearch.objects.update_or_create(
        case=access.case,
        user=request.user,
        name=form.cleaned_data["name"],
        defaults={"query": form.cleaned_data["query"]},
    )
    return redirect(
        f"{reverse('search:find', args=[access.case.slug])}?{form.cleaned_data['query']}"
    )


@require_POST
@case_page()
def delete(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Delete one of the searches this person keeps."""
    kept = SavedSearch.objects.filter(case=access.case, user=request.user, pk=number)
    if not kept.delete()[0]:
        raise NotVisible(f"There is no saved search {number} here that you may see.")
    return redirect(reverse("search:find", args=[access.case.slug]))
