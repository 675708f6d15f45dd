"""What an entry says of a record: only what everybody who may see the record may see.

So it says what stands in the record itself, and the titles of what it hangs on: who may not see
those cannot see it. What else it names, such as the restriction an act enforces, may be closed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dadkhah.dates import Calendar, PartialDate, display_date, read_date
from dadkhah.errors import DateNotUnderstood
from dadkhah.exchange.casefolder.law_codes import VOCABULARIES
from dadkhah.law import Law
from dadkhah.law.labels import Labels
from dadkhah.records.analysis import Charge, ElementFinding, Proposition
from dadkhah.records.events import Act, Event, Involvement
from dadkhah.records.evidence import EvidenceItem, Passage, Source
from dadkhah.records.persons import CommandLink, Person, PersonName, Position
from dadkhah.records.restrictions import Restriction, RestrictionStatus
from dadkhah_web.exchange.kinds import Kind

LONGEST_TITLE = 200
_NATIONAL = Labels("the whole country", "سراسر کشور", "ټول هېواد")
Titles = Mapping[tuple[str, str], str]
"""Titles of what a record hangs on, by kind and id."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The parts of an entry."""

    title: str
    text: str = ""
    strong: str | None = None
    """Words that count most; None: those of the title."""
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Owned:
    """What has no entry of its own and is found with its owner."""

    names: Sequence[PersonName] = ()
    statuses: Sequence[RestrictionStatus] = ()


def wording(value: Any, titles: Titles, owned: Owned) -> Wording:  # noqa: ANN401 - any record
    """Return what the entry of this record says in its own words."""
    if isinstance(value, Person):
        return _person(value, owned.names)
    if isinstance(value, Restriction):
        notes = dict.fromkeys(one.note for one in owned.statuses)
        return Wording(value.title, _lines(value.issuer, value.form, value.note, *notes))
    return _WORDINGS[type(value)](value, titles)


def _person(value: Person, names: Sequence[PersonName]) -> Wording:
    first = sorted(names, key=lambda name: (name.kind != "main", name.language != "en"))
    title = first[0].text if first else value.id
    others = dict.fromkeys(name.text for name in first[1:])
    return Wording(
        title,
        _lines(" · ".join(others), value.description, value.note),
        " ".join([title, *others]),
    )


def _passage(value: Passage, titles: Titles) -> Wording:
    return Wording(titles.get(("item", value.item), ""), _lines(value.quote, value.note), "")


def _position(value: Position, titles: Titles) -> Wording:
    who = [titles.get(("person", one), "") for one in (value.person, value.institution)]
    return Wording(value.title, _lines(*who))


def _link(value: CommandLink, titles: Titles) -> Wording:
    who = [titles.get(("person", one), "") for one in (value.superior, value.subordinate)]
    return Wording(" · ".join(filter(None, who)), value.basis, "")


def _act(value: Act, titles: Titles) -> Wording:
    return Wording(
        value.summary, _lines(titles.get(("event", value.event), ""), value.victim_count)
    )


def _involvement(value: Involvement, titles: Titles) -> Wording:
    kinds = ("act", "restriction")
    subject = next((found for k in kinds if (found := titles.get((k, value.subject)))), "")
    return Wording(titles.get(("person", value.person), ""), _lines(subject, value.note), "")


def _proposition(value: Proposition, titles: Titles) -> Wording:
    return Wording(value.text, titles.get(("person", value.respondent), ""))


def _charge(value: Charge, titles: Titles) -> Wording:
    return Wording(titles.get(("person", value.respondent), ""), value.note, "")


def _finding(value: ElementFinding, titles: Titles) -> Wording:
    who = titles.get(("person", value.respondent), "")
    return Wording(value.reasoning or value.element, who, date=_day(value.on))


_WORDINGS: Mapping[type, Callable[[Any, Titles], Wording]] = {
    Source: lambda value, _: Wording(value.description or value.id),
    EvidenceItem: lambda value, _: Wording(
        value.title, _lines(value.published_by, value.address, value.note)
    ),
    Passage: _passage,
    Position: _position,
    CommandLink: _link,
    Event: lambda value, _: Wording(value.title, value.summary),
    Act: _act,
    Involvement: _involvement,
    Proposition: _proposition,
    Charge: _charge,
    ElementFinding: _finding,
}


def dates_in(value: Any) -> PartialDate | None:  # noqa: ANN401 - any record
    """Return the date of a record, if its kind has one."""
    names = ("date", "held", "period", "published_on")
    return next((found for name in names if (found := getattr(value, name, None))), None)


def found_by(kind: Kind, value: Any, law: Law) -> str:  # noqa: ANN401 - any record
    """Return words it is found by and that are not shown: names of its codes and of its date."""
    return " ".join(filter(None, _found_by(kind, value, law)))


def _found_by(kind: Kind, value: Any, law: Law) -> Iterator[str]:  # noqa: ANN401 - any record
    yield value.id
    vocabularies = VOCABULARIES.get(kind.part, {})
    for field in (field.name for field in fields(value)):
        content = getattr(value, field)
        codes = content if isinstance(content, tuple) else (content,)
        if isinstance(content, PartialDate):
            yield from _dated(content)
        elif field in vocabularies:
            for code in codes:
                yield from _term(law, vocabularies[field], code)
        elif field in ("scope", "places"):
            for code in codes:
                yield from _term(law, "provinces", code)
        elif field in ("crime", "mode", "element", "elements", "grounds"):
            for code in codes:
                yield from _of_law(law, field, code)


def _term(law: Law, vocabulary: str, code: str) -> Iterable[str]:
    if code == "national":
        return _each(_NATIONAL)
    term = law.vocabularies[vocabulary].terms.get(code)
    return (*_each(term.names), *term.variants) if term else (code,)


def _of_law(law: Law, field: str, code: str) -> Iterable[str]:
    if field in ("element", "elements"):
        element = law.elements.get(code)
        return (code, element.text, *_each(element.names)) if element else (code,)
    if field == "grounds":
        grounds = {g.id: g.names for crime in law.crimes.values() for g in crime.grounds}
        return _each(grounds.get(code))
    things = law.crimes if field == "crime" else law.modes
    return (code, *_each(things[code].names)) if code in things else (code,)


def _each(names: Labels | None) -> tuple[str, ...]:
    return (names.en, names.fa, names.ps) if names else ()


def _dated(value: PartialDate) -> Iterator[str]:
    yield value.written
    yield display_date(value, language="en", calendar=Calendar.GREGORIAN)
    yield display_date(value, language="fa", calendar=Calendar.SOLAR_HIJRI)


def _day(written: str) -> PartialDate | None:
    try:
        return read_date(written, Calendar.GREGORIAN) if written else None
    except DateNotUnderstood:
        return None


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
