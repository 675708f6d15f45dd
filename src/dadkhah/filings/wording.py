"""Short ways to write sentences and cells, and how official texts and dates are named."""

import re
from datetime import date

from dadkhah.dates import Calendar, PartialDate
from dadkhah.dates.display import display_date
from dadkhah.filings.document import (
    Bearing,
    Cell,
    Citation,
    Fact,
    Label,
    Paragraph,
    Sentence,
    Statement,
    StatementKind,
)
from dadkhah.records.evidence import Citations

_INSTRUMENTS = {"rome-statute": "Rome Statute", "icc-elements": "Elements of Crimes"}
_CITE = re.compile(r"(?P<instrument>[a-z-]+)/(?P<article>[^#]*)(?:#(?P<element>.+))?")


def fact(text: str, citations: Citations) -> Fact:
    """Return a sentence of fact with the citations of a record."""
    cited = [Citation(passage) for passage in citations.supports]
    cited += [Citation(passage, Bearing.CONTRADICTS) for passage in citations.contradicts]
    cited += [Citation(passage, Bearing.CONTEXT) for passage in citations.context]
    return Fact(text, tuple(cited))


def law(text: str) -> Statement:
    """Return a sentence about the law."""
    return Statement(text, StatementKind.LAW)


def method(text: str) -> Statement:
    """Return a sentence about how the work was done."""
    return Statement(text, StatementKind.METHOD)


def methods(*texts: str) -> Paragraph[Sentence]:
    """Return a numbered paragraph of sentences about method."""
    return Paragraph(tuple(method(text) for text in texts))


def cell(text: str, *, is_code: bool = False, is_strong: bool = False) -> Cell[Sentence]:
    """Return a cell that names or counts."""
    return (Label(text, is_code=is_code, is_strong=is_strong),)


def official(cite: str) -> str:
    """Return an official text by name: "Elements of Crimes, Article 7(1)(h), element 4"."""
    return "; ".join(_official(each) for each in cite.split("; "))


def _official(cite: str) -> str:
    found = _CITE.fullmatch(cite)
    if found is None:
        return cite
    name = _INSTRUMENTS.get(found["instrument"], found["instrument"].upper())
    article, introduction, _ = found["article"].partition("-introduction")
    part = ", Introduction" if introduction else ""
    counted = "paragraph" if introduction else "element"
    number = f", {counted} {found['element']}" if found["element"] else ""
    return f"{name}, Article {article}{part}{number}"


def english_date(value: PartialDate) -> str:
    """Return the days a date means, in English and the Gregorian calendar."""
    return display_date(value, language="en", calendar=Calendar.GREGORIAN)


def english_day(day: date) -> str:
    """Return a day as it is written in a filing: "24 November 2026"."""
    return f"{day.day} {day:%B %Y}"
