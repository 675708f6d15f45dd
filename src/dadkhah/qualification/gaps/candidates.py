"""Leads: what the records of a case may point to, for people and crimes not yet charged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dadkhah.dates import PartialDate
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.jurisdiction import lies_before, never_overlap
from dadkhah.records.events import Act, Involvement
from dadkhah.records.restrictions import Restriction

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

    What others did is left out when it lies outside the known bounds of an office or a link.
    """
    own = [i for i in chart.case.involvements if i.person == person]
    under = _under(chart, person)
    theirs = [i for i in chart.case.involvements if _while_over(chart, under, i)]
    involved = [i.subject for i in own + theirs]
    restrictions = [chart.restrictions[id_] for id_ in involved if id_ in chart.restrictions]
    ids = {restriction.id for restriction in restrictions}
    acts = [chart.acts[id_] for id_ in involved if id_ in chart.acts]
    acts += [act for act in chart.case.acts if act.restriction in ids]
    crimes = _candidate_crimes(chart, acts, restrictions)
    return Leads(
        person=person,
        offices=tuple(p.title for p in chart.case.positions if p.person == person),
        involvements=tuple(i.id for i in own),
        through=tuple(under),
        acts=_once(act.id for act in acts),
        restrictions=_once(restriction.id for restriction in restrictions),
        crimes=crimes,
        modes=_candidate_modes(chart, own, crimes, has_subordinates=bool(under)),
        cautions=tuple(_cautions(chart, person, own, crimes)),
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
    return subject is not None and any(
        not (_has_bounds(held) and never_overlap(subject.date, held))
        for held in under.get(involvement.person, ())
    )


def _has_bounds(held: PartialDate) -> bool:
    """An interval says when it began or ended; a single date says only "on this day"."""
    return "/" in held.edtf


def _candidate_crimes(
    chart: ProofChart, acts: Iterable[Act], restrictions: Iterable[Restriction]
) -> tuple[str, ...]:
    """From the types of acts and from the areas of life that restrictions touch."""
    found = {crime for act in _in_jurisdiction(chart, acts) for crime in chart.crimes_of(act)}
    start = chart.law.jurisdiction.temporal_start
    for restriction in restrictions:
        if not lies_before(restriction.date, start):
            found.update(chart.crimes_of_restriction(restriction))
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


def _cautions(
    chart: ProofChart, person: str, involvements: Iterable[Involvement], crimes: Sequence[str]
) -> Iterator[str]:
    if any(i.degree == ONLY_ALLEGED for i in involvements):
        yield "An involvement is only alleged: never publish this name."
    for position in chart.case.positions:
        if position.person == person and not _has_bounds(position.held):
            yield (
                f"{position.id}: in office on {position.held.written}; when the office began and "
                "ended is not recorded, so what happened on other days is a question, not a lead."
            )
    if not crimes:
        yield "No recorded act or restriction leads to this person."


def _in_jurisdiction(chart: ProofChart, acts: Iterable[Act]) -> list[Act]:
    start = chart.law.jurisdiction.temporal_start
    return [act for act in acts if not lies_before(act.date, start)]


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
