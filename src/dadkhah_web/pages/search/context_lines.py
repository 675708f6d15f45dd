"""The line that tells records of one name apart: an office, a place, what is alleged.

Everything here is read through the eyes of the reader, a few queries for a whole page of hits.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Coding
from dadkhah_web.evidence.models import EvidenceItem, Passage
from dadkhah_web.pages.see.words import place_words
from dadkhah_web.pages.templatetags.dadkhah import digits, label
from dadkhah_web.qualification.models import Charge, ElementFinding
from dadkhah_web.records.models import Act, Involvement, Person, Position
from dadkhah_web.search.models import SearchEntry

Lines = dict[int, list[str]]
MOST_PLACES = 3
_PLACED = ("act", "event", "restriction")


def context_lines(access: Access, entries: Iterable[SearchEntry]) -> Mapping[int, list[str]]:
    """Return by key of the record what stands beside its title."""
    keys: dict[str, set[int]] = {}
    for entry in entries:
        keys.setdefault(entry.kind, set()).add(entry.record_id)
    lines: Lines = {}
    for kind, read in _READ.items():
        if kind in keys:
            read(access, keys[kind], lines)
    if placed := set().union(*(keys.get(kind, set()) for kind in _PLACED)):
        _places(placed, lines)
    return lines


def page_words(entry: SearchEntry) -> str:
    """Return which page of an item an entry is; nothing for a record."""
    if not entry.page:
        return ""
    return gettext("page %(page)s") % {"page": digits(entry.page_label)}


def _persons(access: Access, keys: set[int], lines: Lines) -> None:
    rows = access.narrow(Position.objects.filter(person__in=keys)).order_by("held_earliest", "pk")
    offices = {row.person_id: row.title for row in rows}  # the latest
    described = Person.objects.filter(pk__in=keys).values_list("pk", "description")
    for key, description in described:
        lines[key] = [text] if (text := offices.get(key) or description) else []


def _acts(_access: Access, keys: set[int], lines: Lines) -> None:
    for key, code in Act.objects.filter(pk__in=keys).values_list("pk", "type"):
        lines[key] = [label(code, "act_types")]


def _involvements(_access: Access, keys: set[int], lines: Lines) -> None:
    rows = Involvement.objects.filter(pk__in=keys)
    named = rows.values_list(
        "pk", "degree", "act__record__code", "restriction__record__code", "act__summary",
        "restriction__title",
    )  # fmt: skip
    for key, degree, act, restriction, summary, title in named:
        degree_words = label(degree, "degrees_of_involvement")
        lines[key] = [degree_words, f"{act or restriction} {summary or title}"]


def _charges(_access: Access, keys: set[int], lines: Lines) -> None:
    for key, crime, mode in Charge.objects.filter(pk__in=keys).values_list("pk", "crime", "mode"):
        lines[key] = [label(crime), label(mode)]


def _findings(_access: Access, keys: set[int], lines: Lines) -> None:
    rows = ElementFinding.objects.filter(pk__in=keys).values_list("pk", "element", "analyst")
    for key, element, analyst in rows:
        lines[key] = [element, analyst]


def _items(_access: Access, keys: set[int], lines: Lines) -> None:
    rows = EvidenceItem.objects.filter(pk__in=keys)
    for key, source, publisher in rows.values_list("pk", "source__record__code", "published_by"):
        lines[key] = [text for text in (publisher, source) if text]


def _passages(_access: Access, keys: set[int], lines: Lines) -> None:
    rows = Passage.objects.filter(pk__in=keys)
    for key, item, page in rows.values_list("pk", "item__record__code", "page"):
        words = gettext("page %(page)s") % {"page": digits(page)} if page else ""
        lines[key] = [text for text in (item, words) if text]


def _places(keys: set[int], lines: Lines) -> None:
    rows = Coding.objects.filter(record__in=keys, column__in=("places", "scope"))
    places: dict[int, list[str]] = {}
    for key, code in rows.order_by("position").values_list("record_id", "value"):
        places.setdefault(key, []).append(place_words(code))
    for key, named in places.items():
        more = [gettext("and others")] if len(named) > MOST_PLACES else []
        lines.setdefault(key, []).append(gettext(", ").join([*named[:MOST_PLACES], *more]))


_READ: Mapping[str, Any] = {
    "person": _persons,
    "act": _acts,
    "involvement": _involvements,
    "charge": _charges,
    "finding": _findings,
    "item": _items,
    "page": _items,
    "passage": _passages,
}
