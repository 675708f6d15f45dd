"""Cross-tables of records: how many are in each row and column, and exactly which.

A record with several values in a row or column is counted once in each of them and once in the
total; so rows may add up to more than the total, and the table says by how many records.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dadkhah.pictures.question import Happening, key_of

NOT_RECORDED = ""  # the row of what has no value there, or is not known so exactly
Values = Callable[[Happening], tuple[str, ...]]
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Records by row and by column. Every number is the length of a list of records."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Keys]
    of_row: Mapping[str, Keys]
    of_column: Mapping[str, Keys]
    everything: Keys
    in_several_rows: Keys
    in_several_columns: Keys

    @property
    def largest_row(self) -> int:
        """How many records the fullest row has."""
        return max(map(len, self.of_row.values()), default=0)

    @property
    def largest_cell(self) -> int:
        """How many records the fullest cell has."""
        return max(map(len, self.cells.values()), default=0)


def cross_table(
    records: Sequence[Happening],
    rows: Values,
    columns: Values | None = None,
    *,
    all_rows: Sequence[str] = (),
    all_columns: Sequence[str] = (),
) -> CrossTable:
    """Count `records` by the values of rows and columns; without columns there is one column.

    `all_rows` and `all_columns` come first, in their order, also when nothing is counted there;
    others follow, the fullest first. What has no value is last.
    """
    by_row: dict[str, list[str]] = {}
    by_column: dict[str, list[str]] = {}
    cells: dict[tuple[str, str], list[str]] = {}
    several: tuple[list[str], list[str]] = ([], [])
    for record in records:
        key = key_of(record)
        down = _each_once(rows(record))
        across = _each_once(columns(record)) if columns else (NOT_RECORDED,)
        for row in down:
            by_row.setdefault(row, []).append(key)
        for column in across:
            by_column.setdefault(column, []).append(key)
        for row in down:
            for column in across:
                cells.setdefault((row, column), []).append(key)
        for many, values in zip(several, (down, across), strict=True):
            many.extend([key] if len(values) > 1 else [])
    return CrossTable(
        rows=_ordered(by_row, all_rows),
        columns=_ordered(by_column, all_columns),
        cells={place: tuple(keys) for place, keys in cells.items()},
        of_row={row: tuple(keys) for row, keys in by_row.items()},
        of_column={column: tuple(keys) for column, keys in by_column.items()},
        everything=tuple(key_of(record) for record in records),
        in_several_rows=tuple(several[0]),
        in_several_columns=tuple(several[1]),
    )


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values)) or (NOT_RECORDED,)


def _ordered(counts: Mapping[str, list[str]], always: Sequence[str]) -> tuple[str, ...]:
    fullest_first = sorted(counts, key=lambda value: (-len(counts[value]), value))
    ordered = [value for value in (*always, *fullest_first) if value != NOT_RECORDED]
    return tuple(dict.fromkeys([*ordered, *([NOT_RECORDED] if NOT_RECORDED in counts else [])]))
