"""Release gates: what must hold before a filing leaves, and what only a person can say."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dadkhah.filings.document import Block, Heading, InLanguage, Items
from dadkhah.filings.footnotes import Numbered, Span
from dadkhah.filings.letter import HEADINGS
from dadkhah.filings.pin_cites import PinCite
from dadkhah.law.model import Law
from dadkhah.records.case import CaseRecords


class GateState(StrEnum):
    """Whether a gate is open."""

    PASSED = "passed"
    FAILED = "failed"
    BY_HAND = "by hand"  # nobody but a person can say


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate, and why it stands as it does."""

    name: str
    state: GateState
    reason: str


def release_gates(
    filing: Numbered, case: CaseRecords, law: Law, *, is_public: bool
) -> tuple[Gate, ...]:
    """Return every gate of a filing; it may leave when none failed and people did the rest."""
    return (
        _by_hand("consent", "Consent covers this recipient and this purpose."),
        _by_hand("risk note", "A risk note is less than 90 days old."),
        _by_hand("identities", "Identities, faces, voices and places are reduced as agreed."),
        _hashes(filing),
        _cited(filing),
        _contrary(filing, case, is_public=is_public),
        _nothing_sealed(filing, is_public=is_public),
        _recognition_apart(filing, case, law),
        _by_hand("second reviewer", "A second reviewer and a lawyer have signed."),
        _by_hand("receipt", "The receipt is saved after sending."),
    )


def _by_hand(name: str, reason: str) -> Gate:
    return Gate(name, GateState.BY_HAND, reason)


def _gate(name: str, wrong: list[str], right: str, then: str) -> Gate:
    if wrong:
        return Gate(name, GateState.FAILED, f"{then}: {', '.join(wrong)}.")
    return Gate(name, GateState.PASSED, right)


def _hashes(filing: Numbered) -> Gate:
    without = [
        f"{each.number} ({each.item.id})" for each in filing.exhibits if not each.item.sha256
    ]
    counted = f"All {len(filing.exhibits)} exhibits have a hash; `dadkhah vault verify` checks it."
    return _gate("hashes", without, counted, "Not received, so without a hash")


def _cited(filing: Numbered) -> Gate:
    spans = list(_spans(filing))
    uncited = [span.text for span in spans if span.fact and not (span.note or span.inline)]
    facts = sum(1 for span in spans if span.fact)
    return _gate("citations", uncited, f"All {facts} sentences of fact are cited.", "Uncited")


def _contrary(filing: Numbered, case: CaseRecords, *, is_public: bool) -> Gate:
    name = "contrary facts"
    if is_public:
        return _by_hand(name, "The letter does not hide what speaks against its facts.")
    cited = {pin.passage for span in _spans(filing) for pin in _pins(span)}
    against = {each for one in case.propositions for each in one.citations.contradicts}
    shown = f"All {len(against)} passages that contradict a proposition are listed."
    return _gate(name, sorted(against - cited), shown, "Contradicting passages not shown")


def _nothing_sealed(filing: Numbered, *, is_public: bool) -> Gate:
    forbidden = {"sealed", "restricted"} if is_public else {"sealed"}
    wrong = [
        f"{each.number} ({each.item.id}, {each.item.sensitivity})"
        for each in filing.exhibits
        if each.item.sensitivity in forbidden
    ]
    right = "No exhibit is sealed" + (" or restricted." if is_public else ".")
    return _gate("sealed and restricted", wrong, right, "Take out")


def _recognition_apart(filing: Numbered, case: CaseRecords, law: Law) -> Gate:
    wrong = [charge.id for charge in case.charges if charge.crime in law.concepts]
    names = {
        name.casefold()
        for concept in law.concepts.values()
        for name in (concept.names.en, concept.names.fa, concept.names.ps)
        if name
    }
    for request in requests_among_charges(filing):
        if any(name in request.casefold() for name in names):
            wrong.append(f"“{request}”")
    right = "No charge and no request for prosecution rests on what the Statute does not know."
    return _gate("recognition apart", wrong, right, "Move to the request for recognition")


def requests_among_charges(filing: Numbered) -> tuple[str, ...]:
    """Return the requests that stand outside the section for recognition."""
    recognition = {headings.recognition for headings in HEADINGS.values()}
    return tuple(_requests(filing.document.blocks, recognition))


def _requests(blocks: tuple[Block[Span], ...], recognition: set[str]) -> Iterator[str]:
    is_apart = False
    for block in blocks:
        if isinstance(block, Heading):
            is_apart = block.text in recognition
        elif isinstance(block, InLanguage):
            yield from _requests(block.blocks, recognition)
        elif isinstance(block, Items) and not is_apart:
            spans = (span for entry in block.entries for span in entry)
            yield from (span.text for span in spans if span.kind == "request")


def _spans(filing: Numbered) -> Iterator[Span]:
    found: list[Span] = []
    filing.each_sentence(lambda span, _block, _language: found.append(span))
    return iter(found)


def _pins(span: Span) -> tuple[PinCite, ...]:
    return span.note.pins if span.note else span.inline
