"""What is missing: for each charge, each further suspect, each crime not yet charged.

Candidates come from what is recorded (acts, involvements, offices, command) and from what the
vocabularies say it may point to. They are questions for an analyst, never accusations.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dadkhah.law.model import Crime, Law, ModeOfLiability
from dadkhah.qualification.chart import REASONABLE_GROUNDS, ProofChart, chart
from dadkhah.qualification.contextual import Context, conclude_on_context
from dadkhah.qualification.element import ElementConclusion
from dadkhah.qualification.gaps.candidates import Leads, crimes_of_acts, leads_on, uncharged
from dadkhah.qualification.liability import conclude_on_mode
from dadkhah.qualification.qualify import Qualification, conclude_on_crime, qualify_in
from dadkhah.qualification.scope import Scope
from dadkhah.records.case import CaseRecords
from dadkhah.records.conclusion import Conclusion


@dataclass(frozen=True, slots=True)
class Missing:
    """A crime or a mode of liability, and its elements that are not met."""

    id: str
    name: str
    provision: str
    elements: int  # how many it has
    gaps: tuple[ElementConclusion, ...]


@dataclass(frozen=True, slots=True)
class SuspectGaps:
    """A person recorded in the case and not charged: what points to them, what is missing."""

    person: str
    name: str
    leads: Leads
    crimes: tuple[Missing, ...]
    modes: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class CrimeGaps:
    """A crime that acts of the case may point to and that nobody is charged with."""

    crime: Missing
    acts: tuple[str, ...]
    forms: tuple[str, ...]  # named forms of it, such as forced marriage


@dataclass(frozen=True, slots=True)
class CaseGaps:
    """Everything that is missing in a case, under one law and one standard of proof."""

    case: str
    law_version: str
    standard: str
    on: date | None
    charges: tuple[Qualification, ...]
    context: tuple[ElementConclusion, ...]
    suspects: tuple[SuspectGaps, ...]
    crimes: tuple[CrimeGaps, ...]


def gaps(
    case: CaseRecords,
    law: Law,
    *,
    standard: str = REASONABLE_GROUNDS,
    on: date | None = None,
    crimes: Iterable[str] = (),
    respondents: Iterable[str] = (),
) -> CaseGaps:
    """Say what is missing in `case`; `crimes` and `respondents` narrow the answer when given.

    Raises what `qualify` raises for a charge or finding that cannot be used.
    """
    crimes, respondents = frozenset(crimes), frozenset(respondents)
    charted = chart(case, law, standard=standard)
    context = conclude_on_context(charted)
    return CaseGaps(
        case=case.info.slug,
        law_version=law.version,
        standard=standard,
        on=on,
        charges=tuple(
            qualify_in(charted, context, charge, on=on)
            for charge in case.charges
            if (not crimes or charge.crime in crimes)
            and (not respondents or charge.respondent in respondents)
        ),
        context=_not_met(context.values()),
        suspects=tuple(
            _suspect(charted, context, leads, crimes)
            for leads in (leads_on(charted, person) for person in uncharged(charted))
            if not respondents or leads.person in respondents
        ),
        crimes=() if respondents else _further_crimes(charted, context, crimes),
    )


def _suspect(
    chart: ProofChart, context: Context, leads: Leads, only: frozenset[str]
) -> SuspectGaps:
    crimes = [chart.law.crimes[id_] for id_ in leads.crimes if not only or id_ in only]
    modes = [chart.law.modes[id_] for id_ in leads.modes]
    scope = Scope(leads.person)
    return SuspectGaps(
        person=leads.person,
        name=chart.name_of(leads.person),
        leads=leads,
        crimes=tuple(
            _missing(c, conclude_on_crime(chart, context, c, scope=scope)) for c in crimes
        ),
        modes=tuple(_missing(m, conclude_on_mode(chart, m, scope=scope)) for m in modes),
    )


def _further_crimes(
    chart: ProofChart, context: Context, only: frozenset[str]
) -> tuple[CrimeGaps, ...]:
    charged = {charge.crime for charge in chart.case.charges}
    acts = crimes_of_acts(chart)
    return tuple(
        CrimeGaps(
            _missing(crime, conclude_on_crime(chart, context, crime, scope=Scope())),
            acts[crime.id],
            tuple(form.names.en for form in crime.sub_forms),
        )
        for crime in chart.law.crimes.values()
        if crime.id in acts and crime.id not in charged and (not only or crime.id in only)
    )


def _missing(subject: Crime | ModeOfLiability, concluded: Sequence[ElementConclusion]) -> Missing:
    return Missing(subject.id, subject.name, subject.provision, len(concluded), _not_met(concluded))


def _not_met(concluded: Iterable[ElementConclusion]) -> tuple[ElementConclusion, ...]:
    return tuple(c for c in concluded if c.conclusion is not Conclusion.MET)
