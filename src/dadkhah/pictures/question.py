"""A question to a case: which acts and restrictions are meant. Every picture starts from one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dadkhah.law.model import Law
from dadkhah.pictures.timeline import may_fall_between
from dadkhah.records.case import CaseRecords
from dadkhah.records.events import Act
from dadkhah.records.restrictions import Restriction

KINDS = ("act", "restriction")
NATIONAL = "national"
Happening = Act | Restriction


@dataclass(frozen=True, slots=True)
class Question:
    """Filters that must all hold; empty ones ask nothing.

    Areas are codes of restrictions and families and types are codes of acts, so each leaves the
    other kind out. `found` are keys (`act/A-0001`), for instance of a search.
    """

    kinds: tuple[str, ...] = KINDS
    area: str = ""
    family: str = ""
    type: str = ""
    place: str = ""
    person: str = ""
    first: date | None = None
    last: date | None = None
    found: frozenset[str] | None = None


def kind_of(record: Happening) -> str:
    """Return the kind a record is named by."""
    return "act" if isinstance(record, Act) else "restriction"


def key_of(record: Happening) -> str:
    """Return kind and code: `restriction/afg-r-012`."""
    return f"{kind_of(record)}/{record.id}"


def places_of(record: Happening) -> tuple[str, ...]:
    """Return the places it names, each once: provinces, "national", or as reported."""
    return tuple(dict.fromkeys(record.places if isinstance(record, Act) else record.scope))


def family_of(act: Act, law: Law) -> str:
    """Return the family of the type of an act; empty when the law does not know the type."""
    term = law.vocabularies["act_types"].terms.get(act.type)
    return term.group if term else ""


def chosen(case: CaseRecords, law: Law, question: Question) -> tuple[Happening, ...]:
    """Return the acts and restrictions that a question means, by first possible day.

    `case` holds what its reader may see, so nothing else can be counted. A date that may fall in
    the period is in it.
    """
    involved = defaultdict(set)
    for involvement in case.involvements:
        involved[involvement.subject].add(involvement.person)
    records: list[Happening] = [*case.acts, *case.restrictions]
    kept = [
        record
        for record in records
        if _is_of_its_kind(record, law, question)
        and (not question.place or question.place in places_of(record))
        and (not question.person or question.person in involved[record.id])
        and (question.found is None or key_of(record) in question.found)
        and may_fall_between(record.date, question.first, question.last)
    ]
    return tuple(sorted(kept, key=lambda record: (*record.date.sort_key, record.id)))


def _is_of_its_kind(record: Happening, law: Law, question: Question) -> bool:
    if kind_of(record) not in question.kinds:
        return False
    if isinstance(record, Act):
        wanted = (question.family, question.type)
        return not question.area and all(
            asked in ("", has)
            for asked, has in zip(wanted, (family_of(record, law), record.type), strict=True)
        )
    return not (question.family or question.type) and question.area in ("", *record.areas)
