"""Digits of every script are the same numbers."""

from hypothesis import given
from hypothesis import strategies as st

from dadkhah.text.digits import fold_digits, persian_digits


def test_persian_and_arabic_digits_become_ascii_and_the_rest_stays():
    assert fold_digits("۱۴۰۰ ٢٠ دلو 7") == "1400 20 دلو 7"


@given(st.integers(min_value=0))
def test_for_any_number_persian_digits_fold_back(number):
    assert fold_digits(persian_digits(str(number))) == str(number)
