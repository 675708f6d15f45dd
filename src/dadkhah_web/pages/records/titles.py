"""The words by which a person knows a record, for the records that this person may see."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet, TextField, Value

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.evidence.openness import quotation
from dadkhah_web.exchange.kinds import KIND_BY_NAME
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.records.terms import term_words
from dadkhah_web.records.description import column_of
from dadkhah_web.records.models import PersonName

Ref = tuple[str, str]  # kind and id
# Where the words of a record stand. A person goes by a name, and is not here.
_COLUMNS = {
    "source": "description",
    "item": "title",
    "passage": "quote",
    "person_name": "text",
    "position": "title",
    "command_link": "basis",
    "event": "title",
    "restriction": "title",
    "restriction_status": "status",
    "act": "summary",
    "involvement": "degree",
    "proposition": "text",
    "charge": "crime",
    "finding": "element",
}
_CODED = {"restriction_status", "involvement", "charge", "finding"}


def titles(access: Access, refs: Iterable[Ref]) -> dict[Ref, str]:
    """Return the words of each record. Who may not see a record gets no entry for it.

    One query for the persons among them, one for all the others.
    """
    by_kind: dict[str, set[str]] = {}
    for kind, code in refs:
        if code:
            by_kind.setdefault(kind, set()).add(code)
    persons = by_kind.pop("person", set())
    return _names(access, persons) | _words(access, by_kind)


def _words(access: Access, by_kind: Mapping[str, set[str]]) -> dict[Ref, str]:
    parts = [
        _visible(access, kind, codes).values_list(
            Value(kind, output_field=TextField()),
            "record__code",
            quotation(access) if kind == "passage" else F(_COLUMNS[kind]),
        )
        for kind, codes in sorted(by_kind.items())
    ]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True)
    return {(kind, code): _said(kind, text) or code for kind, code, text in rows}


def _said(kind: str, text: str) -> str:
    if kind == "finding" and (element := current_law().elements.get(text)):
        return element.names.in_language(reader_language()) if element.names else element.text
    return term_words(column_of(kind, _COLUMNS[kind]), text) if kind in _CODED else text


def _names(access: Access, codes: set[str]) -> dict[Ref, str]:
    """Return the name of each person: the main one in the language of the reader, if there is."""
    if not codes:
        return {}
    persons = _visible(access, "person", codes)
    shown = access.narrow(PersonName.objects.filter(person__in=persons.values("pk")))
    best: dict[str, tuple[int, str]] = {}
    rows = shown.order_by("record__row", "pk")
    for code, text, language, kind in rows.values_list(
        "person__record__code", "text", "language", "kind"
    ):
        rank = rank_of(language, kind)
        if code not in best or rank < best[code][0]:
            best[code] = (rank, text)
    nameless = codes - set(best)
    if nameless:
        left = persons.filter(record__code__in=nameless).values_list("record__code", flat=True)
        best |= {code: (9, code) for code in left}
    return {("person", code): text for code, (_, text) in best.items()}


def rank_of(language: str, kind: str) -> int:
    """Return how far a name is from the one the reader expects; 0 is the one."""
    return 2 * (language != reader_language()) + (kind != "main")


def _visible(access: Access, kind: str, codes: set[str]) -> QuerySet[Any]:
    table = KIND_BY_NAME[kind].table
    rows = table._default_manager.filter(record__case=access.case, record__code__in=codes)
    return access.narrow(rows)
