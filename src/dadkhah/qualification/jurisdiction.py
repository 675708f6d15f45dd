"""The Court's jurisdiction in time: a fact or a charge from before it begins is refused by name."""

from datetime import date

from dadkhah.dates import PartialDate
from dadkhah.errors import OutsideJurisdiction
from dadkhah.qualification.chart import ProofChart
from dadkhah.records.analysis import Charge, Proposition


def lies_before(when: PartialDate, start: date) -> bool:
    """Return whether every day `when` may mean is before `start`."""
    return when.latest is not None and when.latest < start


def may_lie_before(when: PartialDate, start: date) -> bool:
    """Return whether `when` is too vague to say that it is not before `start`."""
    return not lies_before(when, start) and (when.earliest is None or when.earliest < start)


def never_overlap(one: PartialDate, other: PartialDate) -> bool:
    """Return whether no day that `one` may mean is a day that `other` may mean."""
    return _ends_before(one, other) or _ends_before(other, one)


def outside_jurisdiction(chart: ProofChart, proposition: Proposition) -> OutsideJurisdiction | None:
    """Return the refusal of a proposition that rests on a fact from before jurisdiction."""
    start = chart.law.jurisdiction.temporal_start
    acts = chart.acts_of(proposition)
    restrictions = chart.restrictions_of(proposition)
    facts = [("Act", a.id, a.date) for a in acts]
    facts += [("Restriction", r.id, r.date) for r in restrictions]
    for kind, id_, when in facts:
        if lies_before(when, start):
            return OutsideJurisdiction(
                f"{kind} {id_} ({when.written}), on which proposition {proposition.id} rests, is "
                f"before {_day(start)}, when the Court's jurisdiction over Afghanistan begins "
                "(Rome Statute, Articles 11 and 126). It cannot carry an element; "
                "tell it as context, in a passage."
            )
    return None


def refuse_period(charge: Charge, start: date) -> None:
    """Raise `OutsideJurisdiction` when the charged period begins before `start`."""
    period = charge.period
    if lies_before(period, start) or (period.earliest is not None and period.earliest < start):
        raise OutsideJurisdiction(
            f"Charge {charge.id} covers {period.written}, which begins before {_day(start)}, when "
            "the Court's jurisdiction over Afghanistan begins (Rome Statute, Articles 11 and 126). "
            "Let the period begin on that day or later."
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _ends_before(one: PartialDate, other: PartialDate) -> bool:
    if one.latest is None or other.earliest is None:
        return False
    return one.latest < other.earliest
