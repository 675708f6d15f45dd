"""Elements whose answer depends on the ground: concluded on ground by ground, the weakest counts.

What shows that women were targeted as women does not show that others were targeted as their
allies. Which elements these are is data in the law, `by: ground`.
"""

from collections.abc import Sequence
from dataclasses import replace

from dadkhah.law.model import Element
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.element import ElementConclusion, conclude, once, weakest
from dadkhah.qualification.scope import Scope


def conclude_by_ground(
    chart: ProofChart,
    element: Element,
    *,
    scope: Scope,
    grounds: Sequence[str],
    personal: bool,
) -> ElementConclusion:
    """Conclude on `element` for each of `grounds` alone, and for all: as strong as the weakest."""
    alone = tuple(
        conclude(chart, element, scope=replace(scope, ground=ground), personal=personal)
        for ground in once(grounds)
    )
    if len(alone) == 1:
        return replace(alone[0], by_ground=alone)
    return ElementConclusion(
        element=element,
        conclusion=weakest(part.conclusion for part in alone),
        findings=once(x for part in alone for x in part.findings),
        propositions=once(x for part in alone for x in part.propositions),
        passages_for=once(x for part in alone for x in part.passages_for),
        passages_against=once(x for part in alone for x in part.passages_against),
        reasons=once(x for part in alone for x in part.reasons),
        gaps=tuple(f"Ground {part.ground}: {gap}" for part in alone for gap in part.gaps),
        by_ground=alone,
    )
