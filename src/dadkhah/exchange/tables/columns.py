"""Records as rows: the one mapping between a dataclass and its columns.

A field is one column of its own name, except a date (as written, and its calendar) and
citations (one column for each role). The types of the fields decide; no record has code here.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from typing import Any, TypeVar, get_type_hints

from dadkhah.dates import Calendar, PartialDate, read_date
from dadkhah.errors import DateNotUnderstood
from dadkhah.exchange.tables.cells import join_list, split_list
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.evidence import Citations

_Record = TypeVar("_Record")
# Hundreds of rows may need it: the place, and not the examples, once for each.
_HOW_DATES = "The documenter's guide shows how to write dates in three calendars."


class RowRefused(ValueError):
    """A row that is no record: pairs of column and reason."""

    def __init__(self, reasons: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{column}: {reason}" for column, reason in reasons))
        self.reasons = reasons


class _CellRefused(ValueError):
    """Why a cell does not give a value; `place` says which of the field's cells."""

    def __init__(self, reason: str, place: int = 0) -> None:
        super().__init__(reason)
        self.place = place


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """One field of a record and the columns that hold it."""

    field: str
    names: tuple[str, ...]
    needed: bool  # the columns must be there
    default: object  # of an absent or empty cell; MISSING when there is none
    to_cells: Callable[[Any], tuple[str, ...]]
    from_cells: Callable[[tuple[str, ...]], object]
    is_list: bool = False

    def read(self, cells: Mapping[str, str]) -> object:
        """Return the value of the field in a row."""
        own = tuple(cells.get(name, "") for name in self.names)
        if self.default is not MISSING and not any(cell.strip() for cell in own):
            return self.default
        return self.from_cells(own)


def columns_of(kind: type) -> tuple[FieldColumns, ...]:
    """Return the columns of a record class, in the order of its fields."""
    return _columns_of(kind)


@cache  # beneath a function, for mypy holds a class of unknown kind to be unhashable
def _columns_of(kind: type) -> tuple[FieldColumns, ...]:
    hints = get_type_hints(kind)
    return tuple(_field_columns(f, hints[f.name]) for f in fields(kind))


def record_fields(record: object) -> dict[str, str]:
    """Return the text of each cell of a record, by column, as a table of a case folder has it.

    The texts are as they mean, without the apostrophe that shields formulas in a file.
    """
    cells: dict[str, str] = {}
    for column in columns_of(type(record)):
        texts = column.to_cells(getattr(record, column.field))
        cells.update(zip(column.names, texts, strict=True))
    return cells


def record_from_fields(kind: type[_Record], cells: Mapping[str, str]) -> _Record:
    """Return the record that a row of cells means; raise `RowRefused` with every reason."""
    values: dict[str, object] = {}
    reasons: list[tuple[str, str]] = []
    for column in columns_of(kind):
        try:
            values[column.field] = column.read(cells)
        except _CellRefused as why:
            reasons.append((column.names[why.place], str(why)))
    if reasons:
        raise RowRefused(reasons)
    return kind(**values)


def _field_columns(field: Field[Any], hint: object) -> FieldColumns:
    suffixes, to_cells, from_cells = _CODECS[hint]
    names = suffixes if hint is Citations else tuple(field.name + s for s in suffixes)
    return FieldColumns(
        field=field.name,
        names=names,
        needed=field.default is MISSING,
        default=field.default,
        to_cells=to_cells,
        from_cells=from_cells,
        is_list=hint == tuple[str, ...],
    )


def _read_text(cells: tuple[str, ...]) -> str:
    if not cells[0].strip():
        raise _CellRefused("is empty; it is needed.")
    return cells[0]


def _read_number(cells: tuple[str, ...]) -> int:
    text = cells[0].strip()
    if not (text.isascii() and text.isdigit()):
        raise _CellRefused(f"'{text}' is no whole number; write digits only.")
    return int(text)


def _read_list(cells: tuple[str, ...], place: int = 0) -> tuple[str, ...]:
    entries = split_list(cells[place])
    if "" in entries:
        raise _CellRefused("has an empty entry; remove the extra ';'.", place)
    return entries


def _write_date(value: PartialDate | None) -> tuple[str, str]:
    return ("", "") if value is None else (value.written, value.calendar.value)


def _read_date(cells: tuple[str, ...]) -> PartialDate:
    written, named = cells[0], cells[1].strip()
    if not written.strip():
        raise _CellRefused("is empty; a date is needed. Write a year or an interval if unsure.")
    if named and named not in set(Calendar):
        choices = ", ".join(Calendar)
        raise _CellRefused(f"'{named}' is not known; write one of {choices}.", 1)
    try:
        return read_date(written, Calendar(named) if named else None)
    except DateNotUnderstood as why:
        raise _CellRefused(f"{why.reason} {_HOW_DATES}") from None


def _read_citations(cells: tuple[str, ...]) -> Citations:
    return Citations(*(_read_list(cells, place) for place in range(len(cells))))


def _read_conclusion(cells: tuple[str, ...]) -> Conclusion:
    text = cells[0].strip()
    if text not in Conclusion.__members__:
        choices = ", ".join(Conclusion.__members__)
        raise _CellRefused(f"'{text}' is no conclusion; write one of {choices}.")
    return Conclusion[text]


_DATE = (("", "_calendar"), _write_date, _read_date)
_CODECS: dict[object, tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]], Callable[..., Any]]]
_CODECS = {
    str: (("",), lambda text: (text,), _read_text),
    int: (("",), lambda number: (str(number),), _read_number),
    tuple[str, ...]: (("",), lambda entries: (join_list(entries),), _read_list),
    PartialDate: _DATE,
    PartialDate | None: _DATE,
    Citations: (
        ("supports", "contradicts", "context"),
        lambda cited: tuple(
            join_list(role) for role in (cited.supports, cited.contradicts, cited.context)
        ),
        _read_citations,
    ),
    Conclusion: (("",), lambda conclusion: (conclusion.name,), _read_conclusion),
}
