"""The shapes of the 34 provinces, projected and simplified once, without gaps between them."""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dadkhah.resources import shipped

WIDTH = 800.0
_GRID = 11
_TOLERANCE = 1.1  # in units of a drawing 800 wide

Point = tuple[float, float]
Ring = list[Point]
Side = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One province: its path as SVG writes it, and where its name and marks may stand."""

    code: str  # ISO 3166-2
    path: str
    centre: Point
    ring: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """All provinces on one sheet of `width` by `height`."""

    shapes: tuple[Shape, ...]
    width: float
    height: float


@cache
def country() -> Country:
    """Return the provinces, by code. Neighbours share every point of their border."""
    text = (shipped("geo") / "afghanistan-provinces.geojson").read_text("utf-8")
    features = json.loads(text)["features"]
    degrees = {f["properties"]["iso"]: f["geometry"]["coordinates"][0] for f in features}
    rings, height = _projected(degrees)
    simple = _simplified(rings)
    shapes = [
        Shape(code, _path(ring), _inside(ring), tuple(ring))
        for code, ring in sorted(simple.items())
    ]
    return Country(tuple(shapes), WIDTH, height)


def _projected(degrees: dict[str, list[list[float]]]) -> tuple[dict[str, Ring], float]:
    """Project to a flat sheet: degrees of longitude shortened as at the middle latitude."""
    longitudes = [x for ring in degrees.values() for x, _ in ring]
    latitudes = [y for ring in degrees.values() for _, y in ring]
    west, north = min(longitudes), max(latitudes)
    squeeze = math.cos(math.radians((north + min(latitudes)) / 2))
    scale = WIDTH / ((max(longitudes) - west) * squeeze)
    rings = {
        code: [((x - west) * squeeze * scale, (north - y) * scale) for x, y in ring[:-1]]
        for code, ring in degrees.items()
    }
    return rings, round((north - min(latitudes)) * scale, 1)


def _simplified(rings: dict[str, Ring]) -> dict[str, Ring]:
    """Simplify every border once, so that both provinces beside it draw the same line."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings.values():
        for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
            neighbours[point].add(before)
            neighbours[before].add(point)
    junctions = {point for point, around in neighbours.items() if len(around) > 2}  # noqa: PLR2004
    done: dict[tuple[Point, ...], Ring] = {}
    simple = {}
    for code, ring in rings.items():
        kept: Ring = []
        for arc in _arcs(ring, junctions):
            one_way = min(tuple(arc), tuple(reversed(arc)))
            if one_way not in done:
                done[one_way] = _thinned(one_way)
            kept += done[one_way][:-1] if one_way == tuple(arc) else done[one_way][:0:-1]
        simple[code] = kept
    return simple


def _arcs(ring: Ring, junctions: set[Point]) -> Iterator[Ring]:
    """Yield the pieces of a ring between points where three provinces or a frontier meet."""
    cuts = [index for index, point in enumerate(ring) if point in junctions]
    for start, end in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
        yield [ring[index % len(ring)] for index in range(start, end + 1)]


def _thinned(arc: Sequence[Point]) -> Ring:
    """Keep the ends and every point further than the tolerance from the line (Douglas-Peucker)."""
    kept = {0, len(arc) - 1}
    waiting = [(0, len(arc) - 1)]
    while waiting:
        start, end = waiting.pop()
        far, index = 0.0, 0
        for middle in range(start + 1, end):
            away = _distance(arc[middle], arc[start], arc[end])
            if away > far:
                far, index = away, middle
        if far > _TOLERANCE:
            kept.add(index)
            waiting += [(start, index), (index, end)]
    return [arc[index] for index in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if length == 0:
        return math.hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _inside(ring: Ring) -> Point:
    """Return the point of a grid over the ring that is furthest from its border.

    A name at the centre of the area would stand outside of a province with a panhandle.
    """
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    sides = [(*one, *other) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)]
    best: tuple[float, Point] = (-1.0, ring[0])
    for column in range(1, _GRID):
        for row in range(1, _GRID):
            x = min(xs) + (max(xs) - min(xs)) * column / _GRID
            y = min(ys) + (max(ys) - min(ys)) * row / _GRID
            if _holds(sides, x, y):
                away = min(_from_side(x, y, side) for side in sides)
                best = max(best, (away, (x, y)))
    return round(best[1][0], 1), round(best[1][1], 1)


def _from_side(x: float, y: float, side: Side) -> float:
    """Return how far the point is from a side of the border."""
    x1, y1, x2, y2 = side
    dx, dy = x2 - x1, y2 - y1
    along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
    return math.hypot(x1 + along * dx - x, y1 + along * dy - y)


def _holds(sides: Sequence[Side], x: float, y: float) -> bool:
    """Whether the point is inside: a line from it to the side crosses the border an odd time."""
    crossed = [
        x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for x1, y1, x2, y2 in sides
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossed) % 2 == 1
