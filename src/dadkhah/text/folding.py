"""Fold spellings that people use for one another, for comparison only and never for display."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dadkhah.text.digits import fold_digits

# Keyboards differ: Arabic yeh and kaf stand for the Persian letters, Urdu's heh and the one that
# ۀ is made of for the Persian heh. Pashto ې and ۍ are letters of their own and stay.
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ہ": "ه", "ە": "ه"})
_DROPPED = {"Mn", "Cf"}  # marks (harakat, accents); ZWNJ, ZWJ, direction marks
_TATWEEL = "ـ"


class _Folds(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        # Yeh with hamza (ئ) decomposes to Arabic yeh: letters are folded after decomposition.
        decomposed = unicodedata.normalize("NFKD", fold_digits(chr(code)))
        kept = "".join(c for c in decomposed if unicodedata.category(c) not in _DROPPED)
        folded = kept.replace(_TATWEEL, "").translate(_LETTERS).casefold()
        return self.setdefault(code, folded)


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return the form under which two spellings of one word are equal.

    Digits become ASCII, ي ى ك become ی ک, letter case is folded, and marks, tatweel, joiners
    and direction marks are dropped. Each character is folded by itself.
    """
    return text.translate(_FOLDS)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where in the original each of its characters stood."""

    text: str
    original: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the original that `text[start:end]` comes from, marks included."""
        if start >= end:
            return 0, 0
        after = self.origins[end - 1] + 1
        while after < len(self.original) and unicodedata.category(self.original[after]) == "Mn":
            after += 1
        return self.origins[start], after

    def without(self, pattern: re.Pattern[str]) -> "Folded":
        """Return it without what matches the pattern."""
        kept: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            kept += range(at, match.start())
            at = match.end()
        kept += range(at, len(self.text))
        text = "".join(map(self.text.__getitem__, kept))
        return Folded(text, self.original, [self.origins[n] for n in kept])


def fold_in_place(text: str) -> Folded:
    """Fold `text` and keep the way back; `.text` is what `fold` returns."""
    pieces = [_FOLDS[ord(c)] for c in text]
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    return Folded("".join(pieces), text, origins)


def squeeze_spaces(text: str) -> str:
    """Return `text` in Unicode NFC with every run of white space as one space, none at the ends."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
