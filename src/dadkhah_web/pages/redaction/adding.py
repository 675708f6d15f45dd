"""Make a mark of what a form says, and put it among the others; list what is marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dadkhah.derivation.redaction.hidden import (
    Hidden,
    HiddenRegion,
    HiddenSpan,
    HiddenTime,
    How,
    read_hidden,
    write_hidden,
)
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.exchange.work.redacting import Marks, whole_text
from dadkhah_web.pages.redaction.forms import way_of
from dadkhah_web.pages.redaction.words import HOW_SHORT

_SHOWN = 60  # characters of a marked part of a text
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """One mark as it is listed: what it says, and what names it so that it can be removed."""

    kind: str
    place: int
    mark: str
    words: str
    page: int = 0
    quoted: str = ""


def with_mark(marks: Marks, item: EvidenceItem, name: str, data: Mapping[str, Any]) -> Marks:
    """Return the marks with one more; raises `MarksNotUnderstood` when there are too many."""
    hidden = marks.hidden
    match name:
        case "region":
            hidden = replace(hidden, regions=(*hidden.regions, _region(data)))
        case "time":
            hidden = replace(hidden, times=(*hidden.times, _time(data)))
        case "words":
            words = dict.fromkeys((*hidden.words, *data["words"]))
            hidden = replace(hidden, words=tuple(words))
        case "left_out":
            pages = sorted({*hidden.left_out, data["page"]})
            hidden = replace(hidden, left_out=tuple(pages))
        case "span":
            return _with_span(marks, item, HiddenSpan(data["start"], data["end"]))
    return replace(marks, hidden=_sound(hidden))


def without(marks: Marks, kind: str, place: int, mark: str) -> Marks:
    """Return the marks without one, which is named by its place and by what it is."""
    kept = [
        one
        for n, one in enumerate(getattr(marks.hidden, kind))
        # The list may have changed in another window.
        if n != place or repr(one) != mark
    ]
    changed: dict[str, Any] = {kind: tuple(kept)}
    return replace(marks, hidden=replace(marks.hidden, **changed))


def listed(marks: Marks, item: EvidenceItem) -> Iterator[Listed]:
    """Yield every mark as it is listed, in the order of the file."""
    hidden = marks.hidden
    for n, word in enumerate(hidden.words):
        yield Listed("words", n, repr(word), _("Every occurrence of"), quoted=word)
    for n, page in enumerate(hidden.left_out):
        yield Listed("left_out", n, repr(page), _("Page %d is left out") % page, page)
    regions = sorted(enumerate(hidden.regions), key=lambda one: one[1].page)
    has_pages = way_of(item.media_type) == "pdf"
    for n, region in regions:
        words = _("Region on page %d") % region.page if has_pages else _("Region")
        yield Listed("regions", n, repr(region), words, region.page if has_pages else 0)
    for n, time in sorted(enumerate(hidden.times), key=lambda one: one[1].start):
        said = f"{_clock(time.start)} – {_clock(time.end)}: {HOW_SHORT[time.how]}"
        yield Listed("times", n, repr(time), said)
    text = whole_text(item)[0] if hidden.spans else ""
    for n, span in sorted(enumerate(hidden.spans), key=lambda one: one[1].start):
        part = text[span.start : min(span.end, span.start + _SHOWN)]
        length = span.end - span.start
        words = ngettext("%d character", "%d characters", length) % length
        yield Listed("spans", n, repr(span), words, quoted=part)


def _sound(hidden: Hidden) -> Hidden:
    """Return them as they will be read."""
    return read_hidden(write_hidden(hidden))


def _with_span(marks: Marks, item: EvidenceItem, span: HiddenSpan) -> Marks:
    text, derivative = whole_text(item)
    # Marks of a text that was read anew since would hide something else.
    spans = marks.hidden.spans if marks.text == derivative else ()
    if span.end <= len(text):
        spans = (*spans, span)
    return Marks(_sound(replace(marks.hidden, spans=spans)), derivative)


def _region(data: Mapping[str, Any], page: int = 1) -> HiddenRegion:
    x, y, width, height = (float(data.get(name) or 0) for name in ("x", "y", "width", "height"))
    return HiddenRegion(data.get("page") or page, x, y, width, height)


def _time(data: Mapping[str, Any]) -> HiddenTime:
    how = How(data["how"])
    region = _region(data) if how is How.FILL else None
    return HiddenTime(data["begin"], data["end"], how, region)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, _MINUTE)
    return f"{int(minutes)}:{rest:04.1f}"
