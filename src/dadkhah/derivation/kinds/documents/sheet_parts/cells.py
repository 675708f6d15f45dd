"""Say what a cell of a workbook shows: words, numbers, dates in ISO 8601.

SpreadsheetML, ISO/IEC 29500-1, 18.3.1.4 and 18.18.11.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from dadkhah.derivation.kinds.documents.office.markup import child, children

_NOTHING_SHOWN = ";;;"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: what it shows, and whether its format shows nothing or its formula has no value."""

    text: str
    is_masked: bool = False
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share."""

    strings: Sequence[str] = ()
    formats: Sequence[str] = ()  # of numbers, by the style of a cell
    counts_from_1904: bool = False

    def shown(self, cell: Element) -> Shown:
        """Return what one cell shows."""
        kind = cell.get("t", "n")
        value, formula = child(cell, "s:v"), child(cell, "s:f")
        written = "" if value is None else value.text or ""
        style = self._format(cell.get("s", ""))
        is_masked = style.strip('"') == _NOTHING_SHOWN
        told = "" if formula is None else formula.text or "shared"
        if kind == "s":
            return Shown(self._string(written), is_masked, told)
        if kind == "inlineStr":
            return Shown(rich_words(child(cell, "s:is")), is_masked, told)
        if kind == "b":
            return Shown({"1": "TRUE", "0": "FALSE"}.get(written, written), is_masked, told)
        if kind == "n" and written:
            return Shown(self._number(written, style), is_masked, told)
        return Shown(written, is_masked, told)

    def _string(self, index: str) -> str:
        is_there = index.isdecimal() and int(index) < len(self.strings)
        return self.strings[int(index)] if is_there else f"#{index}"

    def _format(self, style: str) -> str:
        is_there = style.isdecimal() and int(style) < len(self.formats)
        return self.formats[int(style)] if is_there else "General"

    def _number(self, written: str, style: str) -> str:
        try:
            number = float(written)
        except ValueError:
            return written
        if is_timedelta_format(style):
            return _length(number)
        if is_date_format(style):
            return self._date(number) or written
        return f"{number:.15g}" if abs(number) < 1e15 else written  # noqa: PLR2004 - what is exact

    def _date(self, number: float) -> str:
        epoch = CALENDAR_MAC_1904 if self.counts_from_1904 else CALENDAR_WINDOWS_1900
        try:
            when = from_excel(number, epoch)
        except (ValueError, OverflowError, TypeError):
            return ""
        if isinstance(when, datetime):
            is_day = when.time() == time(0)
            return when.date().isoformat() if is_day else when.isoformat(" ", "seconds")
        return when.isoformat() if isinstance(when, time) else ""


def formats_of(root: Element | None) -> tuple[str, ...]:
    """Return the number format of each style of cells, from the part with the styles."""
    own = {
        one.get("numFmtId", ""): one.get("formatCode", "") for one in children(root, "s:numFmts")
    }
    numbers = [one.get("numFmtId", "0") for one in children(root, "s:cellXfs")]
    return tuple(own.get(number) or _built_in(number) for number in numbers)


def rich_words(element: Element | None) -> str:
    """Return the words of a string with or without runs; phonetic guides are left out."""
    parts = []
    for one in children(element):
        if one.tag == "s:t":
            parts.append(one.text or "")
        elif one.tag == "s:r":
            text = child(one, "s:t")
            parts.append("" if text is None else text.text or "")
    return "".join(parts)


def _built_in(number: str) -> str:
    return str(BUILTIN_FORMATS.get(int(number), "General")) if number.isdecimal() else "General"


def _length(days: float) -> str:
    try:
        return str(timedelta(days=round(days, 9)))
    except OverflowError:
        return str(days)
