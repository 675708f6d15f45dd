"""Findings that cannot be used, or that a reader would misread."""

from collections.abc import Iterator

from dadkhah.law.model import Element, Law
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.completeness.check import Check, Severity
from dadkhah.qualification.element import is_personal
from dadkhah.qualification.weighing import refusal
from dadkhah.records.analysis import Charge, ElementFinding


def check_finding(chart: ProofChart, finding: ElementFinding) -> Iterator[Check]:
    """Yield why `finding` is refused, counts for nobody, or rests on another element's facts."""
    refused = refusal(chart, finding)
    if refused is not None:
        yield Check(refused.code, Severity.REFUSED, finding.id, str(refused))
        return
    element = chart.law.element(finding.element)
    yield from _for_whom(chart, finding, element)
    yield from _for_which_charges(chart, finding, element)
    same = _same_element(chart.law, element)
    for proposition in chart.named(finding):
        if not same & set(proposition.elements):
            yield _weak(
                "proposition-of-another-element",
                finding,
                f"rests on {proposition.id}, which is not charted under it",
            )


def _for_whom(chart: ProofChart, finding: ElementFinding, element: Element) -> Iterator[Check]:
    of_mode = element.id.partition("/")[0] in chart.law.modes
    if not finding.respondent and (of_mode or is_personal(element)):
        yield _weak(
            "finding-for-nobody",
            finding,
            "names no respondent; what a person knew, meant or did is concluded on for that person",
        )
    if finding.respondent and _is_context(element):
        yield _weak(
            "context-for-one-respondent",
            finding,
            "names a respondent; the attack and its policy are charted once, for the case",
        )


def _for_which_charges(
    chart: ProofChart, finding: ElementFinding, element: Element
) -> Iterator[Check]:
    if finding.charges and _is_context(element):
        yield _weak(
            "context-for-one-charge",
            finding,
            "names charges; the attack and its policy are charted once, for every charge",
        )
        return
    for charge in (chart.charges[id_] for id_ in finding.charges):
        if not _reaches(chart.law, finding, charge):
            yield _weak(
                "charge-without-element",
                finding,
                f"names {charge.id}, which has no such element or is brought against another",
            )


def _is_context(element: Element) -> bool:
    return element.kind == "contextual" and not (element.number or element.appears_as)


def _reaches(law: Law, finding: ElementFinding, charge: Charge) -> bool:
    """Whether `finding` can count for `charge`: its element, and the person it is about."""
    owners = [law.crimes.get(charge.crime), law.modes.get(charge.mode)]
    elements = [element for owner in owners if owner for element in owner.elements]
    has_it = any(finding.element in _same_element(law, element) for element in elements)
    return has_it and finding.respondent in ("", charge.respondent)


def _same_element(law: Law, element: Element) -> set[str]:
    """A crime's nexus and knowledge may be charted under the element that all crimes share."""
    shared = {id_ for group in law.contextual_needs(element) for id_ in group}
    return {element.id} | {id_ for id_ in shared if law.contextual[id_].appears_as}


def _weak(code: str, finding: ElementFinding, what: str) -> Check:
    message = f"Finding {finding.id} on {finding.element} {what}."
    return Check(code, Severity.WEAK, finding.id, message)
