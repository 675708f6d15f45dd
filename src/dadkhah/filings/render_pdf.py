"""Draw a numbered filing as PDF: tagged, PDF/A-2a and PDF/UA-1, the same bytes every time."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from math import ceil
from typing import cast

import typst

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
from dadkhah.filings.pin_cites import CiteLine, cite_lines
from dadkhah.resources import shipped
from dadkhah.text.bidi import Direction, direction_of, isolate

_LINE = 104  # characters in a line of a table as wide as the page, about
_TALL_ROW = 8  # lines; a taller row may break over pages


def render_pdf(filing: Numbered) -> bytes:
    """Return the filing as PDF. Fonts are the shipped ones; the only date in it is its own."""
    document = filing.document
    at = datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC)
    template = files("dadkhah.filings").joinpath("filing.typ").read_bytes()
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,  # for the fixed-width font of hashes
        font_paths=[str(folder) for folder in sorted(shipped("vendor").iterdir())],
    )
    tree = json.dumps(_tree(filing), ensure_ascii=False)
    compiler = typst.Compiler(
        template, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"filing": tree}
    )
    drawn = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=at)
    return cast(bytes, drawn)  # one PDF; only pictures come as a list


def _tree(filing: Numbered) -> dict[str, object]:
    document = filing.document
    language = document.language
    words = words_in(language)

    def set_in(text: str) -> str:
        return isolate(text, direction_of(language))

    return {
        "title": set_in(document.title),
        "subtitle": set_in(document.subtitle),
        "running": set_in(document.title),
        "author": document.author,
        "language": language,
        "date": [document.date.year, document.date.month, document.date.day],
        "marking": set_in(document.marking),
        "cover": [[set_in(name), set_in(value)] for name, value in document.cover],
        "contents": words.contents,
        "page_of": words.page_of.format("{n}", "{total}"),
        "has_contents": document.has_contents,
        "listed": sorted(filing.listed_exhibits()),
        "blocks": [_block(block, language) for block in document.blocks],
    }


def _block(block: Block[Span], language: str) -> dict[str, object]:
    direction = direction_of(language)
    match block:
        case Heading():
            label = digits_in(language, block.label)
            heading = {"label": label, "text": isolate(block.text, direction)}
            drawn = {"type": "heading", "level": block.level, **heading}
        case Paragraph():
            number = digits_in(language, block.number) if block.number else ""
            drawn = {
                "type": "paragraph",
                "number": number,
                "is_notice": block.is_notice,
                "sentences": _spans(block.sentences, language),
            }
        case Items():
            entries = [_spans(entry, language) for entry in block.entries]
            drawn = {"type": "items", "is_ordered": block.is_ordered, "entries": entries}
        case Table():
            drawn = _table(block, language)
        case Figure():
            drawn = _figure(block, language)
        case PageBreak():
            drawn = {"type": "page-break"}
        case InLanguage():
            inner = [_block(each, block.language) for each in block.blocks]
            drawn = {"type": "in-language", "language": block.language, "blocks": inner}
    return drawn


def _figure(figure: Figure, language: str) -> dict[str, object]:
    return {
        "type": "figure",
        "svg": figure.svg,
        "alt": figure.alt,
        "caption": isolate(figure.caption, direction_of(language)),
        "word": words_in(language).figure,
        "width": figure.width,
    }


def _table(table: Table[Span], language: str) -> dict[str, object]:
    direction = direction_of(language)
    rows = [
        {"is_tall": _is_tall(row, table.widths), "cells": [_spans(cell, language) for cell in row]}
        for row in table.rows
    ]
    return {
        "type": "table",
        "caption": isolate(table.caption, direction),
        "headers": [isolate(header, direction) for header in table.headers],
        "widths": list(table.widths),
        "rows": rows,
        "legend": isolate(table.legend, direction),
        "word": words_in(language).table,
    }


def _is_tall(row: tuple[Cell[Span], ...], widths: tuple[float, ...]) -> bool:
    """Whether a row would leave a hole in the page before it if it were kept together."""
    shares = (width / sum(widths) for width in widths)
    return any(
        sum(_lines(span, _LINE * share) for span in cell) > _TALL_ROW
        for cell, share in zip(row, shares, strict=True)
    )


def _lines(span: Span, characters: float) -> int:
    cited = sum(len(pin.exhibit + pin.pin) for pin in span.inline)
    return ceil(len(span.text) / characters) + ceil(cited / characters)


def _spans(spans: tuple[Span, ...], language: str) -> list[dict[str, object]]:
    return [_span(span, language) for span in spans]


def _span(span: Span, language: str) -> dict[str, object]:
    direction = direction_of(language)
    text = span.text if span.kind == "code" else isolate(span.text, direction)
    drawn: dict[str, object] = {"kind": span.kind, "text": text, "exhibit": span.exhibit}
    if span.inline:
        drawn["cited"] = [_cite_line(line, direction) for line in cite_lines(span.inline, language)]
    if span.note:
        drawn["note"] = _note(span.note)
    return drawn


def _cite_line(line: CiteLine, direction: Direction) -> dict[str, object]:
    exhibits = [
        {"exhibit": each.number, "places": isolate(each.places, direction)}
        for each in line.exhibits
    ]
    return {"word": isolate(line.word, direction), "exhibits": exhibits}


def _note(note: Note) -> dict[str, object]:
    direction = direction_of(note.language)
    pins = [
        {
            "lead": isolate(pin.lead, direction),
            "exhibit": pin.exhibit,
            "pin": isolate(pin.pin, direction),
        }
        for pin in note.pins
    ]
    mark = digits_in(note.language, note.number)
    return {"mark": mark, "language": note.language, "pins": pins, "stop": note.stop}
