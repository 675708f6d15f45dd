"""Filings are drafted from the words a person wrote and from the records, and never change."""

from dataclasses import replace
from datetime import date

from dadkhah.exchange.filing import FilingKind
from dadkhah.filings.drafts import read_communication_draft
from dadkhah_web.exchange.snapshot import snapshot
from dadkhah_web.filings.drafting import draft_filing
from dadkhah_web.filings.first_words import first_words
from dadkhah_web.filings.words import problem_with

ON = date(2026, 11, 24)


def test_a_filing_keeps_its_files_by_hash_and_lists_what_it_cites(letter):
    files = {file.name: file for file in letter.files.all()}

    assert sorted(files) == ["letter.docx", "letter.html", "letter.json", "letter.pdf"]
    assert letter.items == ["I-0001", "I-0002"]
    assert letter.number == 1


def test_the_next_version_gets_the_next_number_and_the_first_stays(letter, lawyer):
    second = draft_filing(lawyer, FilingKind.LETTER, ON, at=letter.drafted_at)

    assert second.number == 2
    assert letter.files.count() == 4


def test_the_words_a_letter_begins_with_can_be_drafted_from_at_once(lawyer):
    assert problem_with(lawyer, FilingKind.LETTER, first_words(FilingKind.LETTER), ON) is None


def test_the_words_a_communication_begins_with_are_written_as_the_format_says(lawyer):
    kind = FilingKind.COMMUNICATION
    case = replace(snapshot(lawyer), drafts={kind.draft_path: first_words(kind)})

    assert read_communication_draft(case).texts["marking"] == "Draft"
