"""Fold spellings that people use for one another, for comparison only and never for display."""

import re
import unicodedata

from dadkhah.text.digits import fold_digits

# Keyboards differ: Arabic yeh and kaf stand for the Persian letters. Pashto ې and ۍ are letters
# of their own and stay.
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})
_DROPPED = {"Mn", "Cf"}  # marks (harakat, accents); ZWNJ, ZWJ, direction marks
_TATWEEL = "ـ"


def fold(text: str) -> str:
    """Return the form under which two spellings of one word are equal.

    Digits become ASCII, ي ى ك become ی ک, letter case is folded, and marks, tatweel, joiners
    and direction marks are dropped.
    """
    # Yeh with hamza (ئ) decomposes to Arabic yeh: letters are folded after decomposition.
    decomposed = unicodedata.normalize("NFKD", fold_digits(text))
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in _DROPPED)
    return kept.replace(_TATWEEL, "").translate(_LETTERS).casefold()


def squeeze_spaces(text: str) -> str:
    """Return `text` in Unicode NFC with every run of white space as one space, none at the ends."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
