"""Pin-cites: turn a draft into a document whose every fact carries its note."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dadkhah.errors import UncitedFact
from dadkhah.filings.document import (
    Bearing,
    Block,
    Document,
    Draft,
    Fact,
    InLanguage,
    Label,
    Paragraph,
    Sentence,
    Table,
    with_sentences,
)
from dadkhah.filings.exhibits import Exhibits, facts_of, number_exhibits
from dadkhah.filings.pin_cites import PinCite, note_pins, quoted_in_note, table_pins
from dadkhah.records.case import CaseRecords


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, by its number in the filing."""

    number: int
    pins: tuple[PinCite, ...]
    language: str

    @property
    def text(self) -> str:
        """The note as one line, for renderers that do not link."""
        return "".join(f"{pin.lead}{pin.exhibit}{pin.pin}" for pin in self.pins) + self.stop

    @property
    def stop(self) -> str:
        """What ends the note: a full stop, unless its last quotation ends on one."""
        return "" if self.pins[-1].pin.endswith((".”", ".»")) else "."


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence ready to draw: its text, and for a fact its number and its citations."""

    text: str
    kind: str  # "fact", "label", "code", "strong" or a kind of statement
    fact: int = 0  # number of the sentence of fact, 0 for any other
    note: Note | None = None
    inline: tuple[PinCite, ...] = ()
    exhibit: str = ""  # where citations of this exhibit lead


@dataclass(frozen=True, slots=True)
class Numbered:
    """A filing as a renderer takes it: the tree with its notes, and its exhibits."""

    document: Document[Span]
    exhibits: Exhibits
    notes: tuple[Note, ...]

    def each_sentence(self, visit: Callable[[Span, Block[Span], str], None]) -> None:
        """Call `visit` with each sentence, its block and its language, in reading order."""
        with_sentences(self.document.blocks, self.document.language, visit)

    def listed_exhibits(self) -> frozenset[str]:
        """Return the numbers of the exhibits that have a row of their own in the filing."""
        listed: set[str] = set()
        self.each_sentence(lambda span, _block, _language: listed.add(span.exhibit))
        return frozenset(listed - {""})


def number(draft: Draft, case: CaseRecords) -> Numbered:
    """Number exhibits, facts, notes and paragraphs of a draft.

    Raises `UncitedFact` naming every sentence of fact without a supporting passage, and
    `CitationNotFound` for a passage that is not in the case.
    """
    uncited = [fact.text for fact in facts_of(draft) if not _is_supported(fact)]
    if uncited:
        listed = "\n".join(f"  - “{text}”" for text in uncited)
        raise UncitedFact(
            f"{len(uncited)} sentence(s) of fact cite no supporting passage:\n{listed}\n"
            "Cite a passage, or mark the sentence as law, method, request or argument."
        )
    exhibits = number_exhibits(draft, case)
    numberer = _Numberer(exhibits)
    spans = with_sentences(draft.blocks, draft.language, numberer.span)
    blocks = numberer.numbered_paragraphs(spans)
    document = Document(
        title=draft.title,
        subtitle=draft.subtitle,
        language=draft.language,
        date=draft.date,
        marking=draft.marking,
        author=draft.author,
        law_version=draft.law_version,
        cover=draft.cover,
        blocks=blocks,
        has_contents=draft.has_contents,
        exhibit_series=draft.exhibit_series,
    )
    return Numbered(document, exhibits, tuple(numberer.notes))


def _is_supported(fact: Fact) -> bool:
    return any(citation.bearing is Bearing.SUPPORTS for citation in fact.citations)


class _Numberer:
    """One pass in reading order."""

    def __init__(self, exhibits: Exhibits) -> None:
        self.exhibits = exhibits
        self.notes: list[Note] = []
        self.first_note: dict[str, int] = {}
        self.facts = 0
        self.paragraphs = 0

    def span(self, sentence: Sentence, block: Block[Sentence], language: str) -> Span:
        if isinstance(sentence, Label):
            kind = "code" if sentence.is_code else "strong" if sentence.is_strong else "label"
            return Span(sentence.text, kind, exhibit=sentence.exhibit)
        if not isinstance(sentence, Fact):
            return Span(sentence.text, sentence.kind.value)
        self.facts += 1
        if isinstance(block, Table) and block.cites_inline:
            pins = table_pins(sentence, self.exhibits, language)
            return Span(sentence.text, "fact", fact=self.facts, inline=pins)
        pins = note_pins(sentence, self.exhibits, language, self.first_note)
        note = Note(len(self.notes) + 1, pins, language)
        self.notes.append(note)
        for passage in quoted_in_note(sentence, self.exhibits, language):
            self.first_note.setdefault(passage, note.number)
        return Span(sentence.text, "fact", fact=self.facts, note=note)

    def numbered_paragraphs(self, blocks: tuple[Block[Span], ...]) -> tuple[Block[Span], ...]:
        numbered: list[Block[Span]] = []
        for block in blocks:
            if isinstance(block, Paragraph) and block.is_numbered:
                self.paragraphs += 1
                numbered.append(replace(block, number=self.paragraphs))
            elif isinstance(block, InLanguage):
                inner = self.numbered_paragraphs(block.blocks)
                numbered.append(InLanguage(block.language, inner))
            else:
                numbered.append(block)
        return tuple(numbered)
