"""What one finding counts for: refused, as it says, or open with the reason.

A finding that says something must rest on something. One drawn under a weaker standard of
proof, or without the link its element needs, still counts, as open.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dadkhah.errors import (
    FindingAgainstItsEvidence,
    FindingWithoutEvidence,
    QualificationError,
    UnknownRecord,
)
from dadkhah.law.model import Element
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.jurisdiction import outside_jurisdiction
from dadkhah.qualification.linkage import missing_link
from dadkhah.records.analysis import ElementFinding, Proposition
from dadkhah.records.conclusion import Conclusion


@dataclass(frozen=True, slots=True)
class WeighedFinding:
    """A finding and what it counts for here; `because` says why when that is less."""

    finding: ElementFinding
    counts_as: Conclusion
    because: str = ""


def words(conclusion: Conclusion) -> str:
    """Return a conclusion in words: "met", "disputed", "open", "not met"."""
    return conclusion.name.lower().replace("_", " ")


def refusal(chart: ProofChart, finding: ElementFinding) -> QualificationError | None:
    """Return why `finding` cannot be used at all, or None."""
    try:
        propositions = chart.named(finding)
        outside = [outside_jurisdiction(chart, p) for p in propositions]
    except UnknownRecord as error:
        return error
    refusals = [r for r in outside if r is not None]
    return refusals[0] if refusals else _without_evidence(finding, propositions)


def weigh(chart: ProofChart, finding: ElementFinding, element: Element) -> WeighedFinding:
    """Return what `finding` counts for on `element`, or raise its refusal."""
    refused = refusal(chart, finding)
    if refused is not None:
        raise refused
    because = _falls_short(chart, finding)
    if finding.conclusion is Conclusion.MET and not because:
        because = missing_link(chart, element, chart.named(finding))
    return WeighedFinding(finding, Conclusion.OPEN if because else finding.conclusion, because)


def _without_evidence(
    finding: ElementFinding, propositions: Iterable[Proposition]
) -> QualificationError | None:
    said = f"Finding {finding.id} ({finding.analyst}) says {finding.element} is "
    said += words(finding.conclusion)
    propositions = tuple(propositions)
    supports = [p for p in propositions if p.citations.supports]
    contradicts = [p for p in propositions if p.citations.contradicts]
    if finding.conclusion is Conclusion.OPEN:
        return None
    if not propositions:
        return FindingWithoutEvidence(
            f"{said}, and rests on no proposition. Name the propositions it rests on, or leave "
            "the element open: absence of evidence is open, never not met."
        )
    if not supports and not contradicts:
        named = ", ".join(p.id for p in propositions)
        return FindingWithoutEvidence(
            f"{said}, but no passage supports or contradicts {named}. "
            "Cite at least one passage, or leave the element open."
        )
    if finding.conclusion is Conclusion.MET and not supports:
        against = ", ".join(x for p in contradicts for x in p.citations.contradicts)
        return FindingAgainstItsEvidence(
            f"{said}, and every passage it rests on says otherwise ({against}). "
            "Cite a passage that supports it, or conclude disputed, open or not met."
        )
    return None


def _falls_short(chart: ProofChart, finding: ElementFinding) -> str:
    """Met under a weaker standard is not met under ours; not met under a stricter one neither."""
    asked, used = chart.rank(chart.standard), chart.rank(finding.standard)
    if finding.conclusion is Conclusion.MET and used < asked:
        return f"it was drawn under the weaker standard {finding.standard}"
    if finding.conclusion is Conclusion.NOT_MET and used > asked:
        return f"it was drawn under the stricter standard {finding.standard}"
    return ""
