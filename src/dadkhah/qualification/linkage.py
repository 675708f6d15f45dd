"""Persecution, element 4: the conduct must be connected with an act of another crime.

The law says so as a fact about the element, `needs: act-of-another-crime` (Rome Statute,
Article 7(1)(h)): a chart of bans alone stays open until an act of another crime is linked.
"""

from collections.abc import Iterable

from dadkhah.law.model import Element
from dadkhah.qualification.chart import ProofChart
from dadkhah.records.analysis import Proposition
from dadkhah.records.events import Act

ACT_OF_ANOTHER_CRIME = "act-of-another-crime"


def linked_acts(
    chart: ProofChart, element: Element, propositions: Iterable[Proposition]
) -> tuple[Act, ...]:
    """Return the acts under `propositions` whose type points to another crime."""
    crime = element.id.partition("/")[0]
    acts = {act.id: act for p in propositions for act in chart.acts_of(p)}
    return tuple(act for act in acts.values() if any(c != crime for c in chart.crimes_of(act)))


def missing_link(chart: ProofChart, element: Element, propositions: Iterable[Proposition]) -> str:
    """Return why `element` lacks the act it needs, or "" when it has one or needs none."""
    if element.needs != ACT_OF_ANOTHER_CRIME or linked_acts(chart, element, propositions):
        return ""
    return (
        "none of its propositions rests on an act of another crime in Article 7(1) or within the "
        "Court's jurisdiction, such as imprisonment, torture or murder"
    )
