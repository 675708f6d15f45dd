"""Draw a numbered filing as a Word file that a lawyer can edit."""

import io
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from dadkhah.filings.document import (
    Block,
    Cell,
    Figure,
    Heading,
    InLanguage,
    Items,
    PageBreak,
    Paragraph,
    Table,
)
from dadkhah.filings.footnotes import Numbered, Span
from dadkhah.filings.languages import digits_in, words_in
from dadkhah.filings.pictures import png
from dadkhah.filings.pin_cites import cite_lines
from dadkhah.filings.word.footnotes import Footnotes
from dadkhah.filings.word.package import packed, set_properties
from dadkhah.filings.word.runs import add_field, add_text, element, set_direction
from dadkhah.filings.word.styles import QUIET, set_styles
from dadkhah.text.bidi import direction_of

_TEXT_WIDTH = Mm(156)
_LONG_CELL = 400  # characters; a row with a longer cell may break over pages


def render_docx(filing: Numbered) -> bytes:
    """Return the filing as a Word file: styles, real footnotes, a table of contents field."""
    document = filing.document
    word = docx.Document()
    set_styles(word)
    at = datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC)
    set_properties(
        word, title=document.title, author=document.author, language=document.language, at=at
    )
    drawing = _Drawing(word, filing)
    drawing.cover()
    drawing.running_lines()
    drawing.blocks(document.blocks, document.language)
    drawing.footnotes.attach()
    return packed(word)


class _Drawing:
    """One Word file being written."""

    def __init__(self, word: WordDocument, filing: Numbered) -> None:
        self.word = word
        self.document = filing.document
        self.language = filing.document.language
        self.footnotes = Footnotes(word)
        self.counts = {"figure": 0, "table": 0}
        self.starts_page = False  # the next paragraph does

    def paragraph(self, text: str, style: str, language: str = "") -> WordParagraph:
        language = language or self.language
        made = self.word.add_paragraph(style=style)
        if self.starts_page:  # a paragraph that holds a break would leave an empty page
            made.paragraph_format.page_break_before, self.starts_page = True, False
        set_direction(made, language)
        add_text(made, text, language)
        return made

    def cover(self) -> None:
        document = self.document
        self.paragraph(document.marking, "Normal").runs[0].bold = True
        self.paragraph(document.title, "Title")
        self.paragraph(document.subtitle, "Normal")
        for name, value in document.cover:
            row = self.paragraph(f"{name}: ", "Normal")
            row.runs[0].bold = True
            add_text(row, value, self.language)
        if document.has_contents:
            self.contents()

    def contents(self) -> None:
        self.starts_page = True
        self.paragraph(words_in(self.language).contents, "Normal").runs[0].bold = True
        listed = [
            f"{block.label} {block.text}".strip()
            for block in self.document.blocks
            if isinstance(block, Heading) and block.level == 1
        ]
        field = self.word.add_paragraph(style="Filing Contents")
        set_direction(field, self.language)
        add_field(field, r'TOC \o "1-2" \h \z \u', "\n".join(listed))
        self.starts_page = True

    def running_lines(self) -> None:
        section = self.word.sections[0]
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        for line in (header, footer):
            set_direction(line, self.language)
        add_text(header, f"{self.document.title} · {self.document.marking}", self.language)
        for run in header.runs:
            run.font.size = Pt(8)
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, middle, end = words_in(self.language).page_of.split("{}")
        add_text(footer, before, self.language)
        add_field(footer, "PAGE", "1")
        add_text(footer, middle, self.language)
        add_field(footer, "NUMPAGES", "1")
        add_text(footer, end, self.language)

    def blocks(self, blocks: tuple[Block[Span], ...], language: str) -> None:
        for block in blocks:
            self.block(block, language)

    def block(self, block: Block[Span], language: str) -> None:
        match block:
            case Heading():
                label = digits_in(language, block.label)
                text = f"{label}  {block.text}".strip()
                self.paragraph(text, f"Heading {block.level}", language)
            case Paragraph():
                self.prose(block, language)
            case Items():
                self.items(block, language)
            case Table():
                self.table(block, language)
            case Figure():
                self.figure(block, language)
            case PageBreak():
                self.starts_page = True
            case InLanguage():
                self.blocks(block.blocks, block.language)

    def items(self, block: Items[Span], language: str) -> None:
        for place, entry in enumerate(block.entries, start=1):
            if block.is_ordered:  # written out: a list of Word goes on counting in the next one
                made = self.numbered(f"{digits_in(language, place)}.", language)
            else:
                made = self.paragraph("", "List Bullet", language)
            self.spans(made, entry, language)

    def numbered(self, number: str, language: str) -> WordParagraph:
        made = self.paragraph(number, "Normal", language)
        made.paragraph_format.left_indent = Mm(11)  # `start` in a right-to-left paragraph
        made.paragraph_format.first_line_indent = Mm(-11)
        made.paragraph_format.tab_stops.add_tab_stop(Mm(11))
        made.add_run("\t")
        return made

    def prose(self, block: Paragraph[Span], language: str) -> None:
        style = "Filing Notice" if block.is_notice else "Normal"
        if block.number:
            made = self.numbered(digits_in(language, block.number), language)
        else:
            made = self.paragraph("", style, language)
        self.spans(made, block.sentences, language)

    def spans(self, made: WordParagraph, spans: Cell[Span], language: str) -> None:
        for index, span in enumerate(spans):
            if index:
                made.add_run(" ")
            runs = add_text(made, span.text, "en" if span.kind == "code" else language)
            for run in runs:
                run.bold = True if span.kind == "strong" else None
                if span.kind == "code":
                    run.font.name, run.font.size = "DejaVu Sans Mono", Pt(7)
            if span.inline:
                self.cites(made, span, language)
            if span.note:
                self.footnotes.add(made, span.note.text, span.note.language)

    def cites(self, made: WordParagraph, span: Span, language: str) -> None:
        """Citations in a table: small, a line for each bearing."""
        for line in cite_lines(span.inline, language):
            made.add_run().add_break()
            exhibits = "; ".join(f"{each.number}\u00a0{each.places}" for each in line.exhibits)
            for run in add_text(made, line.word + exhibits, language):
                run.font.size, run.font.color.rgb = Pt(7), QUIET

    def caption(self, kind: str, word: str, text: str, language: str) -> None:
        self.counts[kind] += 1
        number = digits_in(language, self.counts[kind])
        self.paragraph(f"{word} {number}. {text}", "Filing Caption", language)

    def table(self, block: Table[Span], language: str) -> None:
        self.caption("table", words_in(language).table, block.caption, language)
        if block.legend:
            self.paragraph(block.legend, "Filing Legend", language)
        table = self.word.add_table(rows=1, cols=len(block.headers), style="Normal Table")
        _rule(table)
        if direction_of(language) == "rtl":
            table._tbl.tblPr.append(element("w:bidiVisual"))
        for cell, header in zip(table.rows[0].cells, block.headers, strict=True):
            self.cell(cell.paragraphs[0], (Span(header, "strong"),), language)
        _repeat(table)
        for row in block.rows:
            made = table.add_row()
            if all(sum(len(span.text) for span in spans) < _LONG_CELL for spans in row):
                made._tr.get_or_add_trPr().append(element("w:cantSplit"))
            for cell, spans in zip(made.cells, row, strict=True):
                self.cell(cell.paragraphs[0], spans[:1], language)
                for span in spans[1:]:
                    self.cell(cell.add_paragraph(), (span,), language)
        _set_widths(table, block.widths)
        self.paragraph("", "Normal", language)  # two tables would grow together

    def cell(self, made: WordParagraph, spans: Cell[Span], language: str) -> None:
        made.style = self.word.styles["Filing Cell"]
        set_direction(made, language)
        self.spans(made, spans, language)

    def figure(self, block: Figure, language: str) -> None:
        width = int(_TEXT_WIDTH * block.width)
        self.word.add_picture(io.BytesIO(png(block.svg)), width=width)
        picture = self.word.paragraphs[-1]
        picture.paragraph_format.keep_with_next = True
        for drawn in picture._p.iter(qn("wp:docPr")):
            drawn.set("descr", block.alt)
        self.caption("figure", words_in(language).figure, block.caption, language)


def _repeat(table: WordTable) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))


def _rule(table: WordTable) -> None:
    """Rules between rows, none between columns."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="B8B8B8"))
    table._tbl.tblPr.append(borders)


def _set_widths(table: WordTable, widths: tuple[float, ...]) -> None:
    table.autofit = False
    shares = [int(_TEXT_WIDTH * share / sum(widths)) for share in widths]
    for column, width in zip(table.columns, shares, strict=True):
        column.width = Emu(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, shares, strict=True):
            cell.width = Emu(width)
