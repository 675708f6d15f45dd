"""Tables as CSV files: RFC 4180, UTF-8, strict on reading and the same bytes on writing."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dadkhah.exchange.tables.cells import shield, unshield
from dadkhah.exchange.tables.problems import HEADER, WHOLE_FILE, Problem
from dadkhah.text.counted import counted

_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with its number and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read. With problems in the header or the encoding there are no rows."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]


def read_sheet(content: bytes, file: str) -> Sheet:
    """Read a CSV file; `file` is its name in problems."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"line {line} is not UTF-8; save the table as 'CSV UTF-8' or 'Text CSV, UTF-8'."
        return _refused(file, reason)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return _refused(file, f"line {line} holds a NUL character; remove it.")
    problems: list[Problem] = []
    lines = _lines(text, file, problems)
    if not lines:
        return Sheet(
            (), (), tuple(problems) or _refused(file, "is empty; it needs a header row.").problems
        )
    columns = tuple(cell.strip() for cell in lines[0])
    problems += _header_problems(columns, file)
    if problems:
        return Sheet(columns, (), tuple(problems))
    rows = tuple(_rows(lines, columns, file, problems))
    return Sheet(columns, rows, tuple(problems))


def write_sheet(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return a CSV file: LF after each row, quotes only where needed, formulas shielded."""
    lines = [columns, *([shield(row[name]) for name in columns] for row in rows)]
    return "".join(",".join(map(_quote, line)) + "\n" for line in lines).encode()


def _quote(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def _lines(text: str, file: str, problems: list[Problem]) -> list[list[str]]:
    lines: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines.extend(reader)
    except csv.Error as error:
        reason = f"cannot be read as CSV ({error}); look for a quote mark that is not closed."
        problems.append(Problem(file, len(lines) + 1, "", reason))
        return []
    return lines


def _header_problems(columns: tuple[str, ...], file: str) -> Iterable[Problem]:
    if len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        reason = "has no commas between columns; save it with the comma as separator."
        yield Problem(file, HEADER, "", reason)
        return
    for name in dict.fromkeys(columns):
        if not name:
            yield Problem(file, HEADER, "", "a column has no name; name it or remove it.")
        elif columns.count(name) > 1:
            yield Problem(file, HEADER, name, "the column is there more than once; remove one.")


def _rows(
    lines: list[list[str]], columns: tuple[str, ...], file: str, problems: list[Problem]
) -> Iterable[SheetRow]:
    for number, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(columns):
            reason = f"has {counted(len(line), 'cell')}, the header has {len(columns)}; "
            reason += "put text that holds a comma between quote marks."
            problems.append(Problem(file, number, "", reason))
            continue
        yield SheetRow(number, dict(zip(columns, map(unshield, line), strict=True)))


def _refused(file: str, reason: str) -> Sheet:
    return Sheet((), (), (Problem(file, WHOLE_FILE, "", reason),))
