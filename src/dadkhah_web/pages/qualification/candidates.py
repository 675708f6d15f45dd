"""Acts and restrictions of the case that may bear on an element: leads, never conclusions."""

from collections.abc import Iterable
from dataclasses import dataclass

from dadkhah.law.model import Element, ElementKind
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.gaps.candidates import leads_on
from dadkhah.qualification.jurisdiction import lies_before
from dadkhah.qualification.linkage import ACT_OF_ANOTHER_CRIME
from dadkhah.records.analysis import Proposition
from dadkhah.records.events import Act
from dadkhah.records.restrictions import Restriction


@dataclass(frozen=True, slots=True)
class Candidates:
    """Acts and restrictions that no proposition on the element rests on yet."""

    acts: tuple[Act, ...] = ()
    restrictions: tuple[Restriction, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.acts or self.restrictions)


def candidates(
    chart: ProofChart,
    element: Element,
    *,
    respondent: str = "",
    propositions: Iterable[Proposition] = (),
) -> Candidates:
    """Return what the codes of acts and restrictions, and involvements, point to.

    For a crime these are records coded for it; for the attack those coded for any crime; for a
    mode of liability and for what was in a mind, those that lead to the person.
    """
    propositions = tuple(propositions)
    used = {code for one in propositions for code in (*one.acts, *one.restrictions)}
    acts, restrictions = _pointed_to(chart, element, respondent)
    start = chart.law.jurisdiction.temporal_start
    return Candidates(
        tuple(a for a in acts if a.id not in used and not lies_before(a.date, start)),
        tuple(r for r in restrictions if r.id not in used and not lies_before(r.date, start)),
    )


def _pointed_to(
    chart: ProofChart, element: Element, respondent: str
) -> tuple[Iterable[Act], Iterable[Restriction]]:
    owner = element.id.partition("/")[0]
    if owner in chart.law.modes or element.kind is ElementKind.MENTAL:
        if not respondent:
            return (), ()
        leads = leads_on(chart, respondent)
        return (
            [chart.acts[code] for code in leads.acts],
            [chart.restrictions[code] for code in leads.restrictions],
        )
    acts = [(act, chart.crimes_of(act)) for act in chart.case.acts]
    if element.needs == ACT_OF_ANOTHER_CRIME:
        return [act for act, crimes in acts if set(crimes) - {owner}], ()
    restrictions = [(one, chart.crimes_of_restriction(one)) for one in chart.case.restrictions]
    if element.kind is ElementKind.CONTEXTUAL:
        return [a for a, crimes in acts if crimes], [r for r, crimes in restrictions if crimes]
    return (
        [act for act, crimes in acts if owner in crimes],
        [one for one, crimes in restrictions if owner in crimes],
    )
