"""Keep a part of an item as a passage: words of its text, a region, a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dadkhah.derivation.anchoring import Anchor, Certainty, anchor
from dadkhah.derivation.fragments import read_region, read_time, write_region, write_time
from dadkhah.derivation.selectors import Quote, quote_of
from dadkhah.errors import NotAllowed, PassageRefused, SelectorNotUnderstood
from dadkhah.records.evidence import Passage
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import DerivedPage, EvidenceItem
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.selectors import kind_of, passages_of
from dadkhah_web.exchange.codes import next_codes
from dadkhah_web.exchange.saving import Entry, save_records

_SAME = ("quote", "prefix", "page", "region", "time")
Found = tuple[DerivedPage, Anchor]


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A part of an item as somebody marked it."""

    quote: str = ""
    near: int | None = None
    """Where the words were selected, in characters of the page."""
    page: int | None = None
    region: str = ""
    time: str = ""
    note: str = ""


def keep_passage(
    access: Access, item: EvidenceItem, pinpoint: Pinpoint, *, at: datetime
) -> tuple[str, bool]:
    """Save a passage and return its id, and whether it is new: the same part is kept once.

    The words are those of the item's own text, with enough around them to find them again. Raises
    `PassageRefused` when they do not stand there, or when nothing was marked.
    """
    if not openness(access, item.sensitivity).may_read:
        raise NotAllowed("Your roles in this case do not let you read this item.")
    passage = _passage(item, pinpoint)
    same = passages_of(access, item).filter(**{name: getattr(passage, name) for name in _SAME})
    if held := same.first():
        return held.record.code, False
    (code,) = next_codes(access.case, "passage")
    save_records(access, [Entry(replace(passage, id=code), based_on=0)], at=at)
    return code, True


def _passage(item: EvidenceItem, pinpoint: Pinpoint) -> Passage:
    region, time = _fragments(pinpoint)
    quote, page = Quote(""), _label(item, pinpoint.page)
    if words := pinpoint.quote.strip():
        quote, page = _quoted(item, words, pinpoint)
    if not (words or region or time):
        raise PassageRefused("quote", "Say which part: words, a region or a time.")
    code = item.record.code
    note = pinpoint.note.strip()
    return Passage("", code, quote.exact, quote.prefix, quote.suffix, page, time, region, note)


def _fragments(pinpoint: Pinpoint) -> tuple[str, str]:
    """Return region and time as they are written everywhere else."""
    try:
        region = write_region(read_region(pinpoint.region)) if pinpoint.region else ""
    except SelectorNotUnderstood as error:
        raise PassageRefused("region", str(error)) from error
    try:
        return region, write_time(read_time(pinpoint.time)) if pinpoint.time else ""
    except SelectorNotUnderstood as error:
        raise PassageRefused("time", str(error)) from error


def _quoted(item: EvidenceItem, words: str, pinpoint: Pinpoint) -> tuple[Quote, str]:
    """Return the words as the text of the item has them, and the label of their page.

    An item whose text cannot be read here is quoted as a person typed it.
    """
    derivative = text_of(item)
    if derivative is None or derivative.failure:
        return Quote(words), _label(item, pinpoint.page)
    pages = list(derivative.pages.order_by("number").defer("words"))
    found = _find(pages, words, pinpoint)
    if not found:
        raise PassageRefused(
            "quote", "These words do not stand in the text of the item. Copy them as they stand."
        )
    page, place = found[0]
    if pinpoint.near is None and (len(found) > 1 or not place.is_only):
        raise PassageRefused(
            "quote", "These words stand in more than one place. Take in more words around them."
        )
    quote = quote_of(page.text, place.start, place.end)
    return quote, page.label or _label(item, page.number)


def _label(item: EvidenceItem, page: int | None) -> str:
    """Return how a page is written that has no label of its own; a plain text has no pages."""
    if not page or kind_of(item.media_type) != "pdf":
        return ""
    labels = DerivedPage.objects.filter(derivative__item=item, number=page).order_by("-pk")
    return labels.values_list("label", flat=True).first() or str(page)


def _find(pages: Sequence[DerivedPage], words: str, pinpoint: Pinpoint) -> list[Found]:
    """Return where the words stand as they are written, apart from spaces and spellings."""
    asked = [page for page in pages if page.number == pinpoint.page]
    found = []
    for page in asked or pages:
        place = anchor(page.text, Quote(words), pinpoint.near)
        if place and place.certainty is not Certainty.APPROXIMATE:
            found.append((page, place))
    return found
