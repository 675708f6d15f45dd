"""What is shown of an item while it is marked: a page, a picture, a player, a part of a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dadkhah.derivation.media_type import SHOWN_INLINE
from dadkhah.derivation.redaction.covers import regions_of
from dadkhah.derivation.redaction.fitting import fit_for
from dadkhah.derivation.redaction.hidden import HiddenRegion, HiddenSpan
from dadkhah.derivation.redaction.occurrences import merged, occurrences
from dadkhah.derivation.text_layer import Box, Page, Word
from dadkhah.errors import DadkhahError
from dadkhah_web.evidence.copies import WorkingCopies, picture_of
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.unlocking import vault_identity
from dadkhah_web.exchange.work.redacting import Marks, whole_text
from dadkhah_web.pages.door import CaseRequest

PART = 12_000
"""Characters of a text that are shown at once."""
_A4 = ("595", "842")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `is_hidden` by a mark."""

    text: str
    is_hidden: bool


@dataclass(slots=True)
class Sheet:
    """What is shown, and which part of it."""

    task: str
    page: int = 1
    pages: int = 1
    size: tuple[str, str] = _A4
    picture: bool = False
    plays: bool = False
    failure: str = ""
    regions: Sequence[HiddenRegion] = ()
    word_regions: Sequence[HiddenRegion] = ()
    pieces: Sequence[Piece] = ()
    start: int = 0  # where the pieces begin in the text
    text: int = 0  # the derivative they come from
    hides_words: bool = False
    found: int = 0  # how often the hidden words stand in the whole text
    stale: bool = False  # the text was read anew since parts of it were marked
    left_out: bool = False


def lay_out(request: CaseRequest, item: EvidenceItem, marks: Marks, page: int) -> Sheet:
    """Return what is shown of an item to somebody who may open it."""
    sheet = Sheet(fit_for(item.media_type).task, page=max(page, 1))
    identity = vault_identity(request)
    match sheet.task:
        case "redact-text":
            _text(item, marks, sheet)
        case "redact-media":
            sheet.plays = bool(identity) and item.media_type in SHOWN_INLINE
        case "redact-pdf":
            _pdf(item, marks, sheet)
            sheet.picture = bool(identity)
        case "redact-picture" if identity:
            try:
                copies = WorkingCopies(request.session.session_key or "")
                picture, _path = picture_of(copies, item, identity)
                sheet.size = str(picture.width), str(picture.height)
                sheet.picture = True
            except DadkhahError as error:
                sheet.failure = str(error)
    sheet.regions = (*marks.hidden.on_page(sheet.page), *sheet.word_regions)
    sheet.left_out = sheet.page in marks.hidden.left_out
    return sheet


def _pdf(item: EvidenceItem, marks: Marks, sheet: Sheet) -> None:
    made = text_of(item)
    if made is None or made.failure:
        return
    sheet.pages = max(made.pages.count(), 1)
    sheet.page = min(sheet.page, sheet.pages)
    row = made.pages.filter(number=sheet.page).first()
    if row is None or not row.width or not row.height:
        return
    sheet.size = f"{row.width:.2f}", f"{row.height:.2f}"
    words = tuple(Word(row.text[s:e], s, e, Box(*box)) for s, e, *box in row.words)
    page = Page(row.number, row.label, row.width, row.height, row.text, words)
    sheet.word_regions = regions_of(marks.hidden.words, [page])


def _text(item: EvidenceItem, marks: Marks, sheet: Sheet) -> None:
    text, sheet.text = whole_text(item)
    sheet.pages = max(-(-len(text) // PART), 1)
    sheet.page = min(sheet.page, sheet.pages)
    sheet.start = (sheet.page - 1) * PART
    sheet.stale = bool(marks.hidden.spans) and marks.text != sheet.text
    by_words = occurrences(marks.hidden.words, text)
    sheet.hides_words, sheet.found = bool(marks.hidden.words), len(by_words)
    spans = merged([*by_words, *(() if sheet.stale else marks.hidden.spans)], text)
    sheet.pieces = list(_pieces(text, spans, sheet.start, sheet.start + PART))


def _pieces(text: str, spans: list[HiddenSpan], start: int, end: int) -> Iterator[Piece]:
    """Yield the part of a text from start to end, cut where something is hidden."""
    at = start
    for span in spans:
        if span.end <= start or span.start >= end:
            continue
        first, last = max(span.start, start), min(span.end, end)
        if at < first:
            yield Piece(text[at:first], is_hidden=False)
        yield Piece(text[first:last], is_hidden=True)
        at = last
    if at < min(end, len(text)):
        yield Piece(text[at:end], is_hidden=False)
