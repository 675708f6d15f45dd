"""Texts alike have fingerprints alike, and a text is told by its language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.fingerprints.languages import language_of
from dadkhah.derivation.fingerprints.shingles import VALUES, likeness, minhash

WORDS = st.lists(st.text("abcdefgh", min_size=3, max_size=6), min_size=1, max_size=40)


@given(WORDS)
def test_for_any_text_its_fingerprint_is_512_digits_and_its_own(words):
    fingerprint = minhash(" ".join(words))

    assert len(fingerprint) == VALUES * 8
    assert likeness(fingerprint, minhash("\n".join(words))) == 1


def test_the_fingerprint_is_the_same_on_every_machine():
    assert minhash("one two three four five six")[:16] == "523027c10313aab4"


def test_another_spelling_of_letters_and_digits_is_the_same_text():
    assert minhash("كتاب ۱۲ في بيت") == minhash("کتاب 12 فی بیت")


def test_a_report_with_a_new_paragraph_is_still_alike_and_another_one_is_not():
    report = [f"word{n}" for n in range(500)]
    longer = [*report, *(f"new{n}" for n in range(25))]
    other = [f"other{n}" for n in range(500)]
    fingerprints = [minhash(" ".join(words)) for words in (report, longer, other)]

    assert likeness(*fingerprints[:2]) > 0.8
    assert likeness(fingerprints[0], fingerprints[2]) < 0.1
    assert likeness(minhash(""), minhash("")) == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("زنان افغان حق تعلیم دارند و باید به مکتب بروند", "fa"),
        ("د افغانستان ښځې د زده کړې حق لري", "ps"),
        ("The women of Afghanistan have a right to learn", "en"),
        ("12 34", ""),
        ("", ""),
    ],
)
def test_a_text_is_told_by_its_language(text, language):
    assert language_of(text) == language
