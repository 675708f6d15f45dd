"""What is different from the filing before, and in the case since this one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dadkhah.dates import read_date
from dadkhah.exchange.filing import FilingKind
from dadkhah.records.events import Act
from dadkhah_web.exchange.forgetting import forget_records
from dadkhah_web.exchange.saving import Entry, save_records
from dadkhah_web.exchange.snapshot import newest_revision
from dadkhah_web.filings.drafting import draft_filing
from dadkhah_web.filings.since import Changed, changed_since, since
from dadkhah_web.filings.words import held_words, save_words

AT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
ACT = Act("A-0003", "E-0001", "res.education", read_date("2022"), ("AF-KAB",), "A third.")


def test_a_first_filing_has_nothing_before_it(letter, lawyer):
    found = since(lawyer, letter)

    assert (found.before, found.new_facts, found.changed) == (None, (), ())


def test_facts_that_came_and_went_are_told_by_their_words(letter, lawyer):
    words = held_words(lawyer, FilingKind.LETTER)
    other = words.replace("A school was closed.", "Two schools were closed.")
    save_words(lawyer, FilingKind.LETTER, other, at=AT)
    second = draft_filing(lawyer, FilingKind.LETTER, date(2026, 11, 25), at=AT)

    found = since(lawyer, second)

    assert found.before == letter
    assert found.new_facts == ("Two schools were closed.",)
    assert found.gone_facts == ("A school was closed.",)


def test_records_are_told_once_by_what_became_of_them(letter, lawyer, site):
    save_records(lawyer, [Entry(ACT)], at=AT)
    save_records(lawyer, [Entry(replace(ACT, summary="Changed."))], at=AT)
    forget_records(
        lawyer.case, ["finding/N-0002"], reason="-", vault=site.vault, actor="U-1", at=AT
    )

    assert changed_since(letter) == (
        Changed("act", "create", ("A-0003",)),
        Changed("finding", "forget", ("N-0002",)),
    )
    assert newest_revision(lawyer) > letter.revision
