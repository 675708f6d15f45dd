"""What typed words may mean: records and codes, found in any script and spelling."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from dadkhah.text.folding import fold
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Record
from dadkhah_web.evidence.models import Passage
from dadkhah_web.evidence.openness import readable
from dadkhah_web.exchange.kinds import KIND_BY_NAME
from dadkhah_web.exchange.snapshot import kept
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.records.listing import SHAPES, Shape, has_words
from dadkhah_web.pages.records.terms import codes_of, spellings
from dadkhah_web.pages.records.titles import rank_of
from dadkhah_web.records.description import Column
from dadkhah_web.records.models import Person, PersonName, Position

MOST = 8
_PASSAGE = Shape(words=("quote", "note"))


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be meant, and what tells it from its namesakes."""

    value: str
    words: str
    note: str = ""
    is_exact: bool = False
    """Whether it is called just what was typed."""


def options(access: Access, column: Column, words: str) -> list[Option]:
    """Return what these words may mean in this column, the likeliest first; closed ones are not."""
    if not column.names_records:
        return _codes(column, words)
    found: list[Option] = []
    for kind in column.kinds:
        if kind == "person":
            found += _persons(access, words)
        elif kind == "passage":
            found += _passages(access, words)
        else:
            found += _records(access, kind, words)
    return found


def _rank(words: str, spelled: Iterable[str]) -> int | None:
    """Return how well words fit: 0 the whole, 1 its beginning, 2 of a word, 3 inside; else None."""
    best: int | None = None
    for text in spelled:
        place = text.find(words)
        if place >= 0:
            rank = 0 if text == words else 1 if place == 0 else 3 - (not text[place - 1].isalnum())
            best = rank if best is None else min(best, rank)
    return best


def _codes(column: Column, words: str) -> list[Option]:
    folded = fold(words.strip())
    found: list[tuple[int, int, Option]] = []
    for place, (code, said, _group) in enumerate(codes_of(column)):
        rank = _rank(folded, [fold(text) for text in spellings(column, code)])
        if rank is not None:
            found.append((rank if folded else 0, place, Option(code, said, "", rank == 0)))
    ordered = [option for *_order, option in sorted(found, key=lambda one: one[:2])]
    return ordered[:MOST] if folded else ordered


@dataclass(frozen=True, slots=True)
class _Named:
    """A person as typing finds one."""

    code: str
    title: str
    note: str
    spelled: tuple[str, ...]


def _persons(access: Access, words: str) -> list[Option]:
    known = kept(access, f"persons-{reader_language()}", lambda: _index(access))
    folded = fold(words.strip())
    found = [
        (rank, one.title, Option(one.code, one.title, one.note, rank == 0))
        for one in known
        if (rank := _rank(folded, one.spelled)) is not None
    ]
    return [option for *_order, option in sorted(found, key=lambda one: one[:2])[:MOST]]


def _index(access: Access) -> list[_Named]:
    """Return every person with all names folded, and the office that tells namesakes apart."""
    names: dict[str, list[tuple[int, str]]] = {}
    mine = {"record__case": access.case}
    for code, text, language, kind in (
        access.narrow(PersonName.objects.filter(**mine))
        .order_by("record__row", "pk")
        .values_list("person__record__code", "text", "language", "kind")
    ):
        names.setdefault(code, []).append((rank_of(language, kind), text))
    offices: dict[str, list[str]] = {}
    held = access.narrow(Position.objects.filter(**mine)).order_by("-held_earliest", "pk")
    for code, title in held.values_list("person__record__code", "title"):
        offices.setdefault(code, []).append(title)
    persons = access.narrow(Person.objects.filter(**mine)).values_list(
        "record__code", "description"
    )
    return [
        _Named(
            code,
            min(names.get(code, [(9, code)]), key=lambda pair: pair[0])[1],
            " · ".join(offices.get(code, [])[:2]) or description,
            (fold(code), *(fold(text) for _rank, text in names.get(code, []))),
        )
        for code, description in persons
    ]


def _passages(access: Access, words: str) -> list[Option]:
    """Return passages one may read: those one kept oneself first, the newest first."""
    mine_to_read = Passage.objects.filter(item__sensitivity__in=readable(access))
    rows = access.narrow(mine_to_read.filter(record__case=access.case))
    if words:
        rows = rows.filter(has_words(_PASSAGE, words) | Q(item__title__icontains=words))
    mine = When(record__review__coded_by=access.user.code, then=Value(True))
    rows = rows.annotate(mine=Case(mine, default=Value(False), output_field=BooleanField()))
    rows = rows.select_related("record", "record__review", "item").order_by("-mine", "-pk")
    return [
        Option(
            row.record.code,
            row.quote or row.note or row.record.code,
            _where(access, row),
            row.record.code.casefold() == words.casefold(),
        )
        for row in rows[:MOST]
    ]


def _where(access: Access, row: Passage) -> str:
    place = [row.item.title]
    if row.page:
        place.append(_("page %(page)s") % {"page": row.page})
    review = getattr(row.record, "review", None)
    today = timezone.now().date()
    if review and review.coded_by == access.user.code and review.at.date() == today:
        place.append(_("kept by you today"))
    return " · ".join(place)


def _records(access: Access, kind: str, words: str) -> list[Option]:
    """Return records of a kind whose words or id fit, the newest first."""
    shape, table = SHAPES[kind], KIND_BY_NAME[kind].table
    rows = access.narrow(table._default_manager.filter(record__case=access.case))
    if words:
        rows = rows.filter(has_words(shape, words))
    found = rows.select_related("record").order_by("-pk")[: MOST * 3]
    folded = fold(words.strip())
    ranked = []
    for place, row in enumerate(found):
        identity: Record = row.record
        title = getattr(row, shape.words[0])
        rank = _rank(folded, (fold(identity.code), fold(title))) if folded else 0
        note = getattr(row, f"{shape.date}_written") if shape.date else ""
        option = Option(identity.code, title, note, bool(folded) and rank == 0)
        ranked.append((4 if rank is None else rank, place, option))
    return [option for *_order, option in sorted(ranked, key=lambda one: one[:2])[:MOST]]
