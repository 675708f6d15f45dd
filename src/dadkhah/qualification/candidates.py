"""Leads: what the records of a case may point to, for people and crimes not yet charged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dadkhah.dates import PartialDate
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.jurisdiction import lies_before, never_overlap
from dadkhah.records.events import Act, Involvement

ONLY_ALLEGED = "inv.suspect"  # "never publish a name with this code"


@dataclass(frozen=True, slots=True)
class Leads:
    """What points to one person. `through` are those who act under them."""

    person: str
    offices: tuple[str, ...]  # titles of positions held
    involvements: tuple[str, ...]
    through: tuple[str, ...]
    acts: tuple[str, ...]
    restrictions: tuple[str, ...]
    crimes: tuple[str, ...]
    modes: tuple[str, ...]
    cautions: tuple[str, ...]


def uncharged(chart: ProofChart) -> tuple[str, ...]:
    """Return the individuals with an involvement or an office whom no charge names."""
    charged = {charge.respondent for charge in chart.case.charges}
    seen = {i.person for i in chart.case.involvements} | {p.person for p in chart.case.positions}
    return tuple(
        person.id
        for person in chart.case.persons
        if person.kind == "individual" and person.id in seen - charged
    )


def leads_on(chart: ProofChart, person: str) -> Leads:
    """Return what the case records of `person`, directly and through those under them.

    What others did counts only while the person may have been over them.
    """
    own = [i for i in chart.case.involvements if i.person == person]
    under = _under(chart, person)
    theirs = [i for i in chart.case.involvements if _while_over(chart, under, i)]
    acts = [chart.acts[i.subject] for i in own + theirs if i.subject in chart.acts]
    restrictions = [i.subject for i in own + theirs if i.subject in chart.restrictions]
    acts += [act for act in chart.case.acts if act.restriction in restrictions]
    crimes = _candidate_crimes(chart, acts, restrictions)
    return Leads(
        person=person,
        offices=tuple(p.title for p in chart.case.positions if p.person == person),
        involvements=tuple(i.id for i in own),
        through=tuple(under),
        acts=_once(act.id for act in acts),
        restrictions=_once(restrictions),
        crimes=crimes,
        modes=_candidate_modes(chart, own, crimes, has_subordinates=bool(under)),
        cautions=_cautions(own, crimes),
    )


def crimes_of_acts(chart: ProofChart) -> dict[str, tuple[str, ...]]:
    """Return the acts of the case by the crime they are candidates for."""
    found: dict[str, list[str]] = {}
    for act in _in_jurisdiction(chart, chart.case.acts):
        for crime in chart.crimes_of(act):
            found.setdefault(crime, []).append(act.id)
    return {crime: tuple(acts) for crime, acts in found.items()}


def _under(chart: ProofChart, person: str) -> dict[str, list[PartialDate]]:
    """Return who may have acted under `person`, however far below, and when.

    They are the institutions where the person held office and everyone linked below.
    """
    links = chart.case.command_links
    below = [(p.institution, p.held) for p in chart.case.positions if p.person == person]
    below += [(link.subordinate, link.held) for link in links if link.superior == person]
    found: dict[str, list[PartialDate]] = {}
    while below:
        who, held = below.pop(0)
        if who in chart.persons and who != person and held not in found.get(who, ()):
            found.setdefault(who, []).append(held)
            below += [(link.subordinate, held) for link in links if link.superior == who]
    return found


def _while_over(
    chart: ProofChart, under: Mapping[str, list[PartialDate]], involvement: Involvement
) -> bool:
    subject = chart.acts.get(involvement.subject) or chart.restrictions.get(involvement.subject)
    times = under.get(involvement.person, ())
    return subject is not None and any(not never_overlap(subject.date, held) for held in times)


def _candidate_crimes(
    chart: ProofChart, acts: Iterable[Act], restrictions: Iterable[str]
) -> tuple[str, ...]:
    """From the types of acts, and from the elements that restrictions are charted under."""
    restricted = set(restrictions)
    found = {c for act in _in_jurisdiction(chart, acts) for c in chart.crimes_of(act)}
    found |= {
        element.partition("/")[0]
        for proposition in chart.case.propositions
        if restricted & set(proposition.restrictions)
        for element in proposition.elements
    }
    return tuple(id_ for id_ in chart.law.crimes if id_ in found)


def _candidate_modes(
    chart: ProofChart,
    involvements: Iterable[Involvement],
    crimes: Sequence[str],
    *,
    has_subordinates: bool,
) -> tuple[str, ...]:
    found = {mode for i in involvements for mode in chart.modes_of(i)}
    if has_subordinates:
        found |= {m.id for m in chart.law.modes.values() if m.form == "superior"}
    reached = [chart.law.crimes[id_] for id_ in crimes]
    return tuple(
        mode.id
        for mode in chart.law.modes.values()
        if mode.id in found and (not reached or any(mode.reaches(c) for c in reached))
    )


def _cautions(involvements: Sequence[Involvement], crimes: Sequence[str]) -> tuple[str, ...]:
    cautions = []
    if any(i.degree == ONLY_ALLEGED for i in involvements):
        cautions.append("An involvement is only alleged: never publish this name.")
    if not crimes:
        cautions.append("No recorded act or restriction leads to this person: record one, or none.")
    return tuple(cautions)


def _in_jurisdiction(chart: ProofChart, acts: Iterable[Act]) -> list[Act]:
    start = chart.law.jurisdiction.temporal_start
    return [act for act in acts if not lies_before(act.date, start)]


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
