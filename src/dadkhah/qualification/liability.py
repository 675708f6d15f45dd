"""Who may be charged, in which mode; and the elements of the mode, person by person."""

from dadkhah.errors import (
    ChargedThroughAnotherCrime,
    GroundNotListed,
    ModeNotAvailable,
    RespondentNotAPerson,
)
from dadkhah.law.model import Crime, Law, ModeOfLiability
from dadkhah.qualification.chart import ProofChart, look_up
from dadkhah.qualification.element import ElementConclusion, conclude
from dadkhah.qualification.jurisdiction import refuse_period
from dadkhah.qualification.scope import Scope
from dadkhah.records.analysis import Charge


def admit(chart: ProofChart, charge: Charge) -> tuple[Crime, ModeOfLiability]:
    """Return the crime and the mode of `charge`, or raise why it cannot be tested at all.

    Raises `UnknownLawReference`, `NotChargeable`, `ChargedThroughAnotherCrime`,
    `GroundNotListed`, `ModeNotAvailable`, `RespondentNotAPerson` or `OutsideJurisdiction`.
    """
    _refuse_sub_form(charge, chart.law)
    crime, mode = chart.law.crime(charge.crime), chart.law.mode(charge.mode)
    _refuse_grounds(charge, crime)
    _refuse_mode(charge, crime, mode, chart.law)
    person = look_up(chart.persons, charge.respondent, f"Charge {charge.id}")
    if person.kind != "individual":
        raise RespondentNotAPerson(
            f"Charge {charge.id} is brought against {person.id}, which is recorded as "
            f"'{person.kind}'. The Court tries natural persons only (Rome Statute, Article "
            "25(1)): charge an individual who held office there."
        )
    refuse_period(charge, chart.law.jurisdiction.temporal_start)
    return crime, mode


def conclude_on_mode(
    chart: ProofChart, mode: ModeOfLiability, *, scope: Scope
) -> tuple[ElementConclusion, ...]:
    """Conclude on each element of `mode`. Every one is about this person and nobody else."""
    return tuple(conclude(chart, element, scope=scope, personal=True) for element in mode.elements)


def _refuse_sub_form(charge: Charge, law: Law) -> None:
    for crime in law.crimes.values():
        for form in crime.sub_forms:
            if form.id == charge.crime:
                raise ChargedThroughAnotherCrime(
                    f"{form.names.en} has no paragraph of its own in the Statute: charge "
                    f"{charge.id} belongs under {crime.id}, {crime.name.lower()} "
                    f"({crime.provision}), with the imposed conduct as its facts."
                )


def _refuse_grounds(charge: Charge, crime: Crime) -> None:
    listed = [ground.id for ground in crime.grounds]
    for ground in charge.grounds:
        if ground not in listed:
            known = f"Its grounds are {', '.join(listed)}." if listed else "It knows no grounds."
            raise GroundNotListed(
                f"Charge {charge.id} names the ground '{ground}' for {crime.id}, "
                f"{crime.name.lower()}. {known}"
            )


def _refuse_mode(charge: Charge, crime: Crime, mode: ModeOfLiability, law: Law) -> None:
    if mode.reaches(crime):
        return
    near = [m for m in law.modes.values() if m.provision.startswith("rome-statute/25(3)(b)")]
    raise ModeNotAvailable(
        f"Charge {charge.id}: {mode.name.lower()} ({mode.id}) reaches only "
        f"{', '.join(mode.only_for)}, not {crime.id}, {crime.name.lower()}. Public calls to "
        f"commit it may be charged as {' or '.join(m.id for m in near)}."
    )
