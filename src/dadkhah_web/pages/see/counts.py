"""A count as its template draws it: rows, columns, bars; and the same as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext

from dadkhah.exchange.tables.sheet import write_sheet
from dadkhah.pictures.counting import NOT_RECORDED, CrossTable, cross_table
from dadkhah.pictures.dimensions import Dimension, counter, every_period
from dadkhah.pictures.question import Happening, key_of
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.pages.reader import reader_calendar
from dadkhah_web.pages.see.asking import Asked
from dadkhah_web.pages.see.links import NONE
from dadkhah_web.pages.see.words import DIMENSIONS, value_words


@dataclass(frozen=True, slots=True)
class Counted:
    """A table with what its rows and columns are."""

    table: CrossTable
    rows: Dimension
    columns: Dimension | None


def count_records(asked: Asked, rows: Dimension, columns: Dimension | None) -> Counted:
    """Count the answer by what was chosen for the rows and the columns."""
    calendar = reader_calendar()
    counts = counter(asked.case, current_law(), calendar)

    def always(dimension: Dimension | None) -> list[str]:
        unit = dimension.unit if dimension else None
        found = every_period(asked.records, unit, calendar) if unit else ()
        return [period.code for period in found]

    table = cross_table(
        asked.records,
        counts.values(rows),
        counts.values(columns) if columns else None,
        all_rows=always(rows),
        all_columns=always(columns),
    )
    return Counted(table, rows, columns)


def draw_count(asked: Asked, counted: Counted) -> dict[str, Any]:
    """Return rows with their cells, each with its number, its words and its list of records."""
    table, rows, columns = counted.table, counted.rows, counted.columns
    names = partial(value_words, names=asked.names)
    address = partial(asked.counted, rows=rows.value)
    if columns:
        address = partial(address, columns=columns.value)
    heads = [
        {
            "words": names(columns, column) if columns else "",
            "count": len(table.of_column.get(column, ())),
            "url": address(column=column or NONE),
        }
        for column in (table.columns if columns else ())
    ]
    drawn = [_row(row, names(rows, row), table, address) for row in table.rows]
    return {
        "rows": drawn,
        "heads": heads,
        "row_words": DIMENSIONS[rows],
        "column_words": DIMENSIONS[columns] if columns else "",
        "total": len(table.everything),
        "several_rows": len(table.in_several_rows),
        "several_columns": len(table.in_several_columns),
    }


def _row(row: str, words: str, table: CrossTable, address: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return one row; `address` gives the list of a row and column."""
    count = len(table.of_row.get(row, ()))
    share = count / table.largest_row if table.largest_row else 0
    return {
        "words": words,
        "count": count,
        "url": address(row=row or NONE),
        "bar": f"{share * 100:.2f}%",
        "is_nothing": row == NOT_RECORDED,
        "cells": [
            {
                "count": len(keys),
                "url": address(row=row or NONE, column=column or NONE) if keys else "",
                "shade": _shade(len(keys), table.largest_cell),
            }
            for column in table.columns
            for keys in [table.cells.get((row, column), ())]
        ],
    }


def _shade(count: int, largest: int) -> int:
    """Return a tone from 0 to 4; the number in the cell says it too."""
    return 0 if not count else 1 + min(3, (count - 1) * 4 // max(largest, 1))


def in_cell(asked: Asked, counted: Counted, row: str, column: str) -> tuple[Happening, ...]:
    """Return the records of one row, one column or one cell; empty words mean all."""
    keys = set(counted.table.everything)
    for wanted, found in ((row, counted.table.of_row), (column, counted.table.of_column)):
        if wanted:
            keys &= set(found.get("" if wanted == NONE else wanted, ()))
    return tuple(record for record in asked.records if key_of(record) in keys)


def as_file(drawn: Mapping[str, Any]) -> bytes:
    """Return the count as CSV, with its totals and the rule that explains them."""
    first, total = str(drawn["row_words"]), gettext("Total")
    heads = [head["words"] for head in drawn["heads"]]
    columns = list(dict.fromkeys([first, *heads, total]))
    lines = []
    for row in drawn["rows"]:
        cells = [str(cell["count"]) for cell in row["cells"]] if heads else []
        lines.append({first: row["words"], **dict(zip(heads, cells, strict=True))})
        lines[-1][total] = str(row["count"])
    last = {head["words"]: str(head["count"]) for head in drawn["heads"]}
    lines.append({first: total, **last, total: str(drawn["total"])})
    said = gettext("This counts what is documented here, not what happened.")
    lines.append({**dict.fromkeys(columns, ""), first: said})
    return write_sheet(columns, lines)
