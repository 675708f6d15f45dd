"""The page of one record: what it says, what it rests on, what rests on it, how far it is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.exchange.kinds import BEARINGS, KIND_BY_NAME
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.records.backlinks import backlinks
from dadkhah_web.pages.records.facts import Fact, address, facts_of, refs_in
from dadkhah_web.pages.records.listing import KINDS_SHOWN
from dadkhah_web.pages.records.reading import Held, held_record, held_records
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.pages.records.views.lists import people_of
from dadkhah_web.records.description import KIND_WORDS, column_of
from dadkhah_web.records.models import Revision
from dadkhah_web.records.reviewing import may_assign, may_speak


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of another kind that are shown with a record."""

    kind: str
    heading: Promise
    columns: tuple[str, ...]
    where: str
    """The column of the rows that names the record."""


_LINK = ("held", "basis", "kind")
_SAID = _("Who is said to have been involved, as alleged")
PARTS: dict[str, tuple[Part, ...]] = {
    "act": (Part("involvement", _SAID, ("person", "degree", "note"), "act"),),
    "restriction": (
        Part(
            "restriction_status",
            _("Its status over time"),
            ("since", "status", "note"),
            "restriction",
        ),
        Part("involvement", _SAID, ("person", "degree", "note"), "restriction"),
    ),
    "person": (
        Part("person_name", _("Names"), ("text", "language", "kind"), "person"),
        Part("position", _("Positions"), ("title", "institution", "held"), "person"),
        Part("command_link", _("Above"), ("superior", *_LINK), "subordinate"),
        Part("command_link", _("Below"), ("subordinate", *_LINK), "superior"),
        Part(
            "involvement",
            _("Said to be involved, as alleged"),
            ("subject", "degree", "note"),
            "person",
        ),
    ),
}
# Shown also when there is none: that nothing was entered says something.
_ALWAYS = ("involvement", "restriction_status", "person_name")
LONGEST_TITLE = 220
# Kinds whose pages are elsewhere: the name of the route and of its argument.
_ELSEWHERE = {
    "item": ("evidence:show", "code"),
    "passage": ("evidence:passage", "code"),
    "proposition": ("qualification:proposition", "code"),
    "charge": ("qualification:charge", "code"),
    "finding": ("qualification:finding", "code"),
}


@require_GET
@case_page()
def record(request: CaseRequest, access: Access, kind: str, code: str) -> HttpResponse:
    """Show one record, or go to the page where records of its kind are shown."""
    if kind not in KINDS_SHOWN and (place := _elsewhere(access, kind, code)):
        return redirect(place)
    held = held_record(access, kind, code)
    request.readings = [("read", f"{kind}/{code}")]
    title, own, parts = _described(access, held)
    names = {
        "section": "records",
        "held": held,
        "kind_words": KIND_WORDS[kind],
        "title": title,
        "steps": steps(access, held),
        "facts": _shown(own, title),
        "parts": parts,
        "bearings": [(b, [q for q in held.quotations if q.bearing == b]) for b in BEARINGS],
        "backlinks": backlinks(access, held.identity),
        "comments": list(held.identity.comments.order_by("at", "pk")),
        "people": people_of(access) if may_assign(access) else [],
        "revisions": Revision.objects.filter(case=access.case, kind=kind, code=code).count(),
        "may": _permissions(access),
    }
    return render(request, "records/show.html", names)


def _described(access: Access, held: Held) -> tuple[str, dict[str, Fact], list[dict[str, Any]]]:
    """Return the title, what the record says, and the tables of what is shown with it."""
    parts = [(part, _rows(access, held, part)) for part in PARTS.get(held.kind, ())]
    records = [(held.kind, held.cells)]
    records += [(row.kind, row.cells) for _, rows in parts for row in rows]
    ref = (held.kind, held.code)
    known = titles(access, refs_in(records) | {ref})
    own, *others = facts_of(access, records, known)
    rest = iter(others)
    tables = [
        {
            "part": part,
            "columns": [column_of(part.kind, name) for name in part.columns],
            "rows": [(row, _cells(part, next(rest))) for row in rows],
        }
        for part, rows in parts
        if rows or part.kind in _ALWAYS
    ]
    return known.get(ref, held.code), own, tables


def steps(access: Access, held: Held, here: str = "") -> list[tuple[Any, str]]:
    """Return the way to a record: its list, where that is among these pages, itself, and `here`."""
    listed = reverse("records:kind", args=[access.case.slug, held.kind])
    way = [(KIND_WORDS[held.kind][1], listed)] if held.kind in KINDS_SHOWN else []
    own = address(access, held.kind, held.code) if here else ""
    return [*way, (held.code, own), *([(here, "")] if here else [])]


def _permissions(access: Access) -> dict[str, bool]:
    return {
        "record": access.may(Capability.RECORD),
        "receive": access.may(Capability.RECEIVE),
        "review": access.may(Capability.REVIEW),
        "forget": access.may(Capability.FORGET),
        "manage": access.may(Capability.MANAGE),
        "assign": may_assign(access),
        "speak": may_speak(access),
    }


def _rows(access: Access, held: Held, part: Part) -> list[Held]:
    return held_records(access, part.kind, Q(**{part.where: held.identity.pk}))


def _shown(facts: dict[str, Fact], title: str) -> list[Fact]:
    """Return what stands under the title and is not the title itself."""
    return [
        fact
        for name, fact in facts.items()
        if not fact.is_empty
        and name not in BEARINGS
        and name != "reported"
        and (len(title) > LONGEST_TITLE or [one.words for one in fact.said] != [title])
    ]


def _cells(part: Part, facts: dict[str, Fact]) -> list[Fact]:
    return [facts[name] for name in part.columns]


def _elsewhere(access: Access, kind: str, code: str) -> str:
    """Return the address of a record that is not shown here, when it is one."""
    if kind not in KIND_BY_NAME:
        return ""
    owner = KIND_BY_NAME[kind].owner
    if owner:
        access.record(kind, code)
        return address(access, owner, code.rpartition(".")[0])
    route, argument = _ELSEWHERE.get(kind, ("", ""))
    access.record(kind, code)
    try:
        return reverse(route, kwargs={"slug": access.case.slug, argument: code})
    except NoReverseMatch:
        return ""
