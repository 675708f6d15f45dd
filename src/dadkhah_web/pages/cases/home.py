"""The home of a case: what is here, what waits for me, what changed, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from dadkhah.pictures.names import names_in
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.proof.alarm import alarm_for
from dadkhah_web.exchange.snapshot import kept
from dadkhah_web.pages.cases.changes import latest_changes
from dadkhah_web.pages.cases.waiting import address, tasks
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.qualification.lacking import Lacking, context_lacking, lacking_by_person
from dadkhah_web.pages.qualification.proof import proof
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.search.lacking import LACKS, count_lacking
from dadkhah_web.pages.search.words import ICONS
from dadkhah_web.records.description import KIND_WORDS

TILES = ("item", "passage", "event", "act", "person", "restriction", "proposition", "charge")
MOST_GAPS = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """How many records of a kind are here."""

    words: str | Promise
    icon: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do first, in a case that has just begun."""

    words: Promise
    why: Promise
    url: str
    is_done: bool


@require_GET
@case_page()
def home(request: CaseRequest, access: Access) -> HttpResponse:
    """Show the case on one screen."""
    counts = dict(access.records().values_list("kind").annotate(n=Count("pk")))
    is_new = not (counts.get("act") or counts.get("restriction") or counts.get("charge"))
    names: dict[str, Any] = {
        "tiles": _tiles(access, counts),
        "tasks": tasks(access),
        "changes": latest_changes(access),
        "is_new": is_new,
        "alarm": alarm_for(access),
    }
    if is_new:
        names["steps"] = _steps(access, counts)
    else:
        names |= _gaps(access)
        lacking = count_lacking(access)
        names["lacks"] = [(n, LACKS[n], count) for n, count in lacking.items() if count]
    return render(request, "cases/home.html", names)


def _tiles(access: Access, counts: Mapping[str, int]) -> list[Tile]:
    return [
        Tile(KIND_WORDS[kind][1], ICONS[kind], counts.get(kind, 0), _listed(access, kind))
        for kind in TILES
    ]


def _listed(access: Access, kind: str) -> str:
    """Return the list of a kind of record, or the search for it where it has none."""
    slug = access.case.slug
    own: dict[str, tuple[str, dict[str, str]]] = {
        "item": ("evidence:list", {}),
        "charge": ("qualification:charges", {}),
        "proposition": ("qualification:propositions", {}),
    }
    if kind == "passage":
        return f"{address('search:find', slug)}?kind=passage"
    route, names = own.get(kind, ("records:kind", {"kind": kind}))
    return address(route, slug, **names)


def _gaps(access: Access) -> dict[str, Any]:
    """Return the elements whose lack holds up most charges; kept until somebody saves."""
    return kept(access, f"home gaps {reader_language()}", lambda: _found_gaps(access))


def _found_gaps(access: Access) -> dict[str, Any]:
    tested, slug = proof(access), access.case.slug
    names = names_in(tested.case.person_names, reader_language())
    context: list[tuple[str, Lacking]] = [("", one) for one in context_lacking(tested, slug)]
    persons = [
        (name, one) for name, found in lacking_by_person(tested, slug, names) for one in found
    ]
    persons.sort(key=lambda pair: -len(pair[1].charges))
    return {
        "gaps": [*context, *persons][:MOST_GAPS],
        "gap_count": len(context) + len(persons),
        "charge_count": len(tested.case.charges),
    }


def _steps(access: Access, counts: Mapping[str, int]) -> list[Step]:
    slug = access.case.slug
    steps = [
        Step(
            _("Bring in evidence"),
            _("Files are sealed as they come, with who gave them and when."),
            address("evidence:receive", slug) if access.may(Capability.RECEIVE) else "",
            bool(counts.get("item")),
        ),
        Step(
            _("Keep the passages that matter"),
            _("Open an item, select words, a region or a time, and keep it."),
            address("evidence:list", slug),
            bool(counts.get("passage")),
        ),
        Step(
            _("Record what happened"),
            _("Who did what to whom, when and where, each statement with its passages."),
            address("records:list", slug),
            bool(counts.get("act")),
        ),
        Step(
            _("Test a charge"),
            _("See element by element what is met, what is open and what is missing."),
            address("qualification:charges", slug),
            bool(counts.get("charge")),
        ),
    ]
    return [*steps, *_inviting(access)]


def _inviting(access: Access) -> list[Step]:
    if not access.may(Capability.MANAGE):
        return []
    why = _("Two people look at each record, and two approve each filing.")
    people = address("cases:people", access.case.slug)
    return [Step(_("Invite the people who work with you"), why, people, False)]
