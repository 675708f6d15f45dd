"""The text of a PDF, page by page, in reading order, with the box of each word."""

import ctypes
import re
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.kinds.pdf_file import open_pdf
from dadkhah.derivation.kinds.pdf_letters import Letter, in_reading_order
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.derivation.text_layer import TEXT_FILE, Box, Page, TextLayer, Word, write_text_layer
from dadkhah.errors import FileNotDerivable

_MOST_CHARACTERS = 20_000_000
_HUNDREDTHS = 100
_FAR = 1000  # points
_Edges = tuple[float, float, float, float]
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_WORD = re.compile(r"\S+")
# PDFium's own signs: a hyphen at the end of a line, and a letter without a code.
_SIGNS = {0x02: "-", 0xFFFE: "-", 0x00: "", 0x0D: "", 0xFEFF: ""}


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json`; answer how many pages and characters there are.

    A page that is damaged is empty there and listed in `damaged`.
    """
    most = number_of(options, "most_characters", _MOST_CHARACTERS)
    pages: list[Page] = []
    damaged: list[int] = []
    count = 0
    with open_pdf(source, options) as document:
        for index in range(len(document)):
            try:
                page = _page(document, index)
            except pypdfium2.PdfiumError:
                page = Page(index + 1, "", 0, 0, "")
                damaged.append(index + 1)
            pages.append(page)
            count += len(page.text)
            if count > most:
                message = f"It has more than {most:.0f} characters of text."
                raise FileNotDerivable(Reason.TOO_LARGE, message)
    (folder / TEXT_FILE).write_bytes(write_text_layer(TextLayer(tuple(pages))))
    return {"pages": len(pages), "characters": count, "damaged": damaged}


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    page = document[index]
    width, height = page.get_size()
    lines = [in_reading_order(line) for line in _lines(page.get_textpage())]
    text = "\n".join("".join(letter.text for letter in line) for line in lines)
    words = tuple(_words(page, text, lines))
    label = document.get_page_label(index)
    page.close()
    return Page(index + 1, label, width, height, text, words)


def _lines(textpage: pypdfium2.PdfTextPage) -> Iterator[list[Letter]]:
    """Yield the lines as PDFium parts them."""
    line: list[Letter] = []
    raw, pending = textpage.raw, 0
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = map(ctypes.byref, edges)
    for n in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, n)
        if code == ord("\n"):
            yield line
            line = []
            continue
        if code in _FIRST_HALVES:  # of a character beyond the first plane
            pending = code
            continue
        text = _SIGNS.get(code, _character(pending, code))
        pending = 0
        if text:
            pdfium.FPDFText_GetCharBox(raw, n, left, right, bottom, top)
            x1, x2, y1, y2 = (edge.value for edge in edges)
            line.append(Letter(text, (x1, y1, x2, y2)))
    yield line


def _character(first: int, code: int) -> str:
    if code in _SECOND_HALVES:
        pair = struct.pack("<HH", first, code) if first else b""
        return pair.decode("utf-16-le")
    return chr(code) if code <= sys.maxunicode else ""


def _words(page: pypdfium2.PdfPage, text: str, lines: Sequence[Sequence[Letter]]) -> Iterator[Word]:
    shown = _Shown(page)
    boxes: list[_Edges] = []
    for line in lines:
        boxes += [letter.box for letter in line]
        boxes.append((0, 0, 0, 0))  # the line feed
    for match in _WORD.finditer(text):
        inside = [box for box in boxes[match.start() : match.end()] if box[0] < box[2]]
        if inside:
            yield Word(match[0], *match.span(), shown.box_round(inside))


class _Shown:
    """Where a point of a page is once the page is turned and cropped, counted from the top."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.corner = self._asked(0, 0)
        far = self._asked(_FAR, 0), self._asked(0, _FAR)
        # How far one step along the page's own axes goes across and down.
        self.steps = [[(point[n] - self.corner[n]) / _FAR for point in far] for n in (0, 1)]

    def box_round(self, boxes: Sequence[_Edges]) -> Box:
        """Return the box round all boxes."""
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        x1, y1 = self._point(min(lefts), min(bottoms))
        x2, y2 = self._point(max(rights), max(tops))
        return Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        across, down = (
            start + x * along + y * up
            for start, (along, up) in zip(self.corner, self.steps, strict=True)
        )
        return across, down

    def _asked(self, x: float, y: float) -> tuple[float, float]:
        """Ask PDFium, which answers in whole numbers: hundredths."""
        width, height = (round(side * _HUNDREDTHS) for side in self.page.get_size())
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            self.page.raw, 0, 0, width, height, 0, x, y, ctypes.byref(across), ctypes.byref(down)
        )
        return across.value / _HUNDREDTHS, down.value / _HUNDREDTHS
