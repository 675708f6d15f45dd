"""Where the passages of an item stand: found again in the text as it is derived now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from dadkhah.derivation.anchoring import Anchor, Certainty, anchor
from dadkhah.derivation.fragments import Region, Unit, read_region, read_time
from dadkhah.derivation.selectors import Quote
from dadkhah.errors import SelectorNotUnderstood
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.models import DerivedPage, EvidenceItem, Passage
from dadkhah_web.evidence.selectors import citations_of, passages_of
from dadkhah_web.pages.evidence.lines import Mark
from dadkhah_web.pages.qualification.links import address, page
from dadkhah_web.search.models import SearchEntry

_ICONS = {
    "act": "event",
    "event": "event",
    "person": "person",
    "restriction": "restriction",
    "proposition": "scale",
}


@dataclass(frozen=True, slots=True)
class Citing:
    """A record that cites a passage, and how."""

    kind: str
    code: str
    bearing: str
    title: str
    url: str

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        return _ICONS.get(self.kind, "records")


@dataclass(frozen=True, slots=True)
class Use:
    """What one may begin with a passage."""

    kind: str
    url: str


@dataclass(slots=True)
class Note:
    """A passage in the margin: its row, who cites it, and where it was found."""

    row: Passage
    code: str
    url: str
    cited_by: list[Citing] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    page: int | None = None
    place: Anchor | None = None
    line: int | None = None
    box: tuple[str, str, str, str] | None = None
    """A region: x, y, width, height in hundredths of the picture."""
    seconds: str = ""
    """A time: where it begins, as a media fragment has it."""
    clock: str = ""
    """A time as one says it: `1:30 – 1:45`."""

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look: the words were found only by likeness."""
        return self.place is not None and self.place.certainty is Certainty.APPROXIMATE

    @property
    def is_lost(self) -> bool:
        """Whether words were quoted that do not stand where they should."""
        return bool(self.row.quote) and self.place is None


def notes_of(access: Access, item: EvidenceItem) -> list[Note]:
    """Return the passages of an item with who cites them; where they stand is found later."""
    slug = access.case.slug
    rows = passages_of(access, item)
    notes = {}
    for row in rows:
        code = row.record.code
        url = reverse("evidence:passage", kwargs={"slug": slug, "code": code})
        note = Note(row, code, url, uses=_uses(access, code))
        note.box = _box(row.region)
        note.seconds, note.clock = _moments(row.time)
        notes[row.pk] = note
    citations = list(citations_of(access, rows))
    titles = _titles([one.record_id for one in citations])
    for one in citations:
        kind, code = one.record.kind, one.record.code
        url = address(slug, kind, code)
        title = titles.get(one.record_id, "")
        notes[one.passage_id].cited_by.append(Citing(kind, code, one.bearing, title, url))
    return list(notes.values())


def find_places(notes: Sequence[Note], pages: Sequence[DerivedPage]) -> None:
    """Find the words of each passage; first on the page it names, then on all others."""
    for note in notes:
        named = [one for one in pages if note.row.page and _is_page(one, note.row.page)]
        if not note.row.quote:
            note.page = named[0].number if named else None
            continue
        quote = Quote(note.row.quote, note.row.prefix, note.row.suffix)
        doubtful: tuple[DerivedPage, Anchor] | None = None
        for one in [*named, *(other for other in pages if other not in named)]:
            place = anchor(one.text, quote)
            if place and place.certainty is not Certainty.APPROXIMATE:
                note.page, note.place = one.number, place
                break
            doubtful = doubtful or ((one, place) if place else None)
        if note.place is None and doubtful:
            note.page, note.place = doubtful[0].number, doubtful[1]


def marks_on(notes: Sequence[Note], number: int) -> list[Mark]:
    """Return what to mark in the text of one page."""
    return [
        Mark(note.code, note.place.start, note.place.end)
        for note in notes
        if note.place and note.page == number
    ]


def _uses(access: Access, code: str) -> list[Use]:
    slug = access.case.slug
    uses = []
    if access.may(Capability.RECORD):
        new = reverse("records:new", kwargs={"slug": slug})
        uses.append(Use("act", f"{new}?{urlencode({'kind': 'act', 'supports': code})}"))
    if access.may(Capability.QUALIFY):
        uses.append(Use("proposition", page(slug, "new-proposition", supports=code)))
    return uses


def _titles(records: Sequence[int]) -> Mapping[int, str]:
    rows = SearchEntry.objects.filter(record__in=records, page=0)
    return dict(rows.values_list("record_id", "title"))


def _is_page(derived: DerivedPage, label: str) -> bool:
    return label == (derived.label or str(derived.number))


def _box(region: str) -> tuple[str, str, str, str] | None:
    try:
        read = read_region(region) if region else None
    except SelectorNotUnderstood:
        return None
    if read is None or read.unit is not Unit.PERCENT:
        return None
    return _written(read)


def _written(region: Region) -> tuple[str, str, str, str]:
    sides = (region.x, region.y, region.width, region.height)
    x, y, width, height = (f"{side:f}" for side in sides)
    return x, y, width, height


def _moments(time: str) -> tuple[str, str]:
    """Return where a time begins in seconds, and both its ends as a clock shows them."""
    try:
        read = read_time(time) if time else None
    except SelectorNotUnderstood:
        return "", time
    if read is None:
        return "", ""
    ends = [read.start] if read.end is None else [read.start, read.end]
    return f"{read.start:f}", " – ".join(map(clock, ends))


def clock(seconds: Decimal) -> str:
    """Return a moment as a clock shows it: `1:30`, `1:01:10.25`."""
    whole, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(whole), 60)
    written = f"{rest:05.2f}".rstrip("0").rstrip(".") if rest % 1 else f"{int(rest):02}"
    return f"{hours}:{minutes:02}:{written}" if hours else f"{minutes}:{written}"
