"""The tables of a case folder, and the rows of one table as records."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dadkhah.exchange.tables.columns import (
    RowRefused,
    columns_of,
    record_fields,
    record_from_fields,
)
from dadkhah.exchange.tables.problems import HEADER, Problem
from dadkhah.exchange.tables.sheet import read_sheet, write_sheet
from dadkhah.records.analysis import Charge, ElementFinding, Proposition
from dadkhah.records.events import Act, Event, Involvement
from dadkhah.records.evidence import EvidenceItem, Passage, Reception, Source
from dadkhah.records.persons import CommandLink, Person, PersonName, Position
from dadkhah.records.restrictions import Restriction, RestrictionStatus


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the case folder, the field of `CaseRecords` it fills and its kind of record."""

    file: str
    name: str
    kind: type

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, in the order they are written."""
        return tuple(name for column in columns_of(self.kind) for name in column.names)

    @property
    def has_ids(self) -> bool:
        """Whether each record bears an id of its own."""
        return "id" in self.columns


TABLES = (
    Table("sources.csv", "sources", Source),
    Table("items.csv", "items", EvidenceItem),
    Table("receptions.csv", "receptions", Reception),
    Table("passages.csv", "passages", Passage),
    Table("persons.csv", "persons", Person),
    Table("person_names.csv", "person_names", PersonName),
    Table("positions.csv", "positions", Position),
    Table("command_links.csv", "command_links", CommandLink),
    Table("events.csv", "events", Event),
    Table("acts.csv", "acts", Act),
    Table("involvements.csv", "involvements", Involvement),
    Table("restrictions.csv", "restrictions", Restriction),
    Table("restriction_status.csv", "restriction_statuses", RestrictionStatus),
    Table("propositions.csv", "propositions", Proposition),
    Table("findings.csv", "findings", ElementFinding),
    Table("charges.csv", "charges", Charge),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A record and the row it stands in."""

    number: int
    record: Any


@dataclass(frozen=True, slots=True)
class TableRead:
    """What a table gave.

    `ids` holds those of refused rows too, so that one mistake is told once; it is None when a
    part of the table could not be read and nobody can say what it names.
    """

    table: Table
    rows: tuple[Row, ...] = ()
    ids: frozenset[str] | None = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def records(self) -> tuple[Any, ...]:
        """The records, by id where they have one, else as in the file."""
        found = (row.record for row in self.rows)
        return tuple(sorted(found, key=lambda r: r.id) if self.table.has_ids else found)

    def problem(self, row: Row, field: str, reason: str) -> Problem:
        """Return a problem of one field of a row."""
        return Problem(self.table.file, row.number, field, reason)


def read_table(table: Table, content: bytes) -> TableRead:
    """Read the rows of a table; what is wrong with columns, cells and ids is in `problems`."""
    sheet = read_sheet(content, table.file)
    if not sheet.columns or any(problem.row == HEADER for problem in sheet.problems):
        return TableRead(table, ids=None, problems=sheet.problems)
    missing = list(_missing_columns(table, sheet.columns))
    problems = [*sheet.problems, *_unknown_columns(table, sheet.columns), *missing]
    rows: list[Row] = []
    for row in sheet.rows if not missing else ():
        try:
            rows.append(Row(row.number, record_from_fields(table.kind, row.cells)))
        except RowRefused as refused:
            problems += [Problem(table.file, row.number, *pair) for pair in refused.reasons]
    if table.has_ids:
        problems += _id_problems(table, rows)
    ids = None if sheet.problems else frozenset(row.cells.get("id", "") for row in sheet.rows)
    return TableRead(table, tuple(rows), ids, tuple(problems))


def write_table(table: Table, records: Iterable[object]) -> bytes:
    """Return the table as a CSV file with all columns."""
    return write_sheet(table.columns, map(record_fields, records))


def _unknown_columns(table: Table, columns: tuple[str, ...]) -> Iterable[Problem]:
    for name in columns:
        if name not in table.columns:
            near = difflib.get_close_matches(name, table.columns, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(table.columns)}."
            yield Problem(table.file, HEADER, name, f"the column is not known; {hint}")


def _missing_columns(table: Table, columns: tuple[str, ...]) -> Iterable[Problem]:
    for column in columns_of(table.kind):
        if column.needed and column.names[0] not in columns:
            yield Problem(table.file, HEADER, column.names[0], "the column is missing; add it.")


def _id_problems(table: Table, rows: list[Row]) -> Iterable[Problem]:
    first_rows: dict[str, int] = {}
    for row in rows:
        id_ = row.record.id
        if any(c.isspace() or c in ";/\\" for c in id_):
            yield Problem(table.file, row.number, "id", f"'{id_}' holds a space, ';' or '/'.")
        if id_ in first_rows:
            reason = f"'{id_}' is already the id of row {first_rows[id_]}; give each its own."
            yield Problem(table.file, row.number, "id", reason)
        first_rows.setdefault(id_, row.number)
