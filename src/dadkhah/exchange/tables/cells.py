"""The text of one cell: lists, and texts that a spreadsheet program would run as a formula."""

import re
from collections.abc import Iterable

_SEPARATOR = ";"
_PIECE = re.compile(r"\\(.)|(;)|([^\\;]+)|(\\)$", re.DOTALL)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r]")


def join_list(entries: Iterable[str]) -> str:
    """Return the entries as one cell, separated by `; `, with `;` and backslash escaped."""
    return "; ".join(e.replace("\\", "\\\\").replace(";", "\\;") for e in entries)


def split_list(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell written by `join_list` or by hand; an empty cell has none."""
    if not cell.strip():
        return ()
    entries = [""]
    for escaped, separator, plain, stray in _PIECE.findall(cell):
        if separator:
            entries.append("")
        else:
            entries[-1] += escaped or plain or stray
    return tuple(entry.strip() for entry in entries)


def shield(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet program would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unshield(cell: str) -> str:
    """Take away the apostrophe that `shield` put."""
    return cell[1:] if _SHIELDED.match(cell) else cell
