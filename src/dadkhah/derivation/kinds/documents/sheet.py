"""The cells of an Excel workbook as they are shown, a page for each sheet, and what is hidden."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.inside import tell_inside
from dadkhah.derivation.kinds.documents.office.links import links_of, main_part
from dadkhah.derivation.kinds.documents.office.markup import child, children, parsed, streamed
from dadkhah.derivation.kinds.documents.office.properties import tell_properties
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.opened import Opened, opened
from dadkhah.derivation.kinds.documents.sheet_parts.beside import beside, people_of
from dadkhah.derivation.kinds.documents.sheet_parts.cells import Book, formats_of, rich_words
from dadkhah.derivation.kinds.documents.sheet_parts.grid import Grid, grid_of
from dadkhah.derivation.kinds.documents.sheet_parts.unseen import tell_unseen
from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_WORKBOOK = "xl/workbook.xml"
_MOST_SHEETS = 3000
_STATES = {"hidden": "hidden", "veryHidden": "very hidden: no menu shows it"}
_YES = frozenset({"1", "true"})


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json` with a page for each sheet, hidden ones too, marked; and the findings."""
    with opened(source, options) as package:
        report = Report(folder, "office")
        workbook = _Workbook(package, report)
        pages = list(workbook.pages(int(number_of(options, "most_sheets", _MOST_SHEETS))))
        tell_unseen(package, workbook.root, report)
        tell_properties(package, report)
        tell_inside(package, report)
        return report.made(pages)


class _Workbook:
    def __init__(self, package: Opened, report: Report) -> None:
        self.package, self.report = package, report
        self.part = main_part(package) or _WORKBOOK
        root = None if self.part.endswith(".bin") else parsed(package, self.part)
        if root is None or child(root, "s:sheets") is None:
            message = "It has no workbook in it that can be read here (.xlsx, .xlsm)."
            raise FileNotDerivable(Reason.NOT_THIS_KIND, message)
        self.root = root
        self.links = {link.id: link for link in links_of(package, self.part)}
        self.people = people_of(package)
        self.book = self._book()

    def pages(self, most: int) -> Iterator[tuple[str, str]]:
        sheets = children(self.root, "s:sheets")
        if len(sheets) > most:
            message = f"It has {len(sheets)} sheets; up to {most} are read."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        for sheet in sheets:
            yield self._page(sheet)

    def _page(self, sheet: Element) -> tuple[str, str]:
        name, state = sheet.get("name", ""), sheet.get("state", "visible")
        link = self.links.get(sheet.get("r:id", ""))
        if link is None or link.is_outside or not self.package.has(link.target):
            self.report.notice("sheet-missing", f"The sheet “{name}” is named and is not there.")
            return name, ""
        grid = grid_of(self.package, link.target, self.book)
        around = links_of(self.package, link.target)
        lines = [*grid.shown, *beside(self.package, around, name, self.people, self.report)]
        lines += [f"[Header or footer] {one}" for one in grid.margins]
        if grid.hidden:
            lines += ["[In hidden rows and columns]", *grid.hidden]
        if state in _STATES:
            sentence = f"The sheet “{name}” is {_STATES[state]}. Its words"
            self.report.notice("hidden-sheet", sentence, "\n".join(lines))
            name = f"{name} ({state if state == 'hidden' else 'very hidden'})"
        self._tell(sheet.get("name", ""), grid)
        return name, "\n".join(lines)

    def _tell(self, name: str, grid: Grid) -> None:
        if grid.hidden_rows or grid.hidden_columns:
            columns = ", ".join(grid.hidden_columns[:50]) or "none"
            told = f"{grid.hidden_rows} rows and these columns are hidden: {columns}"
            self.report.notice("hidden-cells", f"In “{name}” {told}", "; ".join(grid.hidden))
        if grid.masked:
            sentence = f"In “{name}” the format of {len(grid.masked)} cells shows nothing of them"
            self.report.notice("masked-cells", sentence, "; ".join(grid.masked))
        if grid.without_value:
            count = len(grid.without_value)
            sentence = f"In “{name}” {count} formulas were saved without a value to show"
            self.report.notice("no-value", sentence, "; ".join(grid.without_value))
        if grid.formulas:
            self.report.fact(f"formulas in {name}", str(grid.formulas))
        if grid.is_protected:
            self.report.fact("protected sheet", name)

    def _book(self) -> Book:
        parts = {link.kind: link.target for link in self.links.values() if not link.is_outside}
        strings: list[str] = []
        if self.package.has(parts.get("sharedStrings", "")):
            found = streamed(self.package, parts["sharedStrings"], frozenset({"s:si"}))
            strings = [rich_words(one) for one in found]
        properties = child(self.root, "s:workbookPr")
        from_1904 = properties is not None and properties.get("date1904", "") in _YES
        return Book(strings, formats_of(parsed(self.package, parts.get("styles", ""))), from_1904)
