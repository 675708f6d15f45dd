"""The charges of a case, tested for one reader; with what cannot be tested, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dadkhah.errors import DadkhahError, LawError, NotVisible, QualificationError
from dadkhah.law.model import Element, Law
from dadkhah.qualification.chart import FOR_THE_COURT_ALONE, REASONABLE_GROUNDS, ProofChart, chart
from dadkhah.qualification.completeness import Check, completeness_checks
from dadkhah.qualification.contextual import Context, conclude_on_context
from dadkhah.qualification.element import ElementConclusion, conclude, is_personal
from dadkhah.qualification.gaps import CaseGaps, gaps
from dadkhah.qualification.liability import conclude_on_mode
from dadkhah.qualification.matrix import ProofMatrix, proof_matrix
from dadkhah.qualification.qualify import Qualification, conclude_on_crime, qualify_in
from dadkhah.qualification.scope import Scope
from dadkhah.qualification.weighing import refusal
from dadkhah.records.case import CaseRecords
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.exchange.snapshot import kept, snapshot


@dataclass(frozen=True)
class Proof:
    """What one reader may see of a case, under one standard of proof.

    One finding or charge that cannot be used does not hide the others: it is in `refused`, by its
    code, and `usable` is the case without it.
    """

    case: CaseRecords
    law: Law
    standard: str
    whole: ProofChart
    usable: CaseRecords
    refused: Mapping[str, DadkhahError]

    @property
    def asked_standard(self) -> str:
        """The standard as an address names it: nothing for the one that names a suspect."""
        return "" if self.standard == REASONABLE_GROUNDS else self.standard

    @cached_property
    def matrix(self) -> ProofMatrix:
        """The elements and the persons charged."""
        return proof_matrix(self.usable, self.law, standard=self.standard)

    @cached_property
    def gaps(self) -> CaseGaps:
        """What is missing, and what the records may point to next."""
        return gaps(self.usable, self.law, standard=self.standard)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """What a reader would attack."""
        return completeness_checks(self.case, self.law, standard=self.standard)

    @cached_property
    def chart(self) -> ProofChart:
        """The proof chart of what can be used."""
        return chart(self.usable, self.law, standard=self.standard)

    @cached_property
    def context(self) -> Context:
        """The conclusions on the attack, its scale and its policy."""
        return conclude_on_context(self.chart)

    @cached_property
    def tested(self) -> Mapping[str, Qualification]:
        """Each charge that can be tested, by its code."""
        return {one.charge.id: one for one in self.matrix.qualifications}

    def concluded(
        self, element: str, *, charge: str = "", respondent: str = ""
    ) -> ElementConclusion:
        """Return what the case says on an element, for a charge, for a person, or for the case.

        Raises `NotVisible` for an element or a charge that is not there.
        """
        if charge:
            of_charge = self.tested[charge].every_element if charge in self.tested else ()
            found = [one for one in of_charge if one.element.id == element]
            found += [part for one in of_charge for part in one.parts if part.element.id == element]
        else:
            found = [one for one in self._of(element, respondent) if one.element.id == element]
        if not found:
            raise NotVisible(f"There is no element {element} here that you may see.")
        return found[0]

    def _of(self, element: str, respondent: str) -> tuple[ElementConclusion, ...]:
        scope, owner = Scope(respondent), element.partition("/")[0]
        if element in self.context:
            return (self.context[element],)
        if owner in self.law.crimes:
            crime = self.law.crimes[owner]
            return conclude_on_crime(self.chart, self.context, crime, scope=scope)
        if owner in self.law.modes:
            return conclude_on_mode(self.chart, self.law.modes[owner], scope=scope)
        shared = self.law.contextual.get(element)
        return (self._of_shared(shared, scope),) if shared else ()

    def _of_shared(self, element: Element, scope: Scope) -> ElementConclusion:
        return conclude(self.chart, element, scope=scope, personal=is_personal(element))


def proof(access: Access, standard: str = "") -> Proof:
    """Return the case as this person may see it, tested; kept until somebody saves something."""
    chosen = standard if standard in standards() else REASONABLE_GROUNDS
    law = current_law()
    return kept(access, f"proof {chosen}", lambda: _tested(snapshot(access), law, chosen))


def standards() -> tuple[str, ...]:
    """Return the standards of proof that somebody who is no court may work with."""
    return tuple(one for one in current_law().standards if one != FOR_THE_COURT_ALONE)


def _tested(case: CaseRecords, law: Law, standard: str) -> Proof:
    whole = chart(case, law, standard=standard)
    findings = {one.id: refused for one in case.findings if (refused := refusal(whole, one))}
    usable = _without(case, findings)
    charges = _refused_charges(usable, law, standard)
    usable = _without(usable, charges)
    return Proof(case, law, standard, whole, usable, {**findings, **charges})


def _refused_charges(case: CaseRecords, law: Law, standard: str) -> dict[str, DadkhahError]:
    charted = chart(case, law, standard=standard)
    context = conclude_on_context(charted)
    refused: dict[str, DadkhahError] = {}
    for charge in case.charges:
        try:
            qualify_in(charted, context, charge)
        except (LawError, QualificationError) as why:
            refused[charge.id] = why
    return refused


def _without(case: CaseRecords, refused: Collection[str]) -> CaseRecords:
    """Return the case without these findings and charges.

    A finding about charges that are all left out is left out with them: it is about no other.
    """
    findings = [
        replace(one, charges=tuple(c for c in one.charges if c not in refused))
        for one in case.findings
        if one.id not in refused and not (one.charges and set(one.charges) <= set(refused))
    ]
    charges = tuple(one for one in case.charges if one.id not in refused)
    return replace(case, findings=tuple(findings), charges=charges)
