"""The proof chart: a case's findings, propositions and passages, indexed once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dadkhah.errors import GroundNotListed, StandardOfTheCourt, UnknownRecord
from dadkhah.law.model import Crime, Law
from dadkhah.records.analysis import Charge, ElementFinding, Proposition
from dadkhah.records.case import CaseRecords
from dadkhah.records.events import Act, Involvement
from dadkhah.records.evidence import EvidenceItem, Passage, Source
from dadkhah.records.persons import Person
from dadkhah.records.restrictions import Restriction

REASONABLE_GROUNDS = "reasonable-grounds"  # Rome Statute, Article 58(1)(a): to name a suspect
FOR_THE_COURT_ALONE = "beyond-reasonable-doubt"  # Article 66(3)

_Named = TypeVar("_Named")
_Record = TypeVar(
    "_Record", Act, Charge, EvidenceItem, Passage, Person, Proposition, Restriction, Source
)


@dataclass(frozen=True, slots=True)
class ProofChart:
    """One case under one version of the law. Every mapping keeps the order of the case."""

    case: CaseRecords
    law: Law
    standard: str  # of proof, under which conclusions are drawn
    findings: Mapping[str, tuple[ElementFinding, ...]]  # by element
    charted: Mapping[str, tuple[Proposition, ...]]  # propositions by element
    charges: Mapping[str, Charge]
    propositions: Mapping[str, Proposition]
    acts: Mapping[str, Act]
    restrictions: Mapping[str, Restriction]
    persons: Mapping[str, Person]
    passages: Mapping[str, Passage]
    items: Mapping[str, EvidenceItem]
    sources: Mapping[str, Source]

    def findings_on(self, elements: Iterable[str], respondent: str) -> tuple[ElementFinding, ...]:
        """Return the findings on any of `elements` for exactly `respondent` ("" is the case)."""
        return tuple(
            finding
            for element in elements
            for finding in self.findings.get(element, ())
            if finding.respondent == respondent
        )

    def charted_for(self, elements: Iterable[str], respondent: str) -> tuple[Proposition, ...]:
        """Return the propositions charted under `elements` for exactly `respondent`."""
        return tuple(
            proposition
            for element in elements
            for proposition in self.charted.get(element, ())
            if proposition.respondent == respondent
        )

    def grounds_named(self, crime: Crime) -> tuple[str, ...]:
        """Return the grounds that findings on `crime` name, in the order of its grounds."""
        named = {f.ground for e in crime.elements for f in self.findings.get(e.id, ())}
        return tuple(ground.id for ground in crime.grounds if ground.id in named)

    def named(self, finding: ElementFinding) -> tuple[Proposition, ...]:
        """Return the propositions `finding` rests on, or raise `UnknownRecord`."""
        by = f"Finding {finding.id}"
        return tuple(look_up(self.propositions, id_, by) for id_ in finding.propositions)

    def acts_of(self, proposition: Proposition) -> tuple[Act, ...]:
        """Return the acts `proposition` rests on, or raise `UnknownRecord`."""
        by = f"Proposition {proposition.id}"
        return tuple(look_up(self.acts, id_, by) for id_ in proposition.acts)

    def restrictions_of(self, proposition: Proposition) -> tuple[Restriction, ...]:
        """Return the restrictions `proposition` rests on, or raise `UnknownRecord`."""
        by = f"Proposition {proposition.id}"
        return tuple(look_up(self.restrictions, id_, by) for id_ in proposition.restrictions)

    def item_of(self, passage_id: str, by: str) -> EvidenceItem:
        """Return the item a passage lies in, or raise `UnknownRecord`; `by` names who cites it."""
        passage = look_up(self.passages, passage_id, by)
        return look_up(self.items, passage.item, f"Passage {passage.id}")

    def source_of(self, item: EvidenceItem) -> Source:
        """Return who gave `item`, or raise `UnknownRecord`."""
        return look_up(self.sources, item.source, f"Item {item.id}")

    def name_of(self, person: str) -> str:
        """Return the main English name of `person`, or its identifier when it has none."""
        names = [n for n in self.case.person_names if (n.person, n.language) == (person, "en")]
        return min(names, key=lambda name: name.kind != "main").text if names else person

    def crimes_of(self, act: Act) -> tuple[str, ...]:
        """Return the crimes for which an act of this type is a candidate; never a conclusion."""
        terms = self.law.vocabularies["act_types"].terms
        return look_up(terms, act.type, f"Act {act.id}").crimes

    def crimes_of_restriction(self, restriction: Restriction) -> tuple[str, ...]:
        """Return the crimes that the areas of a restriction point to; never a conclusion."""
        terms = self.law.vocabularies["restriction_areas"].terms
        by = f"Restriction {restriction.id}"
        areas = [look_up(terms, area, by) for area in restriction.areas]
        return tuple(dict.fromkeys(crime for area in areas for crime in area.crimes))

    def modes_of(self, involvement: Involvement) -> tuple[str, ...]:
        """Return the modes of liability that an involvement of this degree points to."""
        terms = self.law.vocabularies["degrees_of_involvement"].terms
        return look_up(terms, involvement.degree, f"Involvement {involvement.id}").modes

    def rank(self, standard: str) -> int:
        """Return the place of a standard of proof among the others, the weakest first."""
        ranks = {id_: rank for rank, id_ in enumerate(self.law.standards)}
        if standard not in ranks:
            raise StandardOfTheCourt(
                f"The law knows no standard of proof '{standard}'; it has {', '.join(ranks)}."
            )
        return ranks[standard]


def chart(case: CaseRecords, law: Law, *, standard: str = REASONABLE_GROUNDS) -> ProofChart:
    """Index `case` for qualification under `law` and one standard of proof.

    Raises `StandardOfTheCourt` for a standard that only a court applies, or that none knows;
    `UnknownLawReference` for an element the law does not have; `GroundNotListed` or
    `UnknownRecord` for a finding on a ground or charge that nobody has. A finding that counts
    nowhere would be lost in silence.
    """
    _refuse_standard(standard, law)
    charges = _by_id(case.charges)
    findings: dict[str, list[ElementFinding]] = defaultdict(list)
    for finding in case.findings:
        _refuse_stray(finding, law, charges)
        findings[finding.element].append(finding)
    charted: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in case.propositions:
        for element in dict.fromkeys(proposition.elements):
            charted[element].append(proposition)
    for element in charted:
        law.element(element)
    return ProofChart(
        case=case,
        law=law,
        standard=standard,
        findings={element: tuple(found) for element, found in findings.items()},
        charted={element: tuple(found) for element, found in charted.items()},
        charges=charges,
        propositions=_by_id(case.propositions),
        acts=_by_id(case.acts),
        restrictions=_by_id(case.restrictions),
        persons=_by_id(case.persons),
        passages=_by_id(case.passages),
        items=_by_id(case.items),
        sources=_by_id(case.sources),
    )


def look_up(records: Mapping[str, _Named], id_: str, named_by: str) -> _Named:
    """Return the record or code `id_`, or raise `UnknownRecord` saying who names it."""
    if id_ not in records:
        raise UnknownRecord(
            f"{named_by} names '{id_}', which neither the case nor the law has. "
            "Correct the identifier, or add the record."
        )
    return records[id_]


def _refuse_standard(standard: str, law: Law) -> None:
    if standard == FOR_THE_COURT_ALONE or standard not in law.standards:
        ours = ", ".join(id_ for id_ in law.standards if id_ != FOR_THE_COURT_ALONE)
        raise StandardOfTheCourt(
            f"No qualification is drawn under '{standard}'. Only a court concludes beyond "
            f"reasonable doubt; ask for one of {ours}."
        )


def _refuse_stray(finding: ElementFinding, law: Law, charges: Mapping[str, Charge]) -> None:
    for id_ in finding.charges:
        look_up(charges, id_, f"Finding {finding.id}")
    known = law.grounds_of(law.element(finding.element))
    if finding.ground and finding.ground not in known:
        listed = f"it depends on {', '.join(known)}" if known else "it is the same on every ground"
        raise GroundNotListed(
            f"Finding {finding.id} names the ground '{finding.ground}' for {finding.element}; "
            f"{listed}. Correct the ground, or leave it empty."
        )


def _by_id(records: Iterable[_Record]) -> dict[str, _Record]:
    return {record.id: record for record in records}
