"""Boxes in columns and the lines between them: where everything in a command chart stands."""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

BOX_WIDTH, COLUMN_GAP, ROW_GAP, MARGIN = 236.0, 100.0, 22.0, 10.0
LINE, PADDING = 19.0, 11.0
PORT = 22.0  # between two lines that meet one side of a box: their numbers must not touch
_LETTERS = 30  # that fit in a box at 13 px

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text in a box, centred; `y` is its baseline."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Holder:
    """The place in a box for one who holds an office there."""

    code: str
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """An institution or person, and who holds its offices."""

    code: str
    lines: tuple[TextLine, ...]
    holders: tuple[Holder, ...]
    x: float
    y: float
    height: float
    width: float = BOX_WIDTH

    @property
    def centre(self) -> float:
        """The middle of its width, where text stands."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Route:
    """A line from a superior to a subordinate, and where its number stands."""

    start: Point
    end: Point
    number: Point


def place_boxes(
    layers: Sequence[Sequence[str]],
    arrows: Sequence[tuple[str, str]],
    names: Mapping[str, str],
    holders: Mapping[str, Sequence[tuple[str, str]]],
) -> tuple[Box, ...]:
    """Stack each layer in a column of its own, all centred; `holders` gives (code, name)."""
    going = Counter(start for start, _ in arrows)
    coming = Counter(end for _, end in arrows)
    columns = [
        [
            _box(code, names, holders.get(code, ()), ports=max(going[code], coming[code]))
            for code in layer
        ]
        for layer in layers
    ]
    heights = [sum(b.height for b in c) + ROW_GAP * (len(c) - 1) for c in columns]
    tallest = max(heights, default=0.0)
    placed: list[Box] = []
    for level, (column, height) in enumerate(zip(columns, heights, strict=True)):
        x, y = MARGIN + level * (BOX_WIDTH + COLUMN_GAP), MARGIN + (tallest - height) / 2
        for box in column:
            placed.append(_moved(box, x, y))
            y += box.height + ROW_GAP
    return tuple(placed)


def place_apart(
    codes: Sequence[str],
    names: Mapping[str, str],
    holders: Mapping[str, Sequence[tuple[str, str]]],
    *,
    top: float,
    columns: int,
) -> tuple[Box, ...]:
    """Set boxes that no line meets in rows of `columns`, from `top` downwards."""
    placed: list[Box] = []
    for start in range(0, len(codes), columns):
        row = [
            _box(code, names, holders.get(code, ()), ports=0)
            for code in codes[start : start + columns]
        ]
        for index, box in enumerate(row):
            placed.append(_moved(box, MARGIN + index * (BOX_WIDTH + COLUMN_GAP), top))
        top += max(box.height for box in row) + ROW_GAP
    return tuple(placed)


def mirrored(boxes: Iterable[Box], width: float) -> tuple[Box, ...]:
    """Return the boxes as in a mirror, for readers from right to left."""
    return tuple(replace(box, x=width - box.x - box.width) for box in boxes)


def route(arrows: Sequence[tuple[str, str]], boxes: Mapping[str, Box]) -> tuple[Route, ...]:
    """Draw each arrow, in their order, between the sides of two boxes that face each other."""
    going, coming = defaultdict(list), defaultdict(list)
    for index, (superior, subordinate) in enumerate(arrows):
        going[superior].append((boxes[subordinate].y, index))
        coming[subordinate].append((boxes[superior].y, index))
    starts = {i: y for code, found in going.items() for i, y in _ports(boxes[code], found)}
    ends = {i: y for code, found in coming.items() for i, y in _ports(boxes[code], found)}
    routes = []
    for index, (superior, subordinate) in enumerate(arrows):
        above, below = boxes[superior], boxes[subordinate]
        is_mirrored = below.x < above.x
        start = (above.x if is_mirrored else above.x + above.width, starts[index])
        end = (below.x + below.width if is_mirrored else below.x, ends[index])
        towards = 20.0 if is_mirrored else -20.0
        routes.append(Route(start, end, (end[0] + towards, end[1])))
    return tuple(routes)


def _ports(box: Box, found: Sequence[tuple[float, int]]) -> list[tuple[int, float]]:
    step = box.height / (len(found) + 1)
    return [(i, round(box.y + step * n, 1)) for n, (_, i) in enumerate(sorted(found), start=1)]


def _box(
    code: str, names: Mapping[str, str], holders: Sequence[tuple[str, str]], *, ports: int
) -> Box:
    """Return a box at 0, 0 that is high enough for its text and for its lines."""
    y = PADDING
    lines: list[TextLine] = []
    for text in _wrapped(names.get(code, code)):
        y += LINE
        lines.append(TextLine(text, y - 4))
    placed = []
    for holder, name in holders:
        y += 4
        written = []
        for text in _wrapped(name):
            y += LINE
            written.append(TextLine(text, y - 4))
        placed.append(Holder(holder, tuple(written)))
    height = max(y + PADDING, PORT * (ports + 1))
    box = Box(code, tuple(lines), tuple(placed), 0.0, 0.0, height)
    return replace(_moved(box, 0.0, (height - y - PADDING) / 2), y=0.0)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _LETTERS) or [text]


def _moved(box: Box, x: float, y: float) -> Box:
    def down(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
        return tuple(TextLine(line.text, round(line.y + y, 1)) for line in lines)

    holders = tuple(Holder(holder.code, down(holder.lines)) for holder in box.holders)
    return replace(box, x=x, y=round(y, 1), lines=down(box.lines), holders=holders)
