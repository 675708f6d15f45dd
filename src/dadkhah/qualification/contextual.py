"""The attack, its scale or system, and its policy: charted once, reused by every crime.

Widespread and systematic are alternatives: the stronger counts. The nexus element of a crime is
as strong as the weakest of the attack, the stronger alternative, the policy, and the finding
that this conduct was part of it. Which contextual elements it needs is data (`SharedContext`).
"""

from collections.abc import Mapping
from dataclasses import replace

from dadkhah.law.model import Element
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.element import (
    ElementConclusion,
    conclude,
    is_personal,
    strongest,
    weakest,
)
from dadkhah.qualification.scope import Scope
from dadkhah.qualification.weighing import words
from dadkhah.records.conclusion import Conclusion

Context = Mapping[str, ElementConclusion]


def conclude_on_context(chart: ProofChart) -> Context:
    """Conclude once, for the case, on each contextual element that is not about one crime."""
    return {
        element.id: conclude(chart, element, scope=Scope(), personal=False)
        for element in chart.law.contextual.values()
        if not _is_of_one_crime(element)
    }


def conclude_on_shared(
    chart: ProofChart, context: Context, element: Element, *, scope: Scope
) -> ElementConclusion:
    """Conclude on a crime's element that stands for the context, from the context and its own.

    Findings on `cah-nexus` and `cah-knowledge` count for every crime; findings on the crime's
    own element count beside them.
    """
    groups = chart.law.contextual_needs(element)
    of_the_case = [[context[id_] for id_ in group if id_ in context] for group in groups]
    also = tuple(id_ for group in groups for id_ in group if id_ not in context)
    own = conclude(chart, element, scope=scope, personal=is_personal(element), also=also)
    needed = [group for group in of_the_case if group]
    each = [strongest(part.conclusion for part in group) for group in needed]
    missing = tuple(
        f"{_named(group)}: {words(conclusion)}."
        for group, conclusion in zip(needed, each, strict=True)
        if conclusion is not Conclusion.MET
    )
    return replace(
        own,
        conclusion=weakest((own.conclusion, *each)),
        gaps=missing + own.gaps,
        parts=tuple(part for group in needed for part in group),
    )


def _is_of_one_crime(element: Element) -> bool:
    """The nexus and the knowledge of the attack appear as elements of each crime."""
    return bool(element.appears_as)


def _named(group: list[ElementConclusion]) -> str:
    return " or ".join(part.element.id for part in group)
