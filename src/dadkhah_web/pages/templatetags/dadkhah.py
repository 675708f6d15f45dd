"""Tags and filters of all pages: `{% load dadkhah %}`."""

from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from dadkhah.dates import Calendar, PartialDate, display_date
from dadkhah.errors import UnknownLawReference
from dadkhah.text.bidi import direction_of
from dadkhah.text.digits import persian_digits
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.pages.navigation import Entry, current_section, entries
from dadkhah_web.pages.reader import reader_calendar, reader_language
from dadkhah_web.pages.states import Look, look_of

register = template.Library()
_THOUSAND = 1000


@register.simple_tag(name="id")
def identifier(code: object) -> SafeString:
    """Return a code that keeps its own direction inside any text."""
    return format_html('<bdi class="id" dir="ltr">{}</bdi>', code)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the sprite. The words beside it say what it means."""
    return format_html(
        '<svg class="icon icon--{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        name,
        static("dadkhah/img/icons.svg"),
        name,
    )


@register.filter
def digits(value: object) -> str:
    """Return a number or text with the digits of the reader."""
    text = "" if value is None else str(value)
    return text if reader_language() == "en" else persian_digits(text)


@register.filter
def size(octets: int | None) -> str:
    """Return a number of bytes in words: `3.4 MB`."""
    number, place = float(octets or 0), 0
    units = (gettext("bytes"), gettext("kB"), gettext("MB"), gettext("GB"), gettext("TB"))
    while number >= _THOUSAND and place < len(units) - 1:
        number, place = number / _THOUSAND, place + 1
    written = f"{number:.1f}" if place > 0 and number < 100 else f"{number:.0f}"  # noqa: PLR2004
    return digits(gettext("%(number)s %(unit)s") % {"number": written, "unit": units[place]})


@register.filter
def shown(value: PartialDate | datetime | date | None) -> SafeString | str:
    """Return a date as its reader counts days; where it was written otherwise, the title says."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return format_html(
            '<time datetime="{}" title="{}">{}</time>', value.edtf, value.written, _in_words(value)
        )
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        words = gettext("%(day)s, %(time)s") % {
            "day": _in_words(_whole_day(local.date())),
            "time": digits(f"{local:%H:%M}"),
        }
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)
    day = _whole_day(value)
    return format_html('<time datetime="{}">{}</time>', day.edtf, _in_words(day))


def _whole_day(day: date) -> PartialDate:
    written = day.isoformat()
    return PartialDate(written, Calendar.GREGORIAN, written, day, day)


def _in_words(value: PartialDate) -> str:
    return display_date(value, language=reader_language(), calendar=reader_calendar())


@register.filter
def label(code: object, vocabulary: str = "") -> str:
    """Return what the law calls a code, in the language of the reader; else the code itself."""
    try:
        return current_law().label(str(code), reader_language(), vocabulary)
    except UnknownLawReference:
        return str(code)


@register.filter
def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language code."""
    return direction_of(str(language or ""))


@register.filter
def nearby(page: Page[Any]) -> list[int]:
    """Return the numbers of the pages to link to: the ends and the neighbours, 0 for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in numbers]


@register.filter
def look(state: object) -> Look:
    """Return how a state is shown."""
    return look_of(state)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:  # noqa: ANN401 - anything that can be written
    """Return the query of this address with some parameters changed; None takes one away."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[Entry]:
    """Return the sections of this case for this reader; none outside of a case."""
    request = context.get("request")
    access = context.get("access") or getattr(request, "access", None)
    if access is None or request is None:
        return []
    return entries(access, context.get("section") or current_section(request))
