"""The cells of an OpenDocument spreadsheet, a page for each sheet."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.markup import child, children, words
from dadkhah.derivation.kinds.documents.office.report import MOST_CHARACTERS
from dadkhah.derivation.kinds.documents.open_parts.running import Running, rows_of
from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable

_WIDEST_GAP = 20
_MOST_REPEATED = 1000  # a row or cell with words that is said to stand there more often
_HIDDEN = frozenset({"collapse", "filter"})
_EXACT = {"date": "office:date-value", "boolean": "office:boolean-value"}


def sheet_pages(body: Element, running: Running) -> Iterator[tuple[str, str]]:
    """Yield name and text of each sheet; a hidden one says so in its name and in a notice."""
    for table in (one for one in body if one.tag == "table:table"):
        name = table.get("table:name", "")
        shown, hidden = _rows(table, running)
        lines = [*shown, *running.beside]
        running.beside.clear()
        if hidden:
            sentence = f"In “{name}” rows or columns are hidden"
            running.report.notice("hidden-cells", sentence, "; ".join(hidden))
            lines += ["[In hidden rows and columns]", *hidden]
        if table.get("table:style-name", "") in running.hiding.styles:
            sentence = f"The sheet “{name}” is hidden. Its words"
            running.report.notice("hidden-sheet", sentence, "\n".join(lines))
            name = f"{name} (hidden)"
        yield name, "\n".join(lines)
    _tell_changes(body, running)


def _rows(table: Element, running: Running) -> tuple[list[str], list[str]]:
    hidden_columns = _hidden_columns(table)
    shown: list[str] = []
    hidden: list[str] = []
    size = 0
    for row in rows_of(table):
        cells = list(_cells(row, running))
        is_hidden = row.get("table:visibility", "") in _HIDDEN
        seen = [one for one in cells if not is_hidden and one[0] not in hidden_columns]
        unseen = [text for column, text in cells if is_hidden or column in hidden_columns]
        times = _repeated(row, "table:number-rows-repeated") if cells else 1
        shown += [_line(seen)] * times if seen else []
        hidden += ["\t".join(unseen)] * times if unseen else []
        size += sum(len(text) + _WIDEST_GAP for _, text in cells) * times
        if size > MOST_CHARACTERS:
            message = f"A sheet has more than {MOST_CHARACTERS} characters of text."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
    return shown, hidden


def _cells(row: Element, running: Running) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row:
        if cell.tag not in ("table:table-cell", "table:covered-table-cell"):
            continue
        text = _shown(cell, running)
        wide = _whole(cell, "table:number-columns-repeated")
        for n in range(min(wide, _MOST_REPEATED) if text else 0):
            yield column + n, text
        column += wide


def _shown(cell: Element, running: Running) -> str:
    exact = cell.get(_EXACT.get(cell.get("office:value-type", ""), ""), "")
    lines = [line for line in running.lines(cell) if line.strip()]
    text = exact or " ".join(lines)
    formula = cell.get("table:formula", "")
    if formula and not text and not cell.get("office:value"):
        running.report.notice("no-value", "A formula was saved without a value to show", formula)
    return text or cell.get("office:value", "")


def _line(cells: list[tuple[int, str]]) -> str:
    parts, before = [], 0
    for column, text in cells:
        parts += ["\t" * min(column - before, _WIDEST_GAP), text]
        before = column
    return "".join(parts)


def _hidden_columns(table: Element) -> frozenset[int]:
    found, column = set(), 0
    for one in table.iter("table:table-column"):
        wide = min(_whole(one, "table:number-columns-repeated"), 1 << 14)
        if one.get("table:visibility", "") in _HIDDEN:
            found |= set(range(column, column + wide))
        column += wide
    return frozenset(found)


def _repeated(element: Element, name: str) -> int:
    return min(_whole(element, name), _MOST_REPEATED)


def _whole(element: Element, name: str) -> int:
    written = element.get(name, "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 9 else 1  # noqa: PLR2004


def _tell_changes(body: Element, running: Running) -> None:
    for change in children(body, "table:tracked-changes"):
        info = child(change, "office:change-info")
        by, at = words(child(info, "dc:creator")), words(child(info, "dc:date"))
        before = child(change, "table:previous")
        told = f" by {by}" * bool(by) + f" at {at}" * bool(at)
        sentence = f"A cell was changed{told} while changes were tracked; before, it had"
        running.report.notice("cell-change", sentence, words(before) or "(not kept)")
