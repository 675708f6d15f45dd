"""The command chart as its template draws it, and the table of the same below it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, gettext_lazy

from dadkhah.pictures.command import CommandChart, Standing, command_chart
from dadkhah.pictures.command.boxes import Box
from dadkhah.pictures.command.chart import Command, Office
from dadkhah.pictures.names import names_in
from dadkhah.records.case import CaseRecords
from dadkhah.records.evidence import Citations
from dadkhah_web.cases.access import Access
from dadkhah_web.exchange.snapshot import snapshot
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.see.links import record_url

STANDINGS: Mapping[Standing, str | Promise] = {
    Standing.HELD: gettext_lazy("documented for this day"),
    Standing.PERHAPS: gettext_lazy("perhaps on this day: the dates are not exact"),
    Standing.EARLIER: gettext_lazy("documented earlier; no end recorded"),
}
KINDS: Mapping[str, str | Promise] = {
    "de-jure": gettext_lazy("by law"),
    "de-facto": gettext_lazy("in fact"),
}


def latest_day(case: CaseRecords, today: date) -> date:
    """Return the day a chart opens on: the last one on which something begins, else today."""
    dates = [*(e.held for e in case.command_links), *(e.held for e in case.positions)]
    begun = [held.earliest for held in dates if held.earliest and held.earliest <= today]
    return max(begun, default=today)


def draw_command(access: Access, day: date | None, today: date) -> dict[str, Any]:
    """Lay out who stood over whom on a day, for who may see it."""
    case = snapshot(access)
    names = names_in(case.person_names, reader_language())
    chosen = day or latest_day(case, today)
    chart = command_chart(case, chosen, names, right_to_left=get_language_bidi())
    slug = access.case.slug
    return {
        "chart": chart,
        "viewbox": f"0 0 {chart.width:.0f} {chart.height:.0f}",
        "width": f"{chart.width:.0f}",
        "height": f"{chart.height:.0f}",
        "boxes": [_box(box, chart, slug) for box in chart.boxes],
        "commands": [_command(one, names, slug) for one in chart.commands],
        "offices": [_office(one, names, slug) for one in chart.offices.values()],
        "apart": f"{chart.apart - 24:.0f}" if chart.apart else "",
        "is_empty": not (chart.boxes or chart.later or chart.ended),
    }


def _box(box: Box, chart: CommandChart, slug: str) -> dict[str, Any]:
    return {
        "url": record_url(slug, "person", box.code),
        "x": f"{box.x:.1f}",
        "y": f"{box.y:.1f}",
        "width": f"{box.width:.1f}",
        "height": f"{box.height:.1f}",
        "centre": f"{box.centre:.1f}",
        "lines": box.lines,
        "holders": [
            {
                "lines": holder.lines,
                "url": record_url(slug, "person", office.position.person),
                "standing": office.standing.value,
                "said": STANDINGS[office.standing],
                "title": office.position.title,
            }
            for holder in box.holders
            if (office := chart.offices[holder.code])
        ],
    }


def _command(command: Command, names: Mapping[str, str], slug: str) -> dict[str, Any]:
    link, (x1, y1), (x2, y2) = command.link, command.route.start, command.route.end
    bend, point = (x2 - x1) / 2, x2 + (8 if x2 < x1 else -8)
    curve = (x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2)
    return {
        "number": command.number,
        "code": link.id,
        "url": record_url(slug, "command_link", link.id),
        "superior": names.get(link.superior, link.superior),
        "superior_url": record_url(slug, "person", link.superior),
        "subordinate": names.get(link.subordinate, link.subordinate),
        "subordinate_url": record_url(slug, "person", link.subordinate),
        "held": link.held,
        "basis": link.basis,
        "kind": KINDS.get(link.kind, link.kind),
        "standing": command.standing.value,
        "said": STANDINGS[command.standing],
        "path": "M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(*curve),
        "tip": f"{x2:.1f},{y2:.1f} {point:.1f},{y2 - 5:.1f} {point:.1f},{y2 + 5:.1f}",
        "x": f"{command.route.number[0]:.1f}",
        "y": f"{command.route.number[1]:.1f}",
        "passages": _passages(link.citations, slug),
    }


def _office(office: Office, names: Mapping[str, str], slug: str) -> dict[str, Any]:
    position = office.position
    return {
        "code": position.id,
        "url": record_url(slug, "position", position.id),
        "person": names.get(position.person, position.person),
        "person_url": record_url(slug, "person", position.person),
        "institution": names.get(position.institution, position.institution),
        "institution_url": record_url(slug, "person", position.institution),
        "title": position.title,
        "held": position.held,
        "standing": office.standing.value,
        "said": STANDINGS[office.standing],
        "passages": _passages(position.citations, slug),
    }


def _passages(citations: Citations, slug: str) -> Sequence[tuple[str, str]]:
    cited = (*citations.supports, *citations.contradicts)
    return [(code, record_url(slug, "passage", code)) for code in cited]
