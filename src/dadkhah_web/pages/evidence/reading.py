"""What is shown of an item: numbered lines of text, a page with its words, a picture, a player."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dadkhah.derivation.media_type import SHOWN_INLINE
from dadkhah.errors import DadkhahError
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.copies import WorkingCopies, picture_of
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.selectors import kind_of
from dadkhah_web.evidence.unlocking import vault_identity
from dadkhah_web.exchange.findable.pages import parts
from dadkhah_web.exchange.work.deriving import read_text_in_vault
from dadkhah_web.pages.door import CaseRequest
from dadkhah_web.pages.evidence.lines import Line, numbered_lines
from dadkhah_web.pages.evidence.places import Note, find_places, marks_on

PARTS_AT_ONCE = 5  # of what the search finds one by one
_TEXT_KINDS = ("text", "pdf", "document")


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of an item is asked for."""

    page: int | None = None
    part: int | None = None
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: where it stands in the text and on the picture, ready to write."""

    text: str
    start: int
    end: int
    x: str
    y: str
    base: str
    width: str
    height: str


@dataclass(slots=True)
class Document:
    """What is shown, and what is beside it."""

    here: list[Note] = field(default_factory=list)
    elsewhere: list[Note] = field(default_factory=list)
    derivative: Derivative | None = None
    failure: str = ""
    page: DerivedPage | None = None
    pages: int = 0
    lines: Sequence[Line] = ()
    part: int = 0
    parts: int = 1
    words: Sequence[Word] = ()
    boxes: Sequence[tuple[str, Word]] = ()
    size: tuple[str, str] = ("0", "0")
    picture: bool = False
    plays: bool = False


@dataclass(frozen=True, slots=True)
class Turning:
    """Where one can turn to from here; None where there is nothing."""

    before: int | None
    after: int | None
    part: int
    part_before: int | None
    part_after: int | None


def turning(document: Document) -> Turning:
    """Return the pages and parts beside the one that is shown."""
    number = document.page.number if document.page else 1
    last_part = document.parts - 1
    return Turning(
        number - 1 if number > 1 else None,
        number + 1 if number < document.pages else None,
        document.part + 1,
        (document.part - 1) * PARTS_AT_ONCE if document.part else None,
        (document.part + 1) * PARTS_AT_ONCE if document.part < last_part else None,
    )


def read_document(
    request: CaseRequest, access: Access, item: EvidenceItem, notes: list[Note], asked: Asked
) -> Document:
    """Return what is shown of an item to somebody who may read it."""
    kind = kind_of(item.media_type)
    document = Document(here=notes)
    _read_text(request, access, item, document)
    _choose_page(document, notes, asked)
    _lay_out(document, asked)
    may_open = openness(access, item.sensitivity).may_open
    identity = vault_identity(request) if may_open else None
    if identity and kind == "image":
        copies = WorkingCopies(request.session.session_key or "")
        if not copies.holds(item):
            request.readings = [*request.readings, ("open", f"item/{item.record.code}")]
        try:
            picture, _path = picture_of(copies, item, identity)
            document.size = str(picture.width), str(picture.height)
            document.picture = True
        except DadkhahError as error:
            document.failure = str(error)
    document.picture = document.picture or bool(identity and kind == "pdf" and document.page)
    document.plays = bool(identity) and item.media_type in SHOWN_INLINE and kind != "image"
    return document


def _read_text(
    request: CaseRequest, access: Access, item: EvidenceItem, document: Document
) -> None:
    """Find the text of an item; where it was never read and the vault is open, read it now."""
    made = text_of(item)
    may_open = openness(access, item.sensitivity).may_open
    identity = vault_identity(request) if may_open else None
    if made is None and identity and item.object_name and kind_of(item.media_type) in _TEXT_KINDS:
        try:
            made = read_text_in_vault(access, item, identity)
        except DadkhahError as error:
            document.failure = str(error)
    document.derivative = made
    if made and made.failure and kind_of(item.media_type) in _TEXT_KINDS:
        document.failure = made.failure.partition(" ")[2]


def _choose_page(document: Document, notes: list[Note], asked: Asked) -> None:
    """Decide which page is shown: the one asked for, that of a passage, or the first."""
    if document.derivative is None or document.derivative.failure:
        return
    pages = list(document.derivative.pages.order_by("number").defer("words"))
    document.pages = len(pages)
    find_places(notes, pages)
    wanted = next((one.page for one in notes if one.code == asked.passage), None)
    number = wanted or asked.page or 1
    document.page = next(
        (one for one in pages if one.number == number), pages[0] if pages else None
    )
    if document.page is None:
        return
    here = document.page.number
    document.here = [one for one in notes if one.page in (None, here)]
    document.elsewhere = [one for one in notes if one.page not in (None, here)]
    document.here.sort(key=lambda one: one.place.start if one.place else -1)


def _lay_out(document: Document, asked: Asked) -> None:
    """Cut the text of the page into numbered lines, and lay its words over its picture."""
    page = document.page
    if page is None:
        return
    marks = marks_on(document.here, page.number)
    pieces = list(parts(page.text)) or [""]
    groups = ["".join(pieces[n : n + PARTS_AT_ONCE]) for n in range(0, len(pieces), PARTS_AT_ONCE)]
    starts = [sum(map(len, groups[:n])) for n in range(len(groups))]
    document.parts = len(groups)
    wanted = next((mark.start for mark in marks if mark.code == asked.passage), None)
    document.part = min((asked.part or 0) // PARTS_AT_ONCE, len(groups) - 1)
    if wanted is not None:
        document.part = max(n for n, start in enumerate(starts) if start <= wanted)
    start = starts[document.part]
    first = page.text.count("\n", 0, start) + 1
    shown = groups[document.part]
    document.lines = numbered_lines(shown, marks, first=first, offset=start)
    for note in document.here:
        if note.place:
            note.line = page.text.count("\n", 0, note.place.start) + 1
    document.size = f"{page.width:.2f}", f"{page.height:.2f}"
    document.words = [_word(page.text, *word) for word in page.words]
    document.boxes = [
        (mark.code, word)
        for mark in marks
        for word in document.words
        if word.start < mark.end and mark.start < word.end
    ]


def _word(text: str, start: int, end: int, *box: float) -> Word:
    x, y, width, height = box
    base = y + height * 0.8  # about where letters stand
    numbers = (f"{number:.2f}" for number in (x, y, base, width, height))
    return Word(text[start:end], start, end, *numbers)
