"""The command chart of one day: boxes for institutions and persons, lines for command."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dadkhah.pictures.command.boxes import (
    BOX_WIDTH,
    COLUMN_GAP,
    MARGIN,
    Box,
    Route,
    mirrored,
    place_apart,
    place_boxes,
    route,
)
from dadkhah.pictures.command.holding import Standing, days_of_change, standing_on
from dadkhah.pictures.command.layers import layered
from dadkhah.records.case import CaseRecords
from dadkhah.records.persons import CommandLink, Position

APART = 64.0  # room for a heading above the boxes without a line
_FEWEST_COLUMNS = 2
Linked = tuple[CommandLink, Standing]
SHOWN = (Standing.HELD, Standing.PERHAPS, Standing.EARLIER)


@dataclass(frozen=True, slots=True)
class Command:
    """One command link of the day; `number` is its row in the table below the picture."""

    number: int
    link: CommandLink
    standing: Standing
    route: Route


@dataclass(frozen=True, slots=True)
class Office:
    """One office of the day."""

    position: Position
    standing: Standing


@dataclass(frozen=True, slots=True)
class CommandChart:
    """Everything documented for a day, laid out."""

    day: date
    boxes: tuple[Box, ...]
    apart: float  # from here down stand boxes for which no command is documented; 0 if none
    commands: tuple[Command, ...]
    offices: Mapping[str, Office]  # by the code of the position, as holders in boxes are
    width: float
    height: float
    later: int  # command links and offices first documented after the day
    ended: int
    previous: date | None  # days on which the chart is another one
    following: date | None


def command_chart(
    case: CaseRecords, day: date, names: Mapping[str, str], *, right_to_left: bool = False
) -> CommandChart:
    """Lay out who stood over whom on `day`: superiors first, subordinates in the next column.

    What was documented earlier without an end is there too, marked so. A link to a person that is
    not in `case` is left out: its reader may not see that person.
    """
    known = {person.id for person in case.persons}
    links = [e for e in case.command_links if {e.superior, e.subordinate} <= known]
    positions = [e for e in case.positions if {e.person, e.institution} <= known]
    linked = [(link, standing_on(link.held, day)) for link in links]
    offices = [Office(position, standing_on(position.held, day)) for position in positions]
    held = [office for office in offices if office.standing in SHOWN]
    shown = [each for each in linked if each[1] in SHOWN]
    arrows = [(link.superior, link.subordinate) for link, _ in shown]
    boxes, width, apart = _laid_out(arrows, held, names)
    if right_to_left:
        boxes = mirrored(boxes, width)
    previous, following = _steps(day, linked, offices)
    standings = [*(standing for _, standing in linked), *(office.standing for office in offices)]
    return CommandChart(
        day=day,
        boxes=boxes,
        apart=apart,
        commands=_commands(shown, route(arrows, {box.code: box for box in boxes})),
        offices={office.position.id: office for office in held},
        width=width,
        height=max((box.y + box.height for box in boxes), default=0.0) + MARGIN,
        later=standings.count(Standing.LATER),
        ended=standings.count(Standing.ENDED),
        previous=previous,
        following=following,
    )


def _commands(shown: Sequence[Linked], routes: Sequence[Route]) -> tuple[Command, ...]:
    pairs = zip(shown, routes, strict=True)
    return tuple(
        Command(number, link, standing, line)
        for number, ((link, standing), line) in enumerate(pairs, start=1)
    )


def _steps(
    day: date, linked: Sequence[Linked], offices: Sequence[Office]
) -> tuple[date | None, date | None]:
    """Return the nearest days before and after on which the chart is another one."""
    held = [*(link.held for link, _ in linked), *(office.position.held for office in offices)]
    days = days_of_change(held)
    return max((d for d in days if d < day), default=None), min(
        (d for d in days if d > day), default=None
    )


def _laid_out(
    arrows: list[tuple[str, str]], offices: list[Office], names: Mapping[str, str]
) -> tuple[tuple[Box, ...], float, float]:
    """Return all boxes, how wide they stand, and where those without a line begin."""
    holders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for office in offices:
        position = office.position
        name = names.get(position.person, position.person)
        holders[position.institution].append((position.id, name))
    linked = {end for arrow in arrows for end in arrow}
    alone = sorted(set(holders) - linked)
    layers = layered(linked, arrows)
    columns = max(len(layers), _FEWEST_COLUMNS)
    boxes = place_boxes(layers, arrows, names, holders)
    apart = max((box.y + box.height for box in boxes), default=0.0) + APART if alone else 0.0
    boxes += place_apart(alone, names, holders, top=apart, columns=columns)
    return boxes, columns * (BOX_WIDTH + COLUMN_GAP) - COLUMN_GAP + 2 * MARGIN, apart
