"""Exhibits: the evidence items a filing cites, numbered in order of first citation."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dadkhah.errors import CitationNotFound
from dadkhah.filings.document import (
    Block,
    Document,
    Fact,
    Sentence,
    with_sentences,
)
from dadkhah.records.case import CaseRecords
from dadkhah.records.evidence import EvidenceItem, Passage


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An evidence item under the number the filing gives it."""

    number: str  # "E-001"; "L-001" in the letter
    item: EvidenceItem
    passages: tuple[str, ...]  # cited, in order of first citation


@dataclass(frozen=True)
class Exhibits:
    """The exhibits of one filing, in order."""

    exhibits: tuple[Exhibit, ...]
    passages: dict[str, Passage]
    _by_item: dict[str, Exhibit] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_item = {exhibit.item.id: exhibit for exhibit in self.exhibits}
        object.__setattr__(self, "_by_item", by_item)

    def of_passage(self, passage: str) -> Exhibit:
        """Return the exhibit a cited passage stands in."""
        return self._by_item[self.passages[passage].item]

    def __iter__(self) -> Iterator[Exhibit]:
        return iter(self.exhibits)

    def __len__(self) -> int:
        return len(self.exhibits)


def number_exhibits(document: Document[Sentence], case: CaseRecords) -> Exhibits:
    """Number the items the document cites in its series, E-001, E-002 ..., as first cited.

    Raises `CitationNotFound` naming the sentence, when a passage or its item is not in the case.
    """
    passages = {passage.id: passage for passage in case.passages}
    items = {item.id: item for item in case.items}
    cited: dict[str, dict[str, None]] = {}
    for fact in facts_of(document):
        for citation in fact.citations:
            passage = passages.get(citation.passage)
            if passage is None or passage.item not in items:
                raise CitationNotFound(
                    f"The sentence “{fact.text}” cites {citation.passage}, which is not a passage"
                    " of an item of this case. Correct the identifier or record the passage."
                )
            cited.setdefault(passage.item, {})[passage.id] = None
    exhibits = (
        Exhibit(f"{document.exhibit_series}-{number:03d}", items[item], tuple(cited_there))
        for number, (item, cited_there) in enumerate(cited.items(), start=1)
    )
    return Exhibits(tuple(exhibits), passages)


def facts_of(document: Document[Sentence]) -> tuple[Fact, ...]:
    """Return the sentences of fact in reading order."""
    found: list[Fact] = []

    def collect(sentence: Sentence, _block: Block[Sentence], _language: str) -> None:
        if isinstance(sentence, Fact):
            found.append(sentence)

    with_sentences(document.blocks, document.language, collect)
    return tuple(found)
