"""Pages that show a case as a whole: over time, on the map, in its chain of command, in numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dadkhah.pictures.dimensions import Dimension
from dadkhah_web.cases.access import Access
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.see.asking import Asked, ask
from dadkhah_web.pages.see.commands import draw_command
from dadkhah_web.pages.see.counts import as_file, count_records, draw_count, in_cell
from dadkhah_web.pages.see.forms import CountForm, DayForm, QuestionForm
from dadkhah_web.pages.see.maps import draw_map
from dadkhah_web.pages.see.rows import rows_of
from dadkhah_web.pages.see.timelines import MOST_DRAWN, draw_timeline
from dadkhah_web.pages.see.words import DIMENSIONS, value_words

_WRONG = 422
_PER_PAGE = 50


def _answer(request: CaseRequest, page: str, asked: Asked, **names: Any) -> HttpResponse:  # noqa: ANN401
    """Draw a page of a question; what is wrong with the question stands beside its fields."""
    status = 200 if asked.form.is_valid() else _WRONG
    request.readings = [("search" if asked.filters else "read", f"see:{page} {asked.query}")]
    return render(request, f"see/{page}.html", {"asked": asked, **names}, status=status)


@case_page()
def timeline(request: CaseRequest, access: Access) -> HttpResponse:
    """Show restrictions and acts over time."""
    asked = ask(access, QuestionForm, request.GET)
    is_too_much = len(asked.records) > MOST_DRAWN
    drawn = None if is_too_much else draw_timeline(asked)
    laid, lanes = drawn or (None, [])
    return _answer(
        request,
        "timeline",
        asked,
        axis=laid.axis if laid else None,
        lanes=lanes,
        is_too_much=is_too_much,
        rows=[] if is_too_much else rows_of(asked.records, access.case.slug),
    )


@case_page()
def province_map(request: CaseRequest, access: Access) -> HttpResponse:
    """Show restrictions and acts by province."""
    asked = ask(access, QuestionForm, request.GET)
    as_circles = request.GET.get("marks") == "circles"
    return _answer(request, "map", asked, as_circles=as_circles, **draw_map(asked))


@case_page()
def command(request: CaseRequest, access: Access) -> HttpResponse:
    """Show who stood over whom on a day."""
    form = DayForm(request.GET)
    is_valid = form.is_valid()
    asked = form.cleaned_data.get("day") if is_valid else None
    names = draw_command(access, asked.earliest if asked else None, _today())
    request.readings = [("read", f"see:command {names['chart'].day}")]
    status = 200 if is_valid else _WRONG
    return render(request, "see/command.html", {"form": form, **names}, status=status)


@case_page()
def count(request: CaseRequest, access: Access) -> HttpResponse:
    """Count the records of a question by what one chooses."""
    asked = ask(access, CountForm, request.GET)
    return _answer(request, "count", asked, **_count(asked))


@case_page()
def count_csv(request: CaseRequest, access: Access) -> HttpResponse:
    """Give the same count as a file."""
    asked = ask(access, CountForm, request.GET)
    if not asked.form.is_valid():
        return _answer(request, "count", asked, **_count(asked))
    request.readings = [("export", f"see:count-csv {request.GET.urlencode()}")]
    response = HttpResponse(as_file(_count(asked)), content_type="text/csv; charset=utf-8")
    name = f"{access.case.slug}-count.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@case_page()
def counted(request: CaseRequest, access: Access) -> HttpResponse:
    """Show how a number was counted: the question in words, the rules, and every record."""
    asked = ask(access, CountForm, request.GET)
    records, facts = asked.records, list(asked.facts)
    if asked.form.is_valid():
        chosen = _dimensions(asked)
        row, column = request.GET.get("row", ""), request.GET.get("column", "")
        records = in_cell(asked, count_records(asked, *chosen), row, column)
        facts += [
            (str(DIMENSIONS[one]), value_words(one, "" if value == "-" else value, asked.names))
            for one, value in zip(chosen, (row, column), strict=True)
            if one and value
        ]
    part = Paginator(records, _PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(list(part), access.case.slug)
    return _answer(request, "counted", asked, facts=facts, part=part, rows=rows)


def _count(asked: Asked) -> Mapping[str, Any]:
    return draw_count(asked, count_records(asked, *_dimensions(asked)))


def _dimensions(asked: Asked) -> tuple[Dimension, Dimension | None]:
    """Return what the rows and columns are; where the form was not understood, by area."""
    given = asked.form.cleaned_data
    return given.get("rows") or Dimension.AREA, given.get("columns")


def _today() -> date:
    return timezone.localdate()
