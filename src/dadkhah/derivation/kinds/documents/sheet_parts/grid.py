"""The rows of one sheet: those that are shown, and those in hidden rows and columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from openpyxl.utils import get_column_letter

from dadkhah.derivation.kinds.documents.office.markup import streamed
from dadkhah.derivation.kinds.documents.office.report import MOST_CHARACTERS
from dadkhah.derivation.kinds.documents.opened import Opened
from dadkhah.derivation.kinds.documents.sheet_parts.cells import Book, Shown
from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable

_WANTED = frozenset({"s:row", "s:col", "s:sheetProtection", "s:headerFooter"})
_WIDEST_GAP = 20  # empty cells that are kept as tabs
_YES = frozenset({"1", "true"})
_MOST_COLUMNS = 16_384
_BASE = 26


@dataclass(slots=True)
class Grid:
    """What one sheet has."""

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)  # with their places: "B7: words"
    hidden_rows: int = 0
    hidden_columns: list[str] = field(default_factory=list)
    masked: list[str] = field(default_factory=list)
    without_value: list[str] = field(default_factory=list)
    formulas: int = 0
    is_protected: bool = False
    margins: list[str] = field(default_factory=list)  # headers and footers of the printed page


def grid_of(package: Opened, part: str, book: Book) -> Grid:
    """Read a sheet row by row. Raises `FileNotDerivable` when it is damaged or too large."""
    grid, hidden = Grid(), set[int]()
    characters, number = 0, 0
    for element in streamed(package, part, _WANTED):
        if element.tag == "s:col":
            hidden |= _hidden_columns(element, grid)
        elif element.tag == "s:sheetProtection":
            grid.is_protected = element.get("sheet", "") in _YES
        elif element.tag == "s:headerFooter":
            grid.margins += [one.text for one in element if one.text]
        else:
            number = _number(element.get("r", ""), number + 1)
            characters += _row(element, number, book=book, hidden=hidden, grid=grid)
        if characters > MOST_CHARACTERS:
            message = f"A sheet has more than {MOST_CHARACTERS} characters of text."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
    return grid


def _row(row: Element, number: int, *, book: Book, hidden: set[int], grid: Grid) -> int:
    """Put the cells of a row where they belong; return how many characters they have."""
    is_hidden = row.get("hidden", "") in _YES
    line: list[str] = []
    size, before = 0, 0
    for column, cell in _cells(row):
        shown = book.shown(cell)
        place = f"{get_column_letter(column)}{number}"
        _note(shown, place, grid)
        if not shown.text:
            continue
        size += len(shown.text) + _WIDEST_GAP
        if shown.is_masked:
            grid.masked.append(f"{place}: {shown.text}")
        elif is_hidden or column in hidden:
            grid.hidden.append(f"{place}: {shown.text}")
        else:
            line += ["\t" * min(column - max(before, 1), _WIDEST_GAP), _on_its_line(shown.text)]
            before = column
    grid.hidden_rows += is_hidden
    if line:
        grid.shown.append("".join(line))
    return size


def _note(shown: Shown, place: str, grid: Grid) -> None:
    if shown.formula:
        grid.formulas += 1
        if not shown.text:
            grid.without_value.append(f"{place}: ={shown.formula}")


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in row:
        if cell.tag == "s:c":
            column = _column(cell.get("r", "")) or column + 1
            yield min(column, _MOST_COLUMNS), cell


def _column(place: str) -> int:
    """Return the number of the column in "BC12"; nought when there is none."""
    number = 0
    for letter in place[:3]:
        if not ("A" <= letter <= "Z"):
            break
        number = number * _BASE + ord(letter) - ord("A") + 1
    return number


def _hidden_columns(col: Element, grid: Grid) -> set[int]:
    if col.get("hidden", "") not in _YES:
        return set()
    first = min(_number(col.get("min", ""), 1), _MOST_COLUMNS)
    last = min(_number(col.get("max", ""), first), _MOST_COLUMNS)
    grid.hidden_columns.append(f"{get_column_letter(first)}:{get_column_letter(max(first, last))}")
    return set(range(first, last + 1))


def _number(written: str, otherwise: int) -> int:
    return max(1, int(written)) if written.isdecimal() and len(written) < 9 else otherwise  # noqa: PLR2004


def _on_its_line(text: str) -> str:
    """Breaks inside a cell would part its row."""
    return text if "\n" not in text and "\t" not in text else " ".join(text.split())
