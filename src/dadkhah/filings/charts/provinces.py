"""Restrictions and acts by province, on a map; what is national is stated apart."""

import json
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any

from dadkhah.filings.charts.style import BLUES, INK, NO_RECORD, NOT_OCCURRED, styled
from dadkhah.filings.document import Figure
from dadkhah.filings.pictures import svg
from dadkhah.records.case import CaseRecords
from dadkhah.resources import shipped

NATIONAL = "national"
_CLASSES = ("no record here", "1", "2", "3–4", "5–9", "10 or more")
_UPPER = (0, 1, 2, 4, 9)  # the last count of each class but the open one


def restrictions_by_province(case: CaseRecords) -> Figure:
    """Draw how many restrictions and acts are recorded for each of the 34 provinces."""
    places = [place for restriction in case.restrictions for place in set(restriction.scope)]
    places += [place for act in case.acts for place in set(act.places)]
    counts = Counter(places)
    provinces = _provinces()
    named = {each["properties"]["iso"]: each["properties"]["en"] for each in provinces}
    national_restrictions = sum(NATIONAL in each.scope for each in case.restrictions)
    national_acts = sum(NATIONAL in each.places for each in case.acts)
    recorded = [f"{name} {counts[iso]}" for iso, name in sorted(named.items()) if counts[iso]]
    return Figure(
        svg=svg(styled(_specification(provinces, counts))),
        alt=f"Map of Afghanistan. Records by province: {', '.join(recorded) or 'none'}."
        " Every other province: no record here.",
        caption=(
            "Restrictions and acts recorded for one or more named provinces. Stated apart, because"
            f" they hold in every province: {national_restrictions} restrictions and"
            f" {national_acts} acts recorded for the whole country. {NOT_OCCURRED}"
            " Boundaries: Natural Earth (public domain); their drawing implies no opinion."
        ),
        records=(*(each.id for each in case.restrictions), *(each.id for each in case.acts)),
        width=0.92,
    )


@cache
def _provinces() -> list[dict[str, Any]]:
    path = shipped("geo") / "afghanistan-provinces.geojson"
    features: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return [{**each, "geometry": _wound(each["geometry"])} for each in features]


def _wound(geometry: dict[str, Any]) -> dict[str, Any]:
    """Wind outer rings clockwise, as the projection wants; RFC 7946 winds them the other way."""
    parts = geometry["coordinates"]
    polygons = [parts] if geometry["type"] == "Polygon" else parts
    turned = [
        [
            _clockwise(ring) if outer == 0 else _clockwise(ring)[::-1]
            for outer, ring in enumerate(each)
        ]
        for each in polygons
    ]
    return {"type": "MultiPolygon", "coordinates": turned}


def _clockwise(ring: list[list[float]]) -> list[list[float]]:
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring if doubled < 0 else ring[::-1]


def _class_of(count: int) -> str:
    for name, upper in zip(_CLASSES, _UPPER, strict=False):
        if count <= upper:
            return name
    return _CLASSES[-1]


def _specification(provinces: list[dict[str, Any]], counts: Counter[str]) -> dict[str, object]:
    drawn = []
    for province in provinces:
        longitude, latitude = _centre(province["geometry"])
        count = counts[province["properties"]["iso"]]
        name = province["properties"]["en"]
        added = {"class": _class_of(count), "lon": longitude, "lat": latitude}
        added["label"] = f"{name} {count}" if count else name
        drawn.append({**province, **added})
    return {
        "width": 540,
        "height": 400,
        "projection": {"type": "mercator"},
        "data": {"values": drawn},
        "layer": [_areas(), _names(stroke="white", strokeWidth=2.2, strokeJoin="round"), _names()],
    }


def _areas() -> dict[str, object]:
    mark = {"type": "geoshape", "stroke": "#8a8a8a", "strokeWidth": 0.6}
    return {"mark": mark, "encoding": {"color": _colour()}}


def _names(**halo: object) -> dict[str, object]:
    return {
        "transform": [{"filter": f"datum.class != '{_CLASSES[0]}'"}],
        "mark": {"type": "text", "fontSize": 8.5, "color": INK, **halo},
        "encoding": _label(),
    }


def _label() -> dict[str, object]:
    return {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
        "text": {"field": "label"},
    }


def _colour() -> dict[str, object]:
    return {
        "field": "class",
        "type": "ordinal",
        "sort": list(_CLASSES),
        "scale": {"domain": list(_CLASSES), "range": [NO_RECORD, *BLUES]},
        "legend": {"title": "Records", "orient": "top-left", "symbolStrokeColor": "#8a8a8a"},
    }


def _centre(geometry: dict[str, Any]) -> tuple[float, float]:
    """Return the middle of the largest ring, where a label stands."""
    ring = max((polygon[0] for polygon in geometry["coordinates"]), key=len)
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
