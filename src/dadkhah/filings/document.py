"""The typed tree of a filing: every renderer draws this tree and nothing else.

The tree is generic in its sentences. A drafter builds `Document[Sentence]`; only
`dadkhah.filings.footnotes` turns it into `Document[Span]`, which is what a renderer takes. So a
sentence of fact cannot reach a page without having gone through the check of its citations.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S")
R = TypeVar("R")


class Bearing(StrEnum):
    """How a passage bears on a sentence."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage of an evidence item, and how it bears on the sentence."""

    passage: str
    bearing: Bearing = Bearing.SUPPORTS


class StatementKind(StrEnum):
    """What a sentence is when it asserts no fact about the world."""

    LAW = "law"
    METHOD = "method"
    REQUEST = "request"
    SUMMARY = "summary"
    ARGUMENT = "argument"


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that asserts a fact; it must cite at least one passage."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that is no fact: law, method, request, summary of what follows, argument."""

    text: str
    kind: StatementKind


@dataclass(frozen=True, slots=True)
class Label:
    """A name, code, number or address in a table or list; never a sentence."""

    text: str
    is_code: bool = False  # hashes and identifiers: fixed width, may break anywhere
    is_strong: bool = False
    exhibit: str = ""  # its number, where citations of this exhibit lead


Sentence = Fact | Statement | Label
Cell = tuple[S, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `label` is its number as it is cited ("6.1", "Annex B")."""

    text: str
    level: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[S]):
    """Sentences read as one; numbered unless it is an opening or a note."""

    sentences: tuple[S, ...]
    is_numbered: bool = True
    is_notice: bool = False  # set apart in a box
    number: int = 0  # given by `dadkhah.filings.footnotes`


@dataclass(frozen=True, slots=True)
class Items(Generic[S]):
    """A list of entries, each one or more sentences."""

    entries: tuple[Cell[S], ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[S]):
    """Rows under headers; `widths` are shares of the line. Headers repeat on each page."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell[S], ...], ...]
    widths: tuple[float, ...]
    cites_inline: bool = False  # exhibits in the cell, under the sentence, instead of footnotes
    legend: str = ""  # what must be known to read it, printed under its caption


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture drawn from records, with its description for those who cannot see it."""

    svg: str
    alt: str
    caption: str
    records: tuple[str, ...]
    width: float = 1.0  # share of the line


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


@dataclass(frozen=True, slots=True)
class InLanguage(Generic[S]):
    """Blocks in another language than the document, read in that language's direction."""

    language: str
    blocks: "tuple[Block[S], ...]"


Block = Heading | Paragraph[S] | Items[S] | Table[S] | Figure | PageBreak | InLanguage[S]


@dataclass(frozen=True, slots=True)
class Document(Generic[S]):
    """A filing. `cover` are the rows of its first page; same document, same bytes out."""

    title: str
    subtitle: str
    language: str
    date: date
    marking: str  # how the paper may be handled
    author: str
    law_version: str
    cover: tuple[tuple[str, str], ...]
    blocks: tuple[Block[S], ...]
    has_contents: bool = True
    exhibit_series: str = "E"  # letter before the numbers of its exhibits: "E-001"


Draft = Document[Sentence]


def with_sentences(
    blocks: tuple[Block[S], ...], language: str, change: Callable[[S, Block[S], str], R]
) -> tuple[Block[R], ...]:
    """Return the blocks with every sentence changed, in reading order."""
    return tuple(_changed(block, language, change) for block in blocks)


def _changed(block: Block[S], language: str, change: Callable[[S, Block[S], str], R]) -> Block[R]:
    def cell(sentences: Cell[S]) -> Cell[R]:
        return tuple(change(sentence, block, language) for sentence in sentences)

    match block:
        case Paragraph():
            return replace(block, sentences=cell(block.sentences))  # type: ignore[arg-type,return-value]
        case Items():
            return Items(tuple(cell(entry) for entry in block.entries), block.is_ordered)
        case Table():
            rows = tuple(tuple(cell(each) for each in row) for row in block.rows)
            return replace(block, rows=rows)  # type: ignore[arg-type,return-value]
        case InLanguage():
            inner = with_sentences(block.blocks, block.language, change)
            return InLanguage(block.language, inner)
        case Heading() | Figure() | PageBreak():
            return block
