"""Spellings that people use for one another are equal after folding, other words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.text.folding import fold, squeeze_spaces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ربيع", "ربیع"),
        ("كابل", "کابل"),
        ("می‌شود", "میشود"),
        ("مُحَرَّم", "محرم"),
        ("دلـــو", "دلو"),
        ("۱۴۰۰", "١٤٠٠"),
        ("Dalw", "DALW"),
        ("Sha\u02bfbān", "Sha\u02bfban"),
        ("ذیقعدهٔ", "ذیقعده"),
        ("\u200fدلو", "دلو"),
    ],
)
def test_spellings_of_one_word_are_equal(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("زمری", "زمرې"), ("وږی", "وری"), ("کب", "گب")])
def test_other_letters_stay_other(one, other):
    assert fold(one) != fold(other)


def test_runs_of_white_space_are_one_space_and_accents_are_composed():
    assert squeeze_spaces(" e\u0301a \n\t b\u00a0c ") == "éa b c"


@given(st.text())
def test_for_any_text_squeezing_twice_changes_nothing_more(text):
    assert squeeze_spaces(squeeze_spaces(text)) == squeeze_spaces(text)
