"""What walking through a Word file leaves beside the text: changes, hidden words, comments."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.report import Report

_CHANGES = {
    "insertion": "Words were put in{by} while changes were tracked; the text shows them",
    "deletion": "Words were struck out{by} and are still in the file; the text leaves them out",
    "moved-away": "Words were moved away from here{by}; the text shows them where they are now",
}
_FINDS = {
    "hidden-text": "Words are set as hidden, and left out of the text",
    "white-text": "Words are written in white, and may not be seen on the page",
    "tiny-text": "Words are written so small that they are hardly seen",
    "hidden-in-field": "Words stand in the code of a field, where no page shows them",
}
_FETCHING = frozenset({"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "DATABASE"})


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change. `code`: "insertion", "deletion", "moved-away"."""

    code: str
    by: str
    at: str
    words: str
    paragraph: int


@dataclass(slots=True)
class Traces:
    """Everything of one file, in the order it was met."""

    changes: list[Change] = field(default_factory=list)
    finds: list[tuple[str, str]] = field(default_factory=list)
    formats_changed: int = 0
    codes: list[str] = field(default_factory=list)  # of fields
    notes: dict[tuple[str, str], int] = field(default_factory=dict)  # (kind, id): number
    commented: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    chunks: list[str] = field(default_factory=list)  # ids of links to other files' content

    def change(self, code: str, element: Element, words: str, paragraph: int) -> None:
        """Keep a change; runs of one change in one paragraph are one."""
        made = Change(
            code, element.get("w:author", ""), element.get("w:date", ""), words, paragraph
        )
        last = self.changes[-1] if self.changes else None
        if last is not None and replace(last, words="") == replace(made, words=""):
            self.changes[-1] = replace(last, words=last.words + words)
        elif words.strip():
            self.changes.append(made)

    def find(self, code: str, words: str) -> None:
        """Keep hidden words; runs beside one another are one."""
        if self.finds and self.finds[-1][0] == code:
            self.finds[-1] = (code, self.finds[-1][1] + words)
        elif words.strip():
            self.finds.append((code, words))

    def tell(self, report: Report) -> None:
        """Write all of it as notices."""
        for change in self.changes:
            sentence = _CHANGES[change.code].format(by=by_and_at(change.by, change.at))
            report.notice(change.code, sentence, change.words)
        for code, words in self.finds:
            report.notice(code, _FINDS[code], words)
        if self.formats_changed:
            sentence = f"The look of text was changed in {self.formats_changed} places"
            report.notice("format-changes", f"{sentence} while changes were tracked.")
        for code in self.codes:
            if code.split()[:1] and code.split()[0].upper() in _FETCHING:
                sentence = "A field takes its content from elsewhere when the file is opened"
                report.notice("fetches", sentence, code)


def by_and_at(by: str, at: str) -> str:
    """Return " by NAME at TIME" as far as the file says so."""
    return (f" by {by}" if by else "") + (f" at {at}" if at else "")
