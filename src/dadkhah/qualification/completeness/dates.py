"""Dates of facts: inside jurisdiction, inside the charged period, not after the day given."""

from collections.abc import Iterable, Iterator
from datetime import date

from dadkhah.dates import PartialDate
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.completeness.check import Check, Severity
from dadkhah.qualification.jurisdiction import may_lie_before, never_overlap, outside_jurisdiction
from dadkhah.qualification.qualify import Qualification
from dadkhah.records.analysis import Charge, Proposition


def check_dates(chart: ProofChart, proposition: Proposition, on: date | None) -> Iterator[Check]:
    """Yield facts of `proposition` from before jurisdiction, of unsure date, or after `on`."""
    outside = outside_jurisdiction(chart, proposition)
    if outside is not None:
        yield Check(outside.code, Severity.REFUSED, proposition.id, str(outside))
    for id_, when in _facts(chart, proposition):
        if may_lie_before(when, chart.law.jurisdiction.temporal_start):
            yield Check(
                "date-uncertain",
                Severity.WEAK,
                proposition.id,
                f"{id_} ({when.written or 'no date'}) may lie before the Court's jurisdiction "
                "begins: find a narrower date.",
            )
        if on is not None and when.earliest is not None and when.earliest > on:
            yield Check(
                "fact-after-date",
                Severity.REFUSED,
                proposition.id,
                f"{id_} ({when.written}) is dated after {on.isoformat()}, the day given: correct "
                "the date of the fact or of the qualification.",
            )


def check_periods(chart: ProofChart, qualifications: Iterable[Qualification]) -> Iterator[Check]:
    """Yield acts that carry an element of a crime and lie outside the period charged."""
    outside: dict[str, list[Charge]] = {}
    for qualification in qualifications:
        propositions = [p for e in qualification.elements for p in e.propositions]
        for act in dict.fromkeys(act for p in propositions for act in chart.acts_of(p)):
            if never_overlap(act.date, qualification.charge.period):
                outside.setdefault(act.id, []).append(qualification.charge)
    for id_, charges in outside.items():
        periods = ", ".join(f"{charge.id} ({charge.period.written})" for charge in charges)
        yield Check(
            "fact-outside-period",
            Severity.WEAK,
            id_,
            f"Act {id_} ({chart.acts[id_].date.written}) lies outside the period of {periods}: "
            "widen the period, or use the act for the context only.",
        )


def _facts(chart: ProofChart, proposition: Proposition) -> list[tuple[str, PartialDate]]:
    facts = [(f"Act {a.id}", a.date) for a in chart.acts_of(proposition)]
    return facts + [(f"Restriction {r.id}", r.date) for r in chart.restrictions_of(proposition)]
