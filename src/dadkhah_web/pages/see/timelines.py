"""The timeline as its template draws it: lanes and marks with words, addresses and lengths."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import mark_safe

from dadkhah.pictures.ends import Edge
from dadkhah.pictures.question import Happening, family_of, kind_of
from dadkhah.pictures.timeline import Dated, Lane, Mark, Timeline, timeline
from dadkhah.records.events import Act
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.pages.reader import reader_calendar, reader_language
from dadkhah_web.pages.see.asking import Asked
from dadkhah_web.pages.see.links import NONE, record_url
from dadkhah_web.pages.see.rows import title_of
from dadkhah_web.pages.see.words import date_words, family_words, isolated
from dadkhah_web.pages.templatetags.dadkhah import label

ROW, TOP, BOTTOM = 20, 4, 8  # px: a row of marks, and the room above and below them
BAR, POINT = 3, 9  # px from the top of a row: where a bar begins, where the middle of a dot is
MOST_DRAWN = 800
_PAINT = {
    "start": mark_safe(' fill="url(#fade-start)"'),
    "end": mark_safe(' fill="url(#fade-end)"'),
    "": "",
}

Links = Mapping[str, tuple[str, str]]  # by key of the record: its page, and what a pointer shows


def lane_of(kind: str, key: str) -> dict[str, str]:
    """Return the filters that give the records of a lane."""
    return {"rows": "family" if kind == "act" else "area", "row": key or NONE}


def dated(record: Happening) -> Dated:
    """Return the record as the timeline takes it; lanes are named by kind and code."""
    law = current_law()
    keys = (family_of(record, law),) if isinstance(record, Act) else record.areas
    lanes = tuple(f"{kind_of(record)} {key}" for key in keys)
    return Dated(kind_of(record), record.id, title_of(record), record.date, lanes)


def draw_timeline(asked: Asked) -> tuple[Timeline, list[dict[str, Any]]] | None:
    """Lay out the answer in lanes; None when there is nothing to draw."""
    laid = timeline(
        [dated(record) for record in asked.records],
        first=asked.question.first,
        last=asked.question.last,
        calendar=reader_calendar(),
        language=reader_language(),
    )
    if laid is None:
        return None
    slug = asked.access.case.slug
    links = {r.key: (record_url(slug, r.kind, r.code), _said(r)) for r in laid.drawn}
    return laid, [_lane(lane, asked, links) for lane in laid.lanes]


def _said(record: Dated) -> str:
    return f"{isolated(record.title)} · {isolated(date_words(record.date))}"


def _lane(lane: Lane, asked: Asked, links: Links) -> dict[str, Any]:
    kind, _, key = lane.key.partition(" ")
    words = family_words(key) if kind == "act" else label(key, "restriction_areas")
    return {
        "kind": kind,
        "words": words,
        "count": len(lane.marks),
        "url": asked.counted(kind=kind, **lane_of(kind, key)),
        "height": TOP + lane.rows * ROW + BOTTOM,
        "corner": 0 if kind == "act" else 6,
        "points": [_point(mark, links) for mark in lane.marks if mark.is_point],
        "bars": [_bar(mark, links) for mark in lane.marks if not mark.is_point],
    }


def _point(mark: Mark, links: Links) -> dict[str, Any]:
    url, said = links[mark.dated.key]
    precision = "about" if Edge.FADED in (mark.span.start, mark.span.end) else "day"
    return {
        "url": url,
        "said": said,
        "shape": f"{mark.dated.kind}-{precision}",
        "x": f"{mark.middle}%",
        "y": TOP + mark.row * ROW + POINT,
    }


def _bar(mark: Mark, links: Links) -> dict[str, Any]:
    url, said = links[mark.dated.key]
    edges = (mark.span.start, mark.span.end)
    return {
        "url": url,
        "said": said,
        "about": " mark__span--about" if Edge.FADED in edges else "",
        "x": f"{mark.start}%",
        "width": f"{mark.width}%",
        "y": TOP + mark.row * ROW + BAR,
        "paint": _PAINT[_fade(*edges)],
    }


def _fade(start: Edge, end: Edge) -> str:
    """Return which end of a bar fades away, because the record gives none."""
    if start is Edge.OPEN:
        return "start"
    return "end" if end is Edge.OPEN else ""
