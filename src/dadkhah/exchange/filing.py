"""Draft a filing of a case and draw it in every form, with links into the bundle it goes with."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from dadkhah.errors import FormatNotKnown
from dadkhah.exchange.bundle.exhibits import numbered
from dadkhah.filings.communication import draft_communication
from dadkhah.filings.document import Draft
from dadkhah.filings.document_json import document_json
from dadkhah.filings.exhibits import Exhibits, number_exhibits
from dadkhah.filings.footnotes import Numbered, number
from dadkhah.filings.letter import draft_letter
from dadkhah.filings.render_docx import render_docx
from dadkhah.filings.render_html import render_html
from dadkhah.filings.render_pdf import render_pdf
from dadkhah.law.model import Law
from dadkhah.records.case import CaseRecords


class FilingKind(StrEnum):
    """A kind of filing."""

    COMMUNICATION = "communication"  # to the Prosecutor, under Article 15
    LETTER = "letter"  # open, in Dari, Pashto and English

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it once it left."""
        return self is FilingKind.LETTER

    @property
    def draft_path(self) -> str:
        """Where a case keeps the words of it: `filings/letter.yaml`."""
        return f"filings/{self.value}.yaml"


FORMATS = ("pdf", "docx", "html", "json")
_DRAFTERS: dict[FilingKind, Callable[[CaseRecords, Law, date], Draft]] = {
    FilingKind.COMMUNICATION: draft_communication,
    FilingKind.LETTER: draft_letter,
}


def draft_filing(kind: FilingKind, case: CaseRecords, law: Law, on: date) -> Numbered:
    """Return the filing of a case as of a date, numbered; the same arguments, the same bytes.

    Raises `DraftInvalid`, `UncitedFact`, `NotForPublic`.
    """
    return number(_DRAFTERS[kind](case, law, on), case)


def draw_filing(
    filing: Numbered, form: str, *, exhibits_at: Mapping[str, str] | None = None
) -> bytes:
    """Return a filing in one of `FORMATS`; raises `FormatNotKnown`."""
    match form:
        case "html":
            return render_html(filing, exhibits_at=exhibits_at).encode()
        case "json":
            return document_json(filing).encode()
        case "pdf":
            return render_pdf(filing)
        case "docx":
            return render_docx(filing)
        case _:
            raise FormatNotKnown(f"'{form}' is no format; use {', '.join(FORMATS)}.")


def places_in_bundle(
    kind: FilingKind, filing: Numbered, case: CaseRecords, law: Law, on: date
) -> dict[str, str]:
    """Return where a filing, in a bundle with all filings of the case, finds each exhibit.

    A bundle numbers its folders as the communication does; the letter has numbers of its own.
    """
    given = {kind.value: _numbers(filing.exhibits)}
    main_kind = FilingKind.COMMUNICATION
    if kind is FilingKind.LETTER and main_kind.draft_path in case.drafts:
        main = number_exhibits(draft_communication(case, law, on), case)
        given = {main_kind.value: _numbers(main), **given}
    return {
        each.numbers[kind.value]: each.path().replace("data/", "../", 1)
        for each in numbered(case.items, given)
        if kind.value in each.numbers
    }


def _numbers(exhibits: Exhibits) -> dict[str, str]:
    return {exhibit.item.id: exhibit.number for exhibit in exhibits}
