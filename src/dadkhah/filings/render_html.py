"""Draw a numbered filing as one HTML file that needs no network, no script and no other file."""

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from urllib.parse import quote

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
from dadkhah.filings.footnotes import Note, Numbered, Span
from dadkhah.filings.languages import digits_in, words_in
from dadkhah.filings.pin_cites import PinCite, cite_lines
from dadkhah.resources import shipped
from dadkhah.text.bidi import direction_of, isolate


def render_html(filing: Numbered, *, exhibits_at: Mapping[str, str] | None = None) -> str:
    """Return the filing as a page.

    A citation leads to the row of its exhibit, and the row to the file that `exhibits_at` gives
    for its number: `{"L-003": "../exhibits/E-017/card.md"}` in a bundle.
    """
    return _Page(filing, exhibits_at).html()


def stylesheet() -> str:
    """Return the style sheet with the shipped fonts inside it."""
    faces = "".join(_face(weight, name) for weight, name in ((400, "Regular"), (700, "Bold")))
    return faces + files("dadkhah.filings").joinpath("filing.css").read_text("utf-8")


def _face(weight: int, name: str) -> str:
    font = shipped("vendor") / "vazirmatn" / f"Vazirmatn-{name}.woff2"
    encoded = base64.b64encode(font.read_bytes()).decode("ascii")
    return (
        f'@font-face{{font-family:"Vazirmatn";font-weight:{weight};'
        f'src:url("data:font/woff2;base64,{encoded}") format("woff2")}}\n'
    )


class _Page:
    """One page being written."""

    def __init__(self, filing: Numbered, exhibits_at: Mapping[str, str] | None) -> None:
        self.filing = filing
        self.document = filing.document
        self.language = filing.document.language
        self.exhibits_at = exhibits_at or {}
        self.listed = filing.listed_exhibits()
        self.headings: list[Heading] = []
        self.counts = {"figure": 0, "table": 0}

    def html(self) -> str:
        document = self.document
        body = self.blocks(document.blocks, self.language)
        style = stylesheet()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:;"
            " base-uri 'none'; form-action 'none'"
        )
        cover = "".join(
            f"<dt>{self.text(name)}</dt><dd>{self.text(value)}</dd>"
            for name, value in document.cover
        )
        return (
            f'<!doctype html>\n<html lang="{self.language}" dir="{direction_of(self.language)}">\n'
            f'<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="referrer" content="no-referrer">\n'
            f"<title>{self.text(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            f'<header>\n<p class="marking">{self.text(document.marking)}</p>\n'
            f"<h1>{self.text(document.title)}</h1>\n"
            f'<p class="subtitle">{self.text(document.subtitle)}</p>\n'
            f'<dl class="cover">{cover}</dl>\n</header>\n'
            f"{self.contents()}<main>\n{body}</main>\n{self.notes()}</body>\n</html>\n"
        )

    def contents(self) -> str:
        if not self.document.has_contents:
            return ""
        name = words_in(self.language).contents
        entries = "".join(
            f'<li class="level-{heading.level}"><a href="#h-{number}">'
            f"{self.title(heading, self.language)}</a></li>"
            for number, heading in enumerate(self.headings, start=1)
            if heading.level <= 2  # noqa: PLR2004 - as deep as the printed contents
        )
        return f'<nav aria-label="{name}"><h2>{name}</h2><ol>{entries}</ol></nav>\n'

    def blocks(self, blocks: tuple[Block[Span], ...], language: str) -> str:
        return "".join(self.block(block, language) for block in blocks)

    def block(self, block: Block[Span], language: str) -> str:
        match block:
            case Heading():
                drawn = self.heading(block, language)
            case Paragraph():
                drawn = self.paragraph(block, language)
            case Items():
                tag = "ol" if block.is_ordered else "ul"
                entries = "".join(
                    f"<li>{self.spans(each, language)}</li>" for each in block.entries
                )
                drawn = f"<{tag}>{entries}</{tag}>\n"
            case Table():
                drawn = self.table(block, language)
            case Figure():
                drawn = self.figure(block, language)
            case PageBreak():
                drawn = ""
            case InLanguage():
                direction = direction_of(block.language)
                inner = self.blocks(block.blocks, block.language)
                drawn = f'<section lang="{block.language}" dir="{direction}">\n{inner}</section>\n'
        return drawn

    def heading(self, heading: Heading, language: str) -> str:
        self.headings.append(heading)
        tag = f"h{heading.level + 1}"
        return f'<{tag} id="h-{len(self.headings)}">{self.title(heading, language)}</{tag}>\n'

    def title(self, heading: Heading, language: str) -> str:
        label = digits_in(language, heading.label)
        start = f'<span class="label">{self.text(label, language)}</span>&ensp;' if label else ""
        return start + self.text(heading.text, language)

    def paragraph(self, paragraph: Paragraph[Span], language: str) -> str:
        sentences = self.spans(paragraph.sentences, language)
        if paragraph.is_notice:
            return f'<p class="notice">{sentences}</p>\n'
        if not paragraph.number:
            return f"<p>{sentences}</p>\n"
        number = digits_in(language, paragraph.number)
        return (
            f'<div class="numbered" id="p-{paragraph.number}"><span class="number">{number}</span>'
            f"<p>{sentences}</p></div>\n"
        )

    def table(self, table: Table[Span], language: str) -> str:
        caption = self.counted("table", words_in(language).table, table.caption, language)
        headers = "".join(
            f'<th scope="col">{self.text(header, language)}</th>' for header in table.headers
        )
        rows = "".join(self.row(row, language) for row in table.rows)
        if table.legend:
            caption += f'<span class="legend">{self.text(table.legend, language)}</span>'
        return (
            f'<div class="wide" tabindex="0" role="group"><table><caption>{caption}</caption>'
            f"<thead><tr>{headers}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n"
        )

    def row(self, row: tuple[Cell[Span], ...], language: str) -> str:
        cells = "".join(
            "<td>" + "<br>".join(self.span(span, language) for span in cell) + "</td>"
            for cell in row
        )
        return f"<tr>{cells}</tr>\n"

    def figure(self, figure: Figure, language: str) -> str:
        caption = self.counted("figure", words_in(language).figure, figure.caption, language)
        svg = figure.svg[figure.svg.index("<svg") :]
        named = f'<svg role="img" aria-label="{escape(figure.alt)}"' + svg.removeprefix("<svg")
        return f"<figure>{named}<figcaption>{caption}</figcaption></figure>\n"

    def counted(self, kind: str, word: str, caption: str, language: str) -> str:
        self.counts[kind] += 1
        number = digits_in(language, self.counts[kind])
        return f"<strong>{word} {number}.</strong> {self.text(caption, language)}"

    def spans(self, spans: tuple[Span, ...], language: str) -> str:
        return " ".join(self.span(span, language) for span in spans)

    def span(self, span: Span, language: str) -> str:
        if span.kind == "code":
            return f"<code>{escape(span.text)}</code>"
        if span.exhibit:
            return f'<strong id="exhibit-{span.exhibit}">{self.file(span.exhibit)}</strong>'
        drawn = self.text(span.text, language)
        if span.kind == "strong":
            return f"<strong>{drawn}</strong>"
        if not span.fact:
            return drawn
        if span.inline:
            drawn += self.cites(span.inline, language)
        mark = self.mark(span.note) if span.note else ""
        return f'<span class="fact" id="fact-{span.fact}">{drawn}</span>{mark}'

    def mark(self, note: Note) -> str:
        number = digits_in(note.language, note.number)
        return (
            f'<sup><a href="#note-{note.number}" id="ref-{note.number}" role="doc-noteref">'
            f"{number}</a></sup>"
        )

    def notes(self) -> str:
        if not self.filing.notes:
            return ""
        entries = "".join(self.note(note) for note in self.filing.notes)
        return f'<section class="notes" role="doc-endnotes"><ol>{entries}</ol></section>\n'

    def note(self, note: Note) -> str:
        direction = direction_of(note.language)
        back = words_in(note.language).note_back
        return (
            f'<li id="note-{note.number}" value="{note.number}" lang="{note.language}"'
            f' dir="{direction}">{self.pins(note.pins, note.language)}{note.stop}'
            f' <a href="#ref-{note.number}" role="doc-backlink" aria-label="{back}">↩</a></li>\n'
        )

    def pins(self, pins: tuple[PinCite, ...], language: str) -> str:
        return "".join(
            self.text(pin.lead, language) + self.exhibit(pin.exhibit) + self.text(pin.pin, language)
            for pin in pins
        )

    def exhibit(self, number: str) -> str:
        row = f'<a href="#exhibit-{number}"><bdi>{number}</bdi></a>'
        return row if number in self.listed else self.file(number)

    def file(self, number: str) -> str:
        if number not in self.exhibits_at:
            return f"<bdi>{number}</bdi>"
        return f'<a href="{escape(quote(self.exhibits_at[number]))}"><bdi>{number}</bdi></a>'

    def cites(self, pins: tuple[PinCite, ...], language: str) -> str:
        lines = (
            self.text(line.word, language)
            + "; ".join(
                f"<span>{self.exhibit(each.number)} {self.text(each.places, language)}</span>"
                for each in line.exhibits
            )
            for line in cite_lines(pins, language)
        )
        return "".join(f'<span class="pins">{line}</span>' for line in lines)

    def text(self, text: str, language: str = "") -> str:
        return escape(isolate(text, direction_of(language or self.language)))
