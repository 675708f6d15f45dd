"""The opening of a communication: its cover, what it is, and how it must be read."""

from datetime import date

from dadkhah.filings.document import Block, Heading, Items, Label, Paragraph, Sentence
from dadkhah.filings.drafts import CommunicationDraft
from dadkhah.filings.wording import english_day, law, method
from dadkhah.law.model import Law
from dadkhah.records.case import CaseRecords


def cover(
    case: CaseRecords, law: Law, words: CommunicationDraft, on: date
) -> tuple[tuple[str, str], ...]:
    """Return the rows of the first page."""
    return (
        ("To", "Office of the Prosecutor, International Criminal Court"),
        ("From", case.info.sender),
        ("Contact", words.texts["contact"]),
        ("Situation", f"{case.info.situation}, Islamic Republic of Afghanistan"),
        ("Date", english_day(on)),
        ("Language", "English, with a summary in Dari and in Pashto"),
        ("Earlier letters", words.texts["relation"]),
        ("Law file", f"version {law.version}"),
    )


def about(case: CaseRecords, words: CommunicationDraft) -> tuple[Block[Sentence], ...]:
    """Return section 1: sender, mandate, and what the reader must know first."""
    rows = {
        "Sender": case.info.sender,
        "Mandate": case.info.mandate,
        "Situation": f"{case.info.situation}; the Court’s investigation is open, and this"
        " communication adds to it",
        "Handling": words.texts["marking"],
        "Contact": words.texts["contact"],
        "Earlier letters": words.texts["relation"],
    }
    entries = tuple((Label(f"{name}:", is_strong=True), Label(text)) for name, text in rows.items())
    note = (Paragraph((method(case.info.note),), is_numbered=False),) if case.info.note else ()
    return (Heading("About this communication", 1, "1"), Items(entries), *note, reading())


def reading() -> Paragraph[Sentence]:
    """Return the notice on how the communication must be read."""
    return Paragraph(
        (
            law("Every person named is presumed innocent (Rome Statute, Article 66)."),
            method(
                "What follows is alleged: it says what the material indicates and where there are"
                " reasonable grounds to believe, and it says what is unproven."
            ),
            method(
                "The text of the warrants of 8 July 2025 is sealed; nothing here asserts more of"
                " them than the Court made public."
            ),
            method(
                "Every sentence of fact carries a note. A note names an exhibit (E-001) and the"
                " passage in it (X-0001); Annex A gives each exhibit’s SHA-256 and the words of"
                " each passage."
            ),
        ),
        is_numbered=False,
        is_notice=True,
    )


def presumption() -> Paragraph[Sentence]:
    """Return the notice that opens what is said about persons."""
    return Paragraph(
        (
            law("Every person named is presumed innocent (Rome Statute, Article 66)."),
            method(
                "Each charge below is alleged. Where a warrant was issued, only what the Court made"
                " public is used; no charge rests on a crime that the Statute does not contain."
            ),
        ),
        is_numbered=False,
        is_notice=True,
    )


def notice() -> Paragraph[Sentence]:
    """Return the notice that the wording of the law is ours."""
    return Paragraph(
        (
            law(
                "The elements are given in our own short wording. Only the official text counts: it"
                " is named by article and element number in Annex E."
            ),
            method("A lawyer must check every reference before this paper is sent."),
        ),
        is_numbered=False,
        is_notice=True,
    )
