"""Whatever one file names in another must be there."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import Protocol

from dadkhah.errors import UnknownLawReference
from dadkhah.law.check.finding import LawFinding
from dadkhah.law.model import Law, RegisteredRestriction, Term

NEEDS = ("act-of-another-crime",)
_ISSUERS = "taliban_institutions"
_PROVINCE = re.compile(r"AF-")


class _Ruling(Protocol):
    @property
    def provision(self) -> str: ...
    @property
    def place(self) -> str: ...


def check_references(law: Law) -> Iterator[LawFinding]:
    """Yield each reference that leads nowhere."""
    yield from _articles(law)
    yield from _context(law)
    for vocabulary in law.vocabularies.values():
        for term in vocabulary.terms.values():
            yield from _term(law, term)
    for restriction in law.restrictions.values():
        yield from _restriction(law, restriction)
    yield from _respondents(law)


def _articles(law: Law) -> Iterator[LawFinding]:
    for crime in law.crimes.values():
        yield from _provisions(law, crime.place, [crime.provision, crime.statutory_definition])
        for ground in crime.grounds:
            yield from _provisions(law, ground.place, [ground.provision])
        _, _, article = crime.provision.partition("/")
        for element in crime.elements:
            cite = f"icc-elements/{article}#{element.number}"
            if element.cite != cite:
                yield LawFinding("wrong-cite", element.place, f"cites {element.cite}, not {cite}")
    for mode in law.modes.values():
        yield from _provisions(law, mode.place, [mode.provision])
    for element in law.elements.values():
        yield from _provisions(law, element.place, element.cite.split("; "))
        if element.needs:
            yield from _dangling(element.place, "need", [element.needs], NEEDS)
        if element.by and not law.grounds_of(element):
            message = f"is answered by `{element.by}`, of which its crime lists none"
            yield LawFinding("dangling-reference", element.place, message)
    ruling: tuple[Iterable[_Ruling], ...] = (
        law.standards.values(),
        law.rules.values(),
        law.venues.values(),
        [law.penalties],
    )
    for thing in chain.from_iterable(ruling):
        yield from _provisions(law, thing.place, [thing.provision])


def _context(law: Law) -> Iterator[LawFinding]:
    for context in law.shared.values():
        named = [id_ for group in context.needs for id_ in group]
        yield from _dangling(context.place, "contextual element", named, law.contextual)


def _term(law: Law, term: Term) -> Iterator[LawFinding]:
    yield from _dangling(term.place, "crime", term.crimes, law.crimes)
    yield from _dangling(term.place, "mode of liability", term.modes, law.modes)
    yield from _codes(law, term.place, "rights", term.rights)
    yield from _provisions(law, term.place, term.provisions)


def _restriction(law: Law, restriction: RegisteredRestriction) -> Iterator[LawFinding]:
    place = restriction.place
    yield from _codes(law, place, _ISSUERS, restriction.issuers)
    yield from _codes(law, place, "restriction_areas", restriction.areas)
    yield from _codes(law, place, "provinces", filter(_PROVINCE.match, restriction.scope))
    yield from _codes(law, place, "restriction_status", [restriction.status])
    yield from _codes(law, place, "restriction_form_class", [restriction.form_class])
    yield from _codes(law, place, "restriction_target", [restriction.target])
    yield from _codes(law, place, "confidence", [restriction.confidence])
    yield from _codes(law, place, "date_precision", [restriction.date_precision])


def _respondents(law: Law) -> Iterator[LawFinding]:
    for respondent in law.respondents.values():
        yield from _dangling(respondent.place, "mode of liability", respondent.modes, law.modes)
        for charge in respondent.charges:
            yield from _dangling(respondent.place, "crime", [charge.crime], law.crimes)
            crime = law.crimes.get(charge.crime)
            grounds = [ground.id for ground in crime.grounds] if crime else [charge.ground]
            yield from _dangling(respondent.place, "ground", [charge.ground], grounds)


def _codes(law: Law, place: str, vocabulary: str, codes: Iterable[str]) -> Iterator[LawFinding]:
    known = law.vocabularies.get(vocabulary)
    yield from _dangling(place, f"code of {vocabulary}", codes, known.terms if known else ())


def _dangling(
    place: str, kind: str, named: Iterable[str], known: Container[str]
) -> Iterator[LawFinding]:
    for id_ in named:
        if id_ not in known:
            yield LawFinding("dangling-reference", place, f"there is no {kind} `{id_}`")


def _provisions(law: Law, place: str, references: Iterable[str]) -> Iterator[LawFinding]:
    for reference in references:
        if reference and not reference.startswith("icc-elements/"):
            try:
                law.provision(reference)
            except UnknownLawReference as error:
                yield LawFinding("dangling-reference", place, str(error))
