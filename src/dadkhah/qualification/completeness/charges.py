"""Charges: elements nothing is charted under, grounds, modes proved once for several crimes."""

from collections.abc import Iterable, Iterator

from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.completeness.check import Check, Severity
from dadkhah.qualification.contextual import Context
from dadkhah.qualification.qualify import Qualification


def check_qualification(qualification: Qualification) -> Iterator[Check]:
    """Yield a missing ground, several at once, and elements nothing is charted under."""
    charge = qualification.charge
    if qualification.crime.grounds and not charge.grounds:
        listed = ", ".join(ground.id for ground in qualification.crime.grounds)
        message = f"Charge {charge.id} names no ground. The crime needs one of {listed}."
        yield Check("ground-missing", Severity.WEAK, charge.id, message)
    if len(charge.grounds) > 1:
        named = " and ".join(charge.grounds)
        message = f"Charge {charge.id} names {named}: findings name no ground, so look whether "
        message += "they carry each."
        yield Check("several-grounds", Severity.WEAK, charge.id, message)
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


def check_shared_modes(qualifications: Iterable[Qualification]) -> Iterator[Check]:
    """Yield the modes whose findings on one person serve charges of several crimes.

    An order to close schools is not an order to torture: findings on a mode name no crime, so
    a person must look whether they carry each.
    """
    charges: dict[tuple[str, str], dict[str, str]] = {}
    for qualification in qualifications:
        if any(e.findings for e in qualification.mode_elements):
            charge = qualification.charge
            crimes = charges.setdefault((charge.respondent, charge.mode), {})
            crimes[charge.crime] = charge.id
    for (respondent, mode), crimes in charges.items():
        if len(crimes) > 1:
            yield Check(
                "mode-shared-between-crimes",
                Severity.WEAK,
                f"{respondent} {mode}",
                f"The findings on {mode} for {respondent} serve {' and '.join(crimes.values())} "
                f"({', '.join(crimes)}): look whether they carry each crime.",
            )
