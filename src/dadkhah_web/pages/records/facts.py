"""What a record says, in words: labels, names and dates instead of codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from dadkhah.dates import Calendar, PartialDate, read_date
from dadkhah.errors import DateNotUnderstood
from dadkhah.exchange.tables.cells import split_list
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.openness import unreadable_items
from dadkhah_web.pages.records.terms import term_words
from dadkhah_web.pages.records.titles import Ref, titles
from dadkhah_web.records.description import COLUMNS, Column, Control

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a cell says: words, or a record with its address."""

    words: str
    code: str = ""
    kind: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of a record and what it says; a date has no words of its own."""

    column: Column
    said: tuple[Said, ...]
    date: PartialDate | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.said and self.date is None


def address(access: Access, kind: str, code: str) -> str:
    """Return where a record of any kind is shown."""
    return reverse("records:show", args=[access.case.slug, kind, code])


def refs_in(records: Sequence[tuple[str, Cells]]) -> set[Ref]:
    """Return what these records (kind and cells) name."""
    return {
        (kind, code)
        for name, cells in records
        for column in COLUMNS[name]
        if column.names_records
        for code in _codes(column, cells)
        for kind in column.kinds
    }


def facts_of(
    access: Access,
    records: Sequence[tuple[str, Cells]],
    known: Mapping[Ref, str] | None = None,
) -> list[dict[str, Fact]]:
    """Return the facts of each record (kind and cells) by column.

    A record that this person may not see is not named in them. `known` are the titles, for who
    has asked for them already.
    """
    known = titles(access, refs_in(records)) if known is None else known
    closed = _unreadable(access, records)
    return [
        {
            column.name: _fact(access, column, _withheld(cells, closed), known)
            for column in COLUMNS[name]
        }
        for name, cells in records
    ]


def _unreadable(access: Access, records: Sequence[tuple[str, Cells]]) -> frozenset[str]:
    """Return the items whose words this person may not read, where passages are among these."""
    if not any(kind == "passage" for kind, _cells in records):
        return frozenset()
    return frozenset(unreadable_items(access).values_list("record__code", flat=True))


def _withheld(cells: Cells, closed: frozenset[str]) -> Cells:
    """Return the cells of a passage without words that may not be read; others as they are."""
    is_closed = "quote" in cells and cells.get("item") in closed
    return {**cells, "quote": "", "prefix": "", "suffix": ""} if is_closed else cells


def _codes(column: Column, cells: Cells) -> tuple[str, ...]:
    text = cells.get(column.name, "")
    if column.is_many:
        return split_list(text)
    return (text,) if text else ()


def _fact(access: Access, column: Column, cells: Cells, known: Mapping[Ref, str]) -> Fact:
    text = cells.get(column.name, "")
    if column.control is Control.DATE:
        date = date_of(text, cells.get(f"{column.name}_calendar", ""))
        unread = (Said(text),) if text and date is None else ()
        return Fact(column, unread, date)
    codes = _codes(column, cells)
    if column.names_records:
        named = [(kind, code) for code in codes for kind in column.kinds if (kind, code) in known]
        return Fact(
            column,
            tuple(Said(known[ref], ref[1], ref[0], address(access, *ref)) for ref in named),
        )
    if column.control in (Control.CHOICE, Control.CODES, Control.GIVEN):
        return Fact(column, tuple(Said(term_words(column, code)) for code in codes))
    return Fact(column, (Said(text),) if text else ())


def date_of(written: str, calendar: str) -> PartialDate | None:
    """Return the date that two cells mean; None where they mean none."""
    try:
        return read_date(written, Calendar(calendar) if calendar else None)
    except (DateNotUnderstood, ValueError):
        return None
