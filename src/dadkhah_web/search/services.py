"""Say what can be found. The index of the database follows by itself, in the same transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from dadkhah.dates import PartialDate
from dadkhah.text.folding import fold
from dadkhah.text.search_terms import words_of
from dadkhah_web.cases.models import Case
from dadkhah_web.search.full_text import dialect
from dadkhah_web.search.full_text.words import cut
from dadkhah_web.search.models import SearchEntry

_SHOWN = ("kind", "page_label", "title", "text", "folded_title", "folded_text")
_DATE = ("written", "calendar", "edtf", "earliest", "latest")


@dataclass(frozen=True, slots=True)
class Findable:
    """What can be found of one record, or of one page of an item."""

    record: int
    kind: str
    title: str = ""
    text: str = ""
    """What is shown beside the title, with what was found in it."""
    strong: str = ""
    """Words that count most: those of the record's own title or names."""
    weak: str = ""
    """Words it is found by and that are not shown: names of its codes in every language."""
    date: PartialDate | None = None
    page: int = 0
    page_label: str = ""
    part: int = 0


def put(case: Case, entries: Iterable[Findable]) -> None:
    """Add these, or replace what was there under the same record, page and part."""
    SearchEntry.objects.bulk_create(
        [_row(case, one) for one in entries],
        update_conflicts=True,
        unique_fields=["record", "page", "part"],
        update_fields=[*_SHOWN, *(f"date_{part}" for part in _DATE)],
        batch_size=500,
    )


def put_pages(case: Case, record: int, pages: Sequence[Findable]) -> None:
    """Make these all the pages that can be found of one item."""
    SearchEntry.objects.filter(record=record, page__gt=0).delete()
    put(case, pages)


def overwrite_removed() -> None:
    """Take the words of deleted entries out of the index itself, where they may linger."""
    _run(dialect().OVERWRITE)


def rebuild_index() -> None:
    """Make the index anew from the entries."""
    _run(dialect().REBUILD)


def is_index_in_step() -> bool:
    """Return whether the index says exactly what the entries say."""
    return bool(dialect().is_in_step())


def folded_words(text: str) -> str:
    """Return the words of a text as they are kept: folded, and one space between them."""
    return " ".join(cut(word) for word in words_of(fold(text)))


def _row(case: Case, one: Findable) -> SearchEntry:
    row = SearchEntry(
        case=case,
        record_id=one.record,
        kind=one.kind,
        page=one.page,
        part=one.part,
        page_label=one.page_label,
        title=one.title,
        text=one.text.replace("\0", " "),  # PostgreSQL holds no NUL
        folded_title=folded_words(one.strong),
        folded_text=folded_words(f"{one.text} {one.weak}"),
    )
    row.date = one.date
    return row


def _run(statements: Collection[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
