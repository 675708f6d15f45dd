"""Find every occurrence of words in a text, however they are spelled, spaced or broken."""

import re
from collections.abc import Iterable

from dadkhah.derivation.redaction.hidden import HiddenSpan
from dadkhah.text.folding import fold, fold_in_place

_BROKEN = r"(?:[-‐‑]?\s*\n\s*)?"  # a word that goes on in the next line
_LOOSE = r"[\s.,\-‐‑_*|]*"
_LONG = 6  # letters; a shorter word is found everywhere when spaces do not count
_BETWEEN_DIGITS = r"[\s().\-‐‑/]*"
_FEWEST_DIGITS = 5
_NUMBER = re.compile(r"[\d\s()+.\-‐‑/]+")


def occurrences(words: Iterable[str], text: str) -> list[HiddenSpan]:
    """Return where the words stand, as whole words: what contains one is hidden whole.

    Spellings that people use for one another count as one (`dadkhah.text.folding`), any white
    space as one space, a word broken at the end of a line as whole, and a number of five digits
    or more however it is grouped.
    """
    folded = fold_in_place(text)
    found = [
        _whole_word(text, *folded.span(*match.span()))
        for word in words
        for match in _pattern(fold(word), _BROKEN).finditer(folded.text)
    ]
    return merged(found, text)


def is_said(word: str, text: str) -> bool:
    """Whether a word is anywhere in a text, also in the middle of others.

    A word of six letters or more is found with anything but letters between its letters.
    """
    folded = fold(word)
    return (
        _pattern(folded, _LOOSE if len(folded) >= _LONG else _BROKEN).search(fold(text)) is not None
    )


def merged(spans: Iterable[HiddenSpan], text: str) -> list[HiddenSpan]:
    """Return the spans in order, as one where they meet or only white space is between them.

    Two marks side by side would tell that two words stood there.
    """
    result: list[HiddenSpan] = []
    for span in sorted(spans, key=lambda one: one.start):
        start, end = max(span.start, 0), min(span.end, len(text))
        if start >= end:
            continue
        if result and not text[result[-1].end : start].strip():
            last = result.pop()
            start, end = last.start, max(last.end, end)
        result.append(HiddenSpan(start, end))
    return result


def _pattern(folded: str, between: str) -> re.Pattern[str]:
    digits = [character for character in folded if character.isdigit()]
    if len(digits) >= _FEWEST_DIGITS and _NUMBER.fullmatch(folded):
        return re.compile(_BETWEEN_DIGITS.join(digits))
    pieces = [between.join(map(re.escape, piece)) for piece in folded.split()]
    return re.compile(rf"[\s\-‐‑]+{'' if between == _BROKEN else between}".join(pieces))


def _whole_word(text: str, start: int, end: int) -> HiddenSpan:
    while start > 0 and _is_of_a_word(text[start - 1]):
        start -= 1
    while end < len(text) and _is_of_a_word(text[end]):
        end += 1
    return HiddenSpan(start, end)


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character in "\u200c\u200d" or not fold(character)
