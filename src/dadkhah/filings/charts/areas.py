"""Restrictions by area of life over time: when each was reported, and how they add up."""

from collections import Counter

from dadkhah.filings.charts.style import ACCENT, INK, NOT_OCCURRED, Specification, styled
from dadkhah.filings.document import Figure
from dadkhah.filings.pictures import svg
from dadkhah.law.model import Law
from dadkhah.records.case import CaseRecords

_LAYERS: list[Specification] = [
    {
        "mark": {"type": "circle", "color": ACCENT, "opacity": 0.85},
        "encoding": {
            "size": {
                "field": "count",
                "type": "quantitative",
                "scale": {"range": [40, 320], "domain": [1, 7]},
                "legend": None,
            }
        },
    },
    {
        "transform": [{"filter": "datum.count > 1"}],
        "mark": {"type": "text", "fontSize": 8, "color": "white", "fontWeight": "bold"},
        "encoding": {"text": {"field": "count"}, "color": {"value": "white"}},
    },
]
_TITLE: Specification = {
    "text": "Number in a mark: restrictions in that quarter; no number: one",
    "anchor": "start",
    "fontSize": 9,
    "fontWeight": "normal",
    "color": INK,
}


def restrictions_over_time(case: CaseRecords, law: Law) -> Figure:
    """Draw one mark per restriction and area by quarter; larger marks are more restrictions."""
    counts: Counter[tuple[str, str]] = Counter()
    areas: Counter[str] = Counter()
    undated = 0
    for restriction in case.restrictions:
        day = restriction.date.earliest
        if day is None:
            undated += 1
            continue
        quarter = f"{day.year}-{(day.month - 1) // 3 * 3 + 1:02d}-01"
        for area in restriction.areas:
            counts[area, quarter] += 1
            areas[area] += 1
    names = {area: law.label(area, "en", "restriction_areas") for area in areas}
    order = [f"{names[area]} ({count})" for area, count in _largest_first(areas)]
    rows = [
        {"area": f"{names[area]} ({areas[area]})", "quarter": quarter, "count": count}
        for (area, quarter), count in sorted(counts.items())
    ]
    listed = "; ".join(order)
    return Figure(
        svg=svg(styled(_specification(rows, order))),
        alt=f"Restrictions by area and quarter. Restrictions in each area: {listed}.",
        caption=(
            f"Restrictions on women and girls by area of life and quarter in which each was"
            f" reported ({_counted(len(case.restrictions), undated)}). {NOT_OCCURRED}"
        ),
        records=tuple(restriction.id for restriction in case.restrictions),
    )


def _counted(all_of_them: int, undated: int) -> str:
    without = f"; {undated} without a date are not drawn" if undated else ""
    return f"{all_of_them} restrictions; one may touch several areas{without}"


def _largest_first(areas: Counter[str]) -> list[tuple[str, int]]:
    return sorted(areas.items(), key=lambda each: (-each[1], each[0]))


def _specification(rows: list[dict[str, object]], order: list[str]) -> dict[str, object]:
    return {
        "width": 520,
        "height": {"step": 22},
        "data": {"values": rows},
        "encoding": {
            "y": {
                "field": "area",
                "type": "nominal",
                "sort": order,
                "title": None,
                "axis": {"grid": True, "ticks": False, "domain": False, "labelLimit": 260},
            },
            "x": {
                "field": "quarter",
                "type": "temporal",
                "title": None,
                "scale": {"type": "utc", "padding": 16},
                "axis": {"format": "%Y", "tickCount": {"interval": "year", "step": 1}},
            },
        },
        "layer": _LAYERS,
        "title": _TITLE,
    }
