"""All of the law as one value, with lookups that refuse what it does not know."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from typing import Protocol, TypeVar

from dadkhah.errors import NotChargeable, UnknownLawReference
from dadkhah.law.labels import Labels
from dadkhah.law.registers.about import About
from dadkhah.law.registers.proceedings import ListedOfficial, Proceeding, ProceedingStep
from dadkhah.law.registers.respondents import Respondent, RespondentCharge
from dadkhah.law.registers.restrictions import RegisteredRestriction
from dadkhah.law.registers.venues import Venue
from dadkhah.law.registers.vocabularies import Term, Vocabulary
from dadkhah.law.statute.case_law import CaseLaw
from dadkhah.law.statute.concepts import Concept, DebateStep
from dadkhah.law.statute.crimes import Crime, Ground, SubForm
from dadkhah.law.statute.elements import BY_GROUND, Element, ElementKind, SharedContext
from dadkhah.law.statute.general import Jurisdiction, Penalties, Rule, StandardOfProof
from dadkhah.law.statute.instruments import Instrument, OtherTreaty, Participation, Provision
from dadkhah.law.statute.liability import ModeOfLiability

__all__ = [
    "BY_GROUND",
    "About",
    "CaseLaw",
    "Concept",
    "Crime",
    "DebateStep",
    "Element",
    "ElementKind",
    "Ground",
    "Instrument",
    "Jurisdiction",
    "Labels",
    "Law",
    "ListedOfficial",
    "ModeOfLiability",
    "OtherTreaty",
    "Participation",
    "Penalties",
    "Proceeding",
    "ProceedingStep",
    "Provision",
    "RegisteredRestriction",
    "Respondent",
    "RespondentCharge",
    "Rule",
    "SharedContext",
    "StandardOfProof",
    "SubForm",
    "Term",
    "Venue",
    "Vocabulary",
]

_Thing = TypeVar("_Thing")
_RANGE = re.compile(r"(?P<stem>\d+\()?(?P<first>\d+)\)?-\(?(?P<last>\d+)\)?")


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def names(self) -> Labels: ...


@dataclass(frozen=True)
class Law:
    """The law of one version. Every mapping is by id, in the order of the files."""

    version: str  # "1.0.0+0123456789ab": the number and a digest of the files
    jurisdiction: Jurisdiction
    crimes: Mapping[str, Crime]
    contextual: Mapping[str, Element]
    shared: Mapping[str, SharedContext]
    modes: Mapping[str, ModeOfLiability]
    standards: Mapping[str, StandardOfProof]
    concepts: Mapping[str, Concept]
    instruments: Mapping[str, Instrument]
    other_treaties: tuple[OtherTreaty, ...]
    rules: Mapping[str, Rule]
    penalties: Penalties
    vocabularies: Mapping[str, Vocabulary]
    restrictions: Mapping[str, RegisteredRestriction]
    proceedings: Mapping[str, Proceeding]
    respondents: Mapping[str, Respondent]
    venues: Mapping[str, Venue]
    about: Mapping[str, About]

    def crime(self, id_: str) -> Crime:
        """Return a crime. Raises `NotChargeable` for a concept, else `UnknownLawReference`."""
        if concept := self.concepts.get(id_):
            raise NotChargeable(f"`{id_}` cannot be charged. {concept.status} {concept.belongs}")
        return _known(self.crimes, id_, "crime")

    def mode(self, id_: str) -> ModeOfLiability:
        """Return a mode of liability, or raise `UnknownLawReference`."""
        return _known(self.modes, id_, "mode of liability")

    def element(self, id_: str) -> Element:
        """Return an element of a crime, of a mode, or of the context; else raise."""
        return _known(self.elements, id_, "element")

    def grounds_of(self, element: Element) -> tuple[str, ...]:
        """Return the grounds that `element` is answered by; empty when it is answered once."""
        crime = self.crimes.get(element.id.partition("/")[0])
        return tuple(g.id for g in crime.grounds) if crime and element.by == BY_GROUND else ()

    def contextual_needs(self, element: Element) -> tuple[tuple[str, ...], ...]:
        """Return what shows a shared element: one of each group of contextual elements.

        Empty for an element that is not shared: it is shown on its own.
        """
        return self.shared[element.shared].needs if element.shared else ()

    def label(self, id_: str, language: str, vocabulary: str = "") -> str:
        """Return the name of a crime, ground, mode, contextual element or code in `language`.

        A code that stands for different things needs its `vocabulary`.
        Raises `UnknownLawReference`.
        """
        if vocabulary:
            terms = _known(self.vocabularies, vocabulary, "vocabulary").terms
            term = _known(terms, id_, f"code of {vocabulary}", listed_by=f" {vocabulary}")
            return term.names.in_language(language)
        return _known(self._labels, id_, "name").in_language(language)

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """Every element by id: of crimes, of modes, of the context."""
        owners: tuple[Crime | ModeOfLiability, ...] = (*self.crimes.values(), *self.modes.values())
        return {e.id: e for owner in owners for e in owner.elements} | dict(self.contextual)

    def provision(self, reference: str) -> Provision:
        """Return the listed article that covers `reference`, such as `rome-statute/7(1)(h)`."""
        instrument, _, article = reference.partition("/")
        covering = [
            p
            for p in _known(self.instruments, instrument, "instrument").provisions
            if _covers(p.article, article)
        ]
        if not covering:
            raise UnknownLawReference(
                f"`{reference}` is not among the articles listed in "
                f"law/instruments/{instrument}.yaml. Add the article there, or correct it."
            )
        return max(covering, key=lambda p: len(p.article))

    @cached_property
    def _labels(self) -> Mapping[str, Labels]:
        found: defaultdict[str, set[Labels]] = defaultdict(set)
        for vocabulary in self.vocabularies.values():
            for term in vocabulary.terms.values():
                found[term.code].add(term.names)
        named: tuple[Iterable[_Named], ...] = (
            *(self.crimes.values(), self.modes.values(), self.standards.values()),
            *(self.concepts.values(), self.instruments.values()),
            *(self.venues.values(), self.respondents.values()),
            *(crime.grounds for crime in self.crimes.values()),
            *(crime.sub_forms for crime in self.crimes.values()),
        )
        for thing in chain.from_iterable(named):
            found[thing.id].add(thing.names)
        for element in self.contextual.values():
            found[element.id].add(element.names or Labels(""))
        return {id_: next(iter(names)) for id_, names in found.items() if len(names) == 1}


def _known(mapping: Mapping[str, _Thing], id_: str, kind: str, listed_by: str = "") -> _Thing:
    if id_ in mapping:
        return mapping[id_]
    near = get_close_matches(id_, mapping, n=3, cutoff=0.7)
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    hint += f"`dadkhah law show{listed_by}` lists them."
    raise UnknownLawReference(f"The law has no {kind} `{id_}`. {hint}")


def _covers(article: str, wanted: str) -> bool:
    """Whether the listed `article` (`7`, `7(3)`, `11-13`, `15(1)-(2)`) covers `wanted`."""
    if wanted == article or wanted.startswith(f"{article}("):
        return True
    listed = _RANGE.fullmatch(article)
    if listed is None:
        return False
    number = re.match(re.escape(listed["stem"] or "") + r"(\d+)", wanted)
    return number is not None and int(listed["first"]) <= int(number[1]) <= int(listed["last"])
