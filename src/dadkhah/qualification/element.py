"""Conclude on one element: who concluded what, resting on which passages, for and against.

Absence of a finding is open, never not met. Analysts who disagree leave the element disputed,
and never stronger than the strongest of them. What is in a person's mind is concluded on for
that person; what happened may be charted once, for the case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dadkhah.law.model import Element, ElementKind
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.weighing import WeighedFinding, weigh, words
from dadkhah.records.analysis import ElementFinding, Proposition
from dadkhah.records.conclusion import Conclusion


@dataclass(frozen=True, slots=True)
class ElementConclusion:
    """What the case says on one element; `parts` are the contextual elements it rests on."""

    element: Element
    conclusion: Conclusion
    findings: tuple[ElementFinding, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    passages_for: tuple[str, ...] = ()
    passages_against: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()  # sentences: who concluded what, and what it counts for
    gaps: tuple[str, ...] = ()  # sentences: what is missing before it is met
    parts: tuple["ElementConclusion", ...] = ()


def agreed(conclusions: Iterable[Conclusion]) -> Conclusion:
    """Combine analysts' conclusions on one element.

    Open when there are none; the one they share when they agree; otherwise disputed, but never
    stronger than the strongest of them.
    """
    reached = set(conclusions)
    if len(reached) > 1:
        return min(Conclusion.DISPUTED, max(reached))
    return next(iter(reached), Conclusion.OPEN)


def weakest(conclusions: Iterable[Conclusion]) -> Conclusion:
    """Return the weakest of several things that must all be shown; open when there are none."""
    return min(conclusions, default=Conclusion.OPEN)


def strongest(conclusions: Iterable[Conclusion]) -> Conclusion:
    """Return the strongest of alternatives, any of which suffices; open when there are none."""
    return max(conclusions, default=Conclusion.OPEN)


def is_personal(element: Element) -> bool:
    """Return whether `element` is in a person's mind: intent, knowledge, special intent."""
    return element.kind is ElementKind.MENTAL or element.sub_kind in {"mental", "special intent"}


def conclude(
    chart: ProofChart,
    element: Element,
    *,
    respondent: str,
    personal: bool,
    also: Sequence[str] = (),
) -> ElementConclusion:
    """Conclude on `element` for `respondent` ("" is the case itself).

    A `personal` element takes findings for the respondent only. `also` names elements whose
    findings count as findings on this one. Raises the refusal of a finding that cannot be used.
    """
    ids = (element.id, *also)
    weighed = [
        weigh(chart, finding, element)
        for scope in _scopes(respondent, personal=personal)
        for finding in chart.findings_on(ids, scope)
    ]
    propositions = _propositions(chart, ids, weighed, _scopes(respondent, personal=personal))
    conclusion = agreed(w.counts_as for w in weighed)
    return ElementConclusion(
        element=element,
        conclusion=conclusion,
        findings=tuple(w.finding for w in weighed),
        propositions=propositions,
        passages_for=_once(x for p in propositions for x in p.citations.supports),
        passages_against=_once(x for p in propositions for x in p.citations.contradicts),
        reasons=tuple(map(_reason, weighed)),
        gaps=_gaps(conclusion, weighed, propositions)
        + (_concluded_for_nobody(chart, ids) if personal else ()),
    )


def _scopes(respondent: str, *, personal: bool) -> tuple[str, ...]:
    """Whose findings count: the case's ("") and the respondent's, or the respondent's alone."""
    if personal:
        return (respondent,) if respondent else ()
    return ("", respondent) if respondent else ("",)


def _propositions(
    chart: ProofChart,
    ids: Sequence[str],
    weighed: Iterable[WeighedFinding],
    scopes: Iterable[str],
) -> tuple[Proposition, ...]:
    named = {p.id for w in weighed for p in chart.named(w.finding)}
    named |= {p.id for scope in scopes for p in chart.charted_for(ids, scope)}
    return tuple(p for p in chart.propositions.values() if p.id in named)


def _reason(weighed: WeighedFinding) -> str:
    finding = weighed.finding
    resting = f" on {', '.join(finding.propositions)}" if finding.propositions else ""
    said = f"{finding.analyst} concludes {words(finding.conclusion)}{resting} ({finding.id})"
    counts = f"; it counts as {words(weighed.counts_as)}, because {weighed.because}"
    return said + (counts if weighed.because else "") + "."


def _gaps(
    conclusion: Conclusion,
    weighed: Sequence[WeighedFinding],
    propositions: Sequence[Proposition],
) -> tuple[str, ...]:
    """Say what is missing before the element is met, one sentence for each thing."""
    if conclusion is Conclusion.MET:
        return ()
    if not weighed and propositions:
        named = ", ".join(p.id for p in propositions)
        return (f"{named} charted, but nobody has concluded on it.",)
    if not weighed:
        return ("No proposition is charted and nobody has concluded on it.",)
    found = [f"{w.finding.id} counts as open, because {w.because}." for w in weighed if w.because]
    if len({w.counts_as for w in weighed}) > 1:
        each = ", ".join(f"{w.finding.analyst} {words(w.counts_as)}" for w in weighed)
        found.append(f"Analysts disagree: {each}.")
    elif not found:
        found += [_left(w.finding, conclusion) for w in weighed]
    return tuple(found)


def _left(finding: ElementFinding, conclusion: Conclusion) -> str:
    because = f": {finding.reasoning.rstrip('.')}" if finding.reasoning else ""
    return f"{finding.analyst} left it {words(conclusion)}{because}."


def _concluded_for_nobody(chart: ProofChart, ids: Sequence[str]) -> tuple[str, ...]:
    """A finding for the whole case cannot say what was in one person's mind."""
    return tuple(
        f"{finding.id} names no respondent and does not count: this is concluded on person by "
        "person."
        for finding in chart.findings_on(ids, "")
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
