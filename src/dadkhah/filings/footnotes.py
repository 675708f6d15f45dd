"""Pin-cites: turn a draft into a document whose every fact carries its note."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dadkhah.errors import UncitedFact
from dadkhah.filings.document import (
    Bearing,
    Block,
    Citation,
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
from dadkhah.filings.languages import digits_in, words_in
from dadkhah.records.case import CaseRecords
from dadkhah.records.evidence import Passage

_QUOTED_AT_MOST = 3  # a note with more passages gives their codes, not their words


@dataclass(frozen=True, slots=True)
class PinCite:
    """One exhibit in a note: `lead` before its number, `pin` after it."""

    lead: str
    exhibit: str
    pin: str
    passage: str
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, by its number in the filing."""

    number: int
    pins: tuple[PinCite, ...]
    language: str

    @property
    def text(self) -> str:
        """The note as one line, for renderers that do not link."""
        return "".join(f"{pin.lead}{pin.exhibit}{pin.pin}" for pin in self.pins) + "."


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence ready to draw: its text, and for a fact its number and its citations."""

    text: str
    kind: str  # "fact", "label", "code", "strong" or a kind of statement
    fact: int = 0  # number of the sentence of fact, 0 for any other
    note: Note | None = None
    inline: tuple[PinCite, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A filing as a renderer takes it: the tree with its notes, and its exhibits."""

    document: Document[Span]
    exhibits: Exhibits
    notes: tuple[Note, ...]

    def each_sentence(self, visit: Callable[[Span, Block[Span], str], None]) -> None:
        """Call `visit` with each sentence, its block and its language, in reading order."""
        with_sentences(self.document.blocks, self.document.language, visit)


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
            return Span(sentence.text, kind)
        if not isinstance(sentence, Fact):
            return Span(sentence.text, sentence.kind.value)
        self.facts += 1
        if isinstance(block, Table) and block.cites_inline:
            pins = self.pins(sentence, language, is_inline=True)
            return Span(sentence.text, "fact", fact=self.facts, inline=pins)
        note = Note(len(self.notes) + 1, self.pins(sentence, language), language)
        self.notes.append(note)
        if len(sentence.citations) <= _QUOTED_AT_MOST:
            for citation in sentence.citations:
                self.first_note.setdefault(citation.passage, note.number)
        return Span(sentence.text, "fact", fact=self.facts, note=note)

    def pins(self, fact: Fact, language: str, *, is_inline: bool = False) -> tuple[PinCite, ...]:
        pins: list[PinCite] = []
        is_brief = is_inline or len(fact.citations) > _QUOTED_AT_MOST
        in_order = sorted(
            fact.citations, key=lambda citation: list(Bearing).index(citation.bearing)
        )
        for citation in in_order:
            passage = self.exhibits.passages[citation.passage]
            bearing_before = pins[-1].bearing if pins else Bearing.SUPPORTS
            lead = "" if not pins else words_in(language).separator
            if citation.bearing is not bearing_before:
                lead += _word_for(citation.bearing, language)
            pin = _place(passage, language)
            if is_brief:
                pin += f" ({passage.id})"  # its words stand in the evidence index
            else:
                pin += self._quote_or_reference(citation, passage, language)
            number = self.exhibits.of_passage(passage.id).number
            pins.append(PinCite(lead, number, pin, passage.id, citation.bearing))
        return tuple(pins)

    def _quote_or_reference(self, citation: Citation, passage: Passage, language: str) -> str:
        words = words_in(language)
        comma = "، " if language != "en" else ", "
        earlier = self.first_note.get(citation.passage)
        if earlier is not None:
            return comma + words.above.format(digits_in(language, earlier))
        if not passage.quote:
            return comma + passage.note if passage.note else ""
        opening, closing = words.quotes
        return f"{comma}{opening}{passage.quote}{closing}"

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


def _word_for(bearing: Bearing, language: str) -> str:
    words = words_in(language)
    return {
        Bearing.SUPPORTS: "",
        Bearing.CONTRADICTS: words.against,
        Bearing.CONTEXT: words.context,
    }[bearing]


def _place(passage: Passage, language: str) -> str:
    words = words_in(language)
    comma = "، " if language != "en" else ", "
    if passage.page:
        return f"{comma}{words.page}{passage.page}"
    if passage.time:
        return f"{comma}{words.at_time}{passage.time.removeprefix('t=')}"
    return ""
