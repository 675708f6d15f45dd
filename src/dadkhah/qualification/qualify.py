"""Qualify what is alleged as a crime in a mode of liability, element by element.

A qualification is as strong as its weakest element on its weakest ground, and no stronger. It
is an allegation tested against a standard of proof, never a finding of guilt; the reasoning
stays in the findings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dadkhah.law.model import BY_GROUND, Crime, Element, Law, ModeOfLiability
from dadkhah.qualification.chart import REASONABLE_GROUNDS, ProofChart
from dadkhah.qualification.chart import chart as chart_case
from dadkhah.qualification.contextual import Context, conclude_on_context, conclude_on_shared
from dadkhah.qualification.element import ElementConclusion, conclude, is_personal, once, weakest
from dadkhah.qualification.grounds import conclude_by_ground
from dadkhah.qualification.liability import admit, conclude_on_mode
from dadkhah.qualification.scope import Scope
from dadkhah.qualification.weighing import words
from dadkhah.records.analysis import Charge
from dadkhah.records.case import CaseRecords
from dadkhah.records.conclusion import Conclusion


@dataclass(frozen=True, slots=True)
class Qualification:
    """A charge, tested. `on` is the date it was drawn, as given; it is never taken."""

    charge: Charge
    crime: Crime
    mode: ModeOfLiability
    conclusion: Conclusion
    elements: tuple[ElementConclusion, ...]  # of the crime, in the order of the Elements
    mode_elements: tuple[ElementConclusion, ...]
    law_version: str
    standard: str
    on: date | None = None

    @property
    def every_element(self) -> tuple[ElementConclusion, ...]:
        """The elements of the crime, then those of the mode."""
        return self.elements + self.mode_elements

    @property
    def gaps(self) -> tuple[ElementConclusion, ...]:
        """The elements that are not met, in order."""
        return tuple(e for e in self.every_element if e.conclusion is not Conclusion.MET)

    @property
    def by_ground(self) -> tuple[tuple[str, Conclusion], ...]:
        """What the charge comes out as on each of its grounds alone; empty without grounds.

        The charge as charged is as strong as the weakest of them.
        """
        return tuple(
            (ground, weakest(e.on_ground(ground) for e in self.every_element))
            for ground in once(self.charge.grounds)
        )

    @property
    def by_ground_in_words(self) -> str:
        """Several grounds in words, "on gender alone: MET; on political alone: OPEN"; else ""."""
        alone = self.by_ground if len(self.by_ground) > 1 else ()
        return "; ".join(f"on {ground} alone: {words(c).upper()}" for ground, c in alone)


def qualify(
    charge: Charge,
    case: CaseRecords,
    law: Law,
    *,
    standard: str = REASONABLE_GROUNDS,
    on: date | None = None,
) -> Qualification:
    """Test one charge against the findings of `case` under `law`.

    Raises a `LawError` for a crime or mode the law does not know or cannot charge, and a
    `QualificationError` for a charge or finding that cannot be used.
    """
    charted = chart_case(case, law, standard=standard)
    return qualify_in(charted, conclude_on_context(charted), charge, on=on)


def qualify_case(
    case: CaseRecords,
    law: Law,
    *,
    standard: str = REASONABLE_GROUNDS,
    on: date | None = None,
) -> tuple[Qualification, ...]:
    """Test every charge of `case`, in their order; the context is concluded on once."""
    charted = chart_case(case, law, standard=standard)
    context = conclude_on_context(charted)
    return tuple(qualify_in(charted, context, charge, on=on) for charge in case.charges)


def qualify_in(
    chart: ProofChart, context: Context, charge: Charge, *, on: date | None = None
) -> Qualification:
    """Test one charge in a chart and context that serve many."""
    crime, mode = admit(chart, charge)
    scope = Scope(charge.respondent, charge.id)
    elements = conclude_on_crime(chart, context, crime, scope=scope, grounds=charge.grounds)
    mode_elements = conclude_on_mode(chart, mode, scope=scope)
    return Qualification(
        charge=charge,
        crime=crime,
        mode=mode,
        conclusion=weakest(e.conclusion for e in elements + mode_elements),
        elements=elements,
        mode_elements=mode_elements,
        law_version=chart.law.version,
        standard=chart.standard,
        on=on,
    )


def conclude_on_crime(
    chart: ProofChart,
    context: Context,
    crime: Crime,
    *,
    scope: Scope,
    grounds: Sequence[str] = (),
) -> tuple[ElementConclusion, ...]:
    """Conclude on each element of `crime` within `scope`.

    Elements that depend on the ground are concluded on for each of `grounds`; where none is
    charged, for each ground that a finding on the crime names.
    """
    grounds = grounds or chart.grounds_named(crime)

    def concluded(element: Element) -> ElementConclusion:
        if element.shared:
            return conclude_on_shared(chart, context, element, scope=scope)
        personal = is_personal(element)
        if element.by == BY_GROUND and grounds:
            return conclude_by_ground(
                chart, element, scope=scope, grounds=grounds, personal=personal
            )
        return conclude(chart, element, scope=scope, personal=personal)

    return tuple(map(concluded, crime.elements))
