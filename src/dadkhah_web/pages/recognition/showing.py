"""One page that was read: its picture, its words, those in doubt, and who read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dadkhah.derivation.kinds.recognition.correction import Piece, pieces
from dadkhah.derivation.plug_ins.timed import TimedLine, timed_lines
from dadkhah.errors import DadkhahError
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.copies import WorkingCopies, picture_of
from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.selectors import kind_of
from dadkhah_web.evidence.unlocking import vault_identity
from dadkhah_web.exchange.work.recognising import MACHINE, PERSON, current_text, readings_of
from dadkhah_web.exchange.work.translating import translation_of
from dadkhah_web.pages.door import CaseRequest
from dadkhah_web.pages.recognition.origins import Origin, origin_of

IN_DOUBT = 70
"""Words of which the machine is less sure, of 100, are shown to be looked at first.

Numbers are shown however sure it is: on made-up pages it read 1425 as 1435 with confidence.
"""
MOST_DOUBTS = 60


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word to look at: where it is on the picture, ready to write, and how sure it is."""

    number: int
    text: str
    sure: int
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the texts of an item, as it has this page; `text` is None where it has it not."""

    derivative: Derivative
    origin: Origin
    text: str | None
    is_shown: bool


@dataclass(slots=True)
class Shown:
    """All that is shown of one page."""

    number: int
    pages: Sequence[int] = ()
    text: Derivative | None = None
    page: DerivedPage | None = None
    readings: list[Reading] = field(default_factory=list)
    doubts: Sequence[Doubt] = ()
    left_doubts: int = 0
    changes: tuple[Piece, ...] = ()
    timed: tuple[TimedLine, ...] = ()
    translation: Derivative | None = None
    translated: str = ""
    has_picture: bool = False
    size: tuple[str, str] = ("0", "0")
    failure: str = ""

    @property
    def words(self) -> str:
        """The text of the page, as it is read now or as one looks at it."""
        return self.page.text if self.page else ""

    @property
    def before(self) -> int | None:
        """The page before this one."""
        return max((n for n in self.pages if n < self.number), default=None)

    @property
    def after(self) -> int | None:
        """The page after this one."""
        return min((n for n in self.pages if n > self.number), default=None)


def show_page(item: EvidenceItem, number: int, wanted: int | None) -> Shown:
    """Return a page of the text that is read now, or of the reading `wanted` (its key)."""
    shown = Shown(number)
    now = current_text(item)
    texts = list(readings_of(item))
    rows = {
        row.derivative_id: row
        for row in DerivedPage.objects.filter(derivative__in=texts, number=number)
    }
    chosen = next((one for one in texts if one.pk == wanted and not one.failure), now)
    shown.text = chosen
    shown.page = rows.get(chosen.pk) if chosen else None
    if chosen:
        shown.pages = list(chosen.pages.order_by("number").values_list("number", flat=True))
    for text in texts:
        row = rows.get(text.pk)
        said = row.text if row and not text.failure else None
        shown.readings.append(Reading(text, origin_of(text, number), said, text == chosen))
    shown.changes = _changes(shown)
    if chosen and shown.page:
        times = chosen.about.get("times", {}).get(str(number), [])
        shown.timed = timed_lines(shown.page.text, times) if times else ()
    shown.translation = translation_of(item)
    if shown.translation:
        shown.translated = str(shown.translation.about.get("pages", {}).get(str(number), ""))
    shown.doubts = _doubts(shown)
    shown.left_doubts = max(0, len(shown.doubts) - MOST_DOUBTS)
    shown.doubts = shown.doubts[:MOST_DOUBTS]
    return shown


def add_picture(request: CaseRequest, access: Access, item: EvidenceItem, shown: Shown) -> None:
    """Add the picture of the page, for who may open the item while the vault is open."""
    identity = vault_identity(request)
    kind = kind_of(item.media_type)
    is_first = kind == "pdf" or shown.number == 1  # of a TIFF a browser sees the first page
    is_shown = is_first and kind in ("pdf", "image")
    if not identity or not is_shown or not openness(access, item.sensitivity).may_open:
        return
    copies = WorkingCopies(request.session.session_key or "")
    if not copies.holds(item):
        request.readings = [*request.readings, ("open", f"item/{item.record.code}")]
    try:
        page = shown.number if kind == "pdf" else 0
        picture, _path = picture_of(copies, item, identity, page=page)
    except DadkhahError as error:
        shown.failure = str(error)
        return
    shown.has_picture = True
    row = shown.page
    width, height = (row.width, row.height) if row and row.width else (0, 0)
    shown.size = f"{width or picture.width:.2f}", f"{height or picture.height:.2f}"


def _changes(shown: Shown) -> tuple[Piece, ...]:
    """Compare what a person wrote with the newest reading of the page that is no person's."""
    own = next((one for one in shown.readings if one.is_shown), None)
    if own is None or own.origin.word != PERSON:
        return ()
    others = [one for one in shown.readings if one.text and one.origin.word != PERSON]
    by_machine = [one for one in others if one.origin.word == MACHINE]
    read = next(iter(by_machine or others), None)
    return pieces(read.text or "", own.text or "") if read else ()


def _doubts(shown: Shown) -> list[Doubt]:
    if shown.text is None or shown.page is None:
        return []
    about: dict[str, Any] = shown.text.about
    sure = about.get("confidence", {}).get(str(shown.number), [])
    words = shown.page.words
    if len(sure) != len(words):
        return []
    return [
        Doubt(n, shown.page.text[start:end], int(one), *(f"{side:.2f}" for side in box))
        for n, ((start, end, *box), one) in enumerate(zip(words, sure, strict=True), 1)
        if one < IN_DOUBT or any(letter.isdigit() for letter in shown.page.text[start:end])
    ]
