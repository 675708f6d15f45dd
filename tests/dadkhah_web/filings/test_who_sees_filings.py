"""Whoever does not see the whole case sees no filing, whenever the part was closed."""

from datetime import UTC, date, datetime

import pytest

from dadkhah.errors import NotVisible
from dadkhah.exchange.filing import FilingKind
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.filings.drafting import draft_filing
from dadkhah_web.filings.selectors import filings_of, find_file, find_filing, handovers_of
from dadkhah_web.filings.words import held_words, problem_with, save_words
from people import access, closed, person

AT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
ON = date(2026, 11, 24)


def test_everybody_in_the_case_sees_a_filing_of_what_is_open_to_all(letter):
    assert list(filings_of(access(person("reader", Role.READER)))) == [letter]


def test_a_filing_disappears_for_whom_something_is_closed_after_it_was_drafted(letter, lawyer):
    other = person("other", Role.LAWYER)
    closed("a part", "item/I-0002", members=(lawyer.user,))

    assert list(filings_of(access(other))) == []
    assert list(handovers_of(access(other))) == []
    with pytest.raises(NotVisible):
        find_filing(access(other), "letter", 1)
    assert find_filing(access(lawyer.user), "letter", 1) == letter


def test_also_when_the_closed_part_is_not_cited_in_it(drafted, lawyer):
    drafted("X-0001")
    closed("a part", "person/P-minister", members=(lawyer.user,))

    assert list(filings_of(access(person("other", Role.LAWYER)))) == []


def test_nobody_drafts_from_a_part_of_the_case(letter, lawyer):
    closed("a part", "item/I-0002")
    seeing_less = access(lawyer.user)

    for attempt in (
        lambda: draft_filing(seeing_less, FilingKind.LETTER, ON, at=AT),
        lambda: held_words(seeing_less, FilingKind.LETTER),
        lambda: save_words(seeing_less, FilingKind.LETTER, "words", at=AT),
        lambda: problem_with(seeing_less, FilingKind.LETTER, "words", ON),
    ):
        with pytest.raises(NotVisible):
            attempt()


def test_a_filing_does_not_show_the_words_of_an_item_to_whom_they_may_not_be_read(letter, lawyer):
    EvidenceItem.objects.filter(record__code="I-0002").update(sensitivity="restricted")

    assert list(filings_of(access(person("reader", Role.READER)))) == []
    assert list(filings_of(lawyer)) == [letter]


def test_a_file_that_a_filing_does_not_have_is_not_there(letter):
    with pytest.raises(NotVisible):
        find_file(letter, "../letter.pdf")
