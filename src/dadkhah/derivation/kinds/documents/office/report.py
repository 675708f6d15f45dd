"""Collect what a reader of documents finds: facts, notices with the hidden words, files inside."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from dadkhah.derivation.findings import MOST, Fact, Findings, Member, Notice, Relation
from dadkhah.derivation.outcome import MIB, Reason
from dadkhah.derivation.text_layer import TEXT_FILE, Page, TextLayer, write_text_layer
from dadkhah.errors import FileNotDerivable

MOST_CHARACTERS = 20_000_000
"""How much text a document may have."""
_MOST_MEMBERS = 1000
_MOST_BYTES = 384 * MIB  # of all members, so that the text still fits within what a task may write
_LONGEST = 1500  # of hidden words in one notice; what is longer goes on in the next
_MOST_WORDS = 12_000  # characters of one find
_MOST_OF_A_CODE = 1000


class Report:
    """What was found so far. `made` ends it."""

    def __init__(self, folder: Path, group: str) -> None:
        self._folder = folder
        self._group = group
        self._facts: list[Fact] = []
        self._notices: list[Notice] = []
        self._members: list[Member] = []
        self._counts: dict[str, int] = {}
        self._left_out = 0
        self._written = 0

    def fact(self, name: str, value: str | None) -> None:
        """Keep something the file says of itself; nothing when it says nothing."""
        said = " ".join((value or "").split())
        if said and len(self._facts) < MOST:
            self._facts.append(Fact(self._group, name, said))

    def notice(self, code: str, sentence: str, words: str = "") -> None:
        """Keep something a reader must know. `words` are shown after the sentence."""
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] > _MOST_OF_A_CODE:
            return
        shown = " ".join(words.split())
        if len(shown) > _MOST_WORDS:
            shown = f"{shown[:_MOST_WORDS]} … ({len(shown) - _MOST_WORDS} characters more)"
        if not shown:
            self._notices.append(Notice(code, sentence))
        for start in range(0, len(shown), _LONGEST):
            lead = sentence if start == 0 else f"{sentence} (goes on)"
            self._notices.append(Notice(code, f"{lead}: “{shown[start : start + _LONGEST]}”"))

    def member(self, name: str, content: bytes) -> None:
        """Write a file that was inside under a name of our own."""
        self._written += len(content)
        if len(self._members) >= _MOST_MEMBERS or self._written > _MOST_BYTES:
            self._left_out += 1
            self._written -= len(content)
            return
        file = f"m{len(self._members) + 1:04}"
        (self._folder / file).write_bytes(content)
        self._members.append(Member(file, name, Relation.EMBEDDED))

    def made(self, pages: Iterable[tuple[str, str]] | None = None) -> dict[str, object]:
        """Return the findings as the answer of a task; write the text of labelled pages."""
        self._count_what_was_cut()
        if pages is not None:
            _write(self._folder, list(pages))
        return Findings(
            has_text=pages is not None,
            facts=tuple(self._facts),
            notices=tuple(self._notices),
            members=tuple(self._members),
        ).written()

    def _count_what_was_cut(self) -> None:
        if self._left_out:
            sentence = f"{self._left_out} more files inside were left where they are."
            self._notices.append(Notice("members-left-out", sentence))
        for code, count in self._counts.items():
            if count > _MOST_OF_A_CODE:
                sentence = f"{count - _MOST_OF_A_CODE} more of the kind “{code}” are not listed."
                self._notices.insert(0, Notice("notices-left-out", sentence))


def _write(folder: Path, pages: Sequence[tuple[str, str]]) -> None:
    if sum(len(text) for _, text in pages) > MOST_CHARACTERS:
        message = f"It has more than {MOST_CHARACTERS} characters of text."
        raise FileNotDerivable(Reason.TOO_LARGE, message)
    layer = TextLayer(
        tuple(Page(number, label, 0, 0, text) for number, (label, text) in enumerate(pages, 1))
    )
    (folder / TEXT_FILE).write_bytes(write_text_layer(layer))
