"""Conclude on one element: who concluded what, resting on which passages, for and against.

Absence of a finding is open, never not met. Analysts who disagree leave the element disputed,
and never stronger than the strongest of them. What is in a person's mind is concluded on for
that person; what happened may be charted once, for the case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dadkhah.law.model import Element, ElementKind
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.scope import Scope
from dadkhah.qualification.sentences import missing, names_no_respondent, reason
from dadkhah.qualification.weighing import WeighedFinding, weigh
from dadkhah.records.analysis import ElementFinding, Proposition
from dadkhah.records.conclusion import Conclusion

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class ElementConclusion:
    """What the case says on one element.

    `parts` are the contextual elements it rests on. `by_ground` holds the conclusion on each
    charged ground alone, for an element whose answer depends on it; the whole is the weakest.
    """

    element: Element
    conclusion: Conclusion
    findings: tuple[ElementFinding, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    passages_for: tuple[str, ...] = ()
    passages_against: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()  # sentences: who concluded what, and what it counts for
    gaps: tuple[str, ...] = ()  # sentences: what is missing before it is met
    parts: tuple["ElementConclusion", ...] = ()
    ground: str = ""  # of a conclusion in `by_ground`
    by_ground: tuple["ElementConclusion", ...] = ()

    def on_ground(self, ground: str) -> Conclusion:
        """Return the conclusion on `ground` alone; the same on every one for most elements."""
        return next((p.conclusion for p in self.by_ground if p.ground == ground), self.conclusion)


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
    scope: Scope,
    personal: bool,
    also: Sequence[str] = (),
) -> ElementConclusion:
    """Conclude on `element` within `scope`, on the findings that are about it.

    A `personal` element takes findings for the respondent only. `also` names elements whose
    findings count as findings on this one. Raises the refusal of a finding that cannot be used.
    """
    ids = (element.id, *also)
    whose = _whose(scope.respondent, personal=personal)
    found = [finding for who in whose for finding in chart.findings_on(ids, who)]
    weighed = [weigh(chart, finding, element) for finding in found if scope.admits(finding)]
    elsewhere = [finding for finding in found if not scope.admits(finding)]
    charted = [p for who in whose for p in chart.charted_for(ids, who)]
    propositions = _propositions(chart, charted, weighed, elsewhere)
    conclusion = agreed(w.counts_as for w in weighed)
    for_nobody = names_no_respondent(chart.findings_on(ids, "")) if personal else ()
    return ElementConclusion(
        element=element,
        conclusion=conclusion,
        findings=tuple(w.finding for w in weighed),
        propositions=propositions,
        passages_for=once(x for p in propositions for x in p.citations.supports),
        passages_against=once(x for p in propositions for x in p.citations.contradicts),
        reasons=tuple(map(reason, weighed)),
        gaps=missing(conclusion, weighed, propositions, elsewhere) + for_nobody,
        ground=scope.ground,
    )


def once(values: Iterable[_Value]) -> tuple[_Value, ...]:
    """Return `values` in their order, each of them once."""
    return tuple(dict.fromkeys(values))


def _whose(respondent: str, *, personal: bool) -> tuple[str, ...]:
    """Whose findings count: the case's ("") and the respondent's, or the respondent's alone."""
    if personal:
        return (respondent,) if respondent else ()
    return ("", respondent) if respondent else ("",)


def _propositions(
    chart: ProofChart,
    charted: Iterable[Proposition],
    weighed: Iterable[WeighedFinding],
    elsewhere: Iterable[ElementFinding],
) -> tuple[Proposition, ...]:
    """What the findings rest on and what is charted, less what serves other findings alone."""
    named = {id_ for w in weighed for id_ in w.finding.propositions}
    others = {id_ for finding in elsewhere for id_ in finding.propositions}
    named |= {p.id for p in charted} - others
    return tuple(p for p in chart.propositions.values() if p.id in named)
