"""Charges: elements nothing is charted under, and findings that serve several things at once."""

from collections.abc import Iterable, Iterator

from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.completeness.check import Check, Severity
from dadkhah.qualification.contextual import Context
from dadkhah.qualification.element import once
from dadkhah.qualification.qualify import Qualification
from dadkhah.records.analysis import ElementFinding


def check_qualification(qualification: Qualification) -> Iterator[Check]:
    """Yield a missing ground, and elements nothing is charted under."""
    charge = qualification.charge
    if qualification.crime.grounds and not charge.grounds:
        listed = ", ".join(ground.id for ground in qualification.crime.grounds)
        message = f"Charge {charge.id} names no ground. The crime needs one of {listed}."
        yield Check("ground-missing", Severity.WEAK, charge.id, message)
    for concluded in qualification.every_element:
        if not concluded.propositions:
            yield Check(
                "element-without-proposition",
                Severity.WEAK,
                f"{charge.id} {concluded.element.id}",
                f"Charge {charge.id}: no proposition is charted under {concluded.element.id}.",
            )


def check_context(
    chart: ProofChart, context: Context, qualifications: Iterable[Qualification]
) -> Iterator[Check]:
    """Yield the parts of the context that a charged crime needs, when nothing is charted there."""
    elements = [e for qualification in qualifications for e in qualification.crime.elements]
    needed = dict.fromkeys(g for e in elements for g in chart.law.contextual_needs(e))
    for group in needed:
        parts = [context[id_] for id_ in group if id_ in context]
        if parts and not any(part.propositions for part in parts):
            named = " or ".join(group)
            yield Check(
                "context-not-charted",
                Severity.WEAK,
                named,
                f"No proposition is charted under {named}. It is charted once and serves every "
                "crime.",
            )


def check_grounds(qualifications: Iterable[Qualification]) -> Iterator[Check]:
    """Yield the findings that serve several charged grounds because they name none."""
    grounds: dict[ElementFinding, tuple[str, ...]] = {}
    for qualification in qualifications:
        for concluded in qualification.elements:
            for finding in concluded.findings if len(concluded.by_ground) > 1 else ():
                named = (part.ground for part in concluded.by_ground)
                grounds[finding] = once((*grounds.get(finding, ()), *named))
    for finding, served in grounds.items():
        if not finding.ground:
            yield Check(
                "ground-not-named",
                Severity.WEAK,
                finding.id,
                f"Finding {finding.id} on {finding.element} names no ground and counts for "
                f"{' and '.join(served)}: write one finding for each.",
            )


def check_shared_modes(qualifications: Iterable[Qualification]) -> Iterator[Check]:
    """Yield the findings on a mode that serve charges of several crimes, naming no charge.

    An order to close schools is not an order to torture.
    """
    charges: dict[ElementFinding, dict[str, str]] = {}
    for qualification in qualifications:
        for finding in (f for e in qualification.mode_elements for f in e.findings):
            served = charges.setdefault(finding, {})
            served.setdefault(qualification.charge.crime, qualification.charge.id)
    for finding, crimes in charges.items():
        if len(crimes) > 1 and not finding.charges:
            yield Check(
                "mode-shared-between-crimes",
                Severity.WEAK,
                finding.id,
                f"Finding {finding.id} on {finding.element} names no charge and counts for "
                f"{' and '.join(crimes.values())} ({', '.join(crimes)}): name the charges it "
                "carries.",
            )
