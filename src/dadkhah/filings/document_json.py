"""A filing as JSON: every sentence of fact with its exhibits and passages, for the verifier."""

import json

from dadkhah.filings.document import Block
from dadkhah.filings.footnotes import Numbered, Span
from dadkhah.filings.pin_cites import PinCite


def document_json(filing: Numbered) -> str:
    """Return the facts of a filing in reading order, as docs/formats/case-bundle.md says.

    Numbers of sentences and exhibits are those printed in the filing.
    """
    document = filing.document
    listed = {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "date": document.date.isoformat(),
        "marking": document.marking,
        "law_version": document.law_version,
        "facts": facts(filing),
        "exhibits": [
            {
                "number": exhibit.number,
                "item": exhibit.item.id,
                "title": exhibit.item.title,
                "sha256": exhibit.item.sha256,
                "passages": list(exhibit.passages),
            }
            for exhibit in filing.exhibits
        ],
    }
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def facts(filing: Numbered) -> list[dict[str, object]]:
    """Return each sentence of fact: its number, text, language, note and citations."""
    found: list[dict[str, object]] = []

    def collect(span: Span, _block: Block[Span], language: str) -> None:
        if span.fact:
            pins = span.note.pins if span.note else span.inline
            found.append(
                {
                    "number": span.fact,
                    "text": span.text,
                    "language": language,
                    "note": span.note.number if span.note else None,
                    "citations": [_citation(pin) for pin in pins],
                }
            )

    filing.each_sentence(collect)
    return found


def _citation(pin: PinCite) -> dict[str, str]:
    return {"exhibit": pin.exhibit, "passage": pin.passage, "bearing": pin.bearing.value}
