"""The words of a filing are kept as they are typed, and checked in plain words."""

from datetime import UTC, date, datetime

import pytest

from dadkhah.errors import RecordChanged
from dadkhah.exchange.filing import FilingKind
from dadkhah_web.filings.first_words import first_words
from dadkhah_web.filings.words import (
    held_words,
    mark_of,
    problem_with,
    save_words,
    words_to_begin,
)
from dadkhah_web.records.models import Revision

AT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
ON = date(2026, 11, 24)
KIND = FilingKind.COMMUNICATION


def test_half_a_filing_is_kept_with_a_revision_though_nothing_can_be_drafted_from_it(lawyer):
    assert save_words(lawyer, KIND, "title: Half\r\n", at=AT)

    assert held_words(lawyer, KIND) == "title: Half\n"
    assert Revision.objects.filter(kind="draft", code="communication.yaml").count() == 1
    assert "is missing" in str(problem_with(lawyer, KIND, "title: Half", ON))


def test_the_same_words_again_make_no_revision(lawyer):
    save_words(lawyer, KIND, "title: Half\n", at=AT)

    assert not save_words(lawyer, KIND, "title: Half\r\n", at=AT)


def test_who_was_slower_is_told_and_the_words_of_the_quicker_stay(lawyer):
    begun_from = mark_of(held_words(lawyer, KIND))
    save_words(lawyer, KIND, "title: Quicker\n", at=AT, based_on=begun_from)

    with pytest.raises(RecordChanged):
        save_words(lawyer, KIND, "title: Slower\n", at=AT, based_on=begun_from)
    assert held_words(lawyer, KIND) == "title: Quicker\n"


def test_a_new_filing_begins_with_every_key_in_its_place(lawyer):
    assert words_to_begin(lawyer, KIND) == first_words(KIND)


def test_checking_words_keeps_nothing(lawyer):
    problem_with(lawyer, KIND, "title: Only checked\n", ON)

    assert held_words(lawyer, KIND) == ""
