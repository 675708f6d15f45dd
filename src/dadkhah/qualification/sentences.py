"""What is said of an element: who concluded what, and what is missing before it is met."""

from collections.abc import Iterable, Sequence

from dadkhah.qualification.weighing import WeighedFinding, words
from dadkhah.records.analysis import ElementFinding, Proposition
from dadkhah.records.conclusion import Conclusion


def reason(weighed: WeighedFinding) -> str:
    """Say who concluded what, on what, and what it counts for when that is less."""
    finding = weighed.finding
    limits = f" for {_limits(finding)}" if _limits(finding) else ""
    resting = f" on {', '.join(finding.propositions)}" if finding.propositions else ""
    said = f"{finding.analyst} concludes {words(finding.conclusion)}{limits}{resting}"
    counts = f"; it counts as {words(weighed.counts_as)}, because {weighed.because}"
    return f"{said} ({finding.id}){counts if weighed.because else ''}."


def missing(
    conclusion: Conclusion,
    weighed: Sequence[WeighedFinding],
    propositions: Sequence[Proposition],
    elsewhere: Iterable[ElementFinding],
) -> tuple[str, ...]:
    """Say what is missing before the element is met, one sentence for each thing.

    `elsewhere` are findings on the element that are about other charges or grounds.
    """
    if conclusion is Conclusion.MET:
        return ()
    if not weighed:
        return (_nobody(propositions), *map(_about_another, elsewhere))
    found = [f"{w.finding.id} counts as open, because {w.because}." for w in weighed if w.because]
    if len({w.counts_as for w in weighed}) > 1:
        each = ", ".join(f"{w.finding.analyst} {words(w.counts_as)}" for w in weighed)
        found.append(f"Analysts disagree: {each}.")
    elif not found:
        found += [_left(w.finding, conclusion) for w in weighed]
    return tuple(found)


def names_no_respondent(findings: Iterable[ElementFinding]) -> tuple[str, ...]:
    """Say that a finding for the whole case cannot say what was in one person's mind."""
    return tuple(
        f"{finding.id} names no respondent and does not count: this is concluded on person by "
        "person."
        for finding in findings
    )


def _nobody(propositions: Sequence[Proposition]) -> str:
    if not propositions:
        return "No proposition is charted and nobody has concluded on it."
    return f"{', '.join(p.id for p in propositions)} charted, but nobody has concluded on it."


def _about_another(finding: ElementFinding) -> str:
    return f"{finding.id} is about {_limits(finding)} alone and does not count here."


def _limits(finding: ElementFinding) -> str:
    ground = f"the ground {finding.ground}" if finding.ground else ""
    return " in ".join(filter(None, (ground, ", ".join(finding.charges))))


def _left(finding: ElementFinding, conclusion: Conclusion) -> str:
    because = f": {finding.reasoning.rstrip('.')}" if finding.reasoning else ""
    return f"{finding.analyst} left it {words(conclusion)}{because}."
