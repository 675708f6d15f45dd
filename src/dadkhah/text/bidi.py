"""Keep phrases of the other direction together when they stand inside a text.

The Unicode bidirectional algorithm (UAX #9) reorders a left-to-right phrase that begins with a
digit when it stands in right-to-left text: "(20 December 2022)" is shown as "(December 2022 20)".
Isolates (U+2066, U+2067, closed by U+2069) stop that, in print, in word processors and on screen.
"""

import re
from collections.abc import Iterator
from typing import Literal

Direction = Literal["ltr", "rtl"]

_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"
_ISOLATES = re.compile("[\u2066-\u2069]")
_RTL_LANGUAGES = frozenset({"fa", "ps", "ar", "ur"})

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LATIN = "A-Za-z\u00c0-\u024f0-9"
# A phrase starts and ends on a letter or digit (a closing bracket belongs to it when the opening
# one does); between them stands anything that is not a letter of the other direction.
_IN_RTL = re.compile(rf"[{_LATIN}](?:[^{_RTL}\n«»؛،؟]*[{_LATIN}%])?")
_IN_LTR = re.compile(rf"[{_RTL}](?:[^{_LATIN}\n“”]*[{_RTL}])?")
_PLAIN_NUMBER = re.compile(r"[0-9]+%?")


def direction_of(language: str) -> Direction:
    """Return the direction a language is written in; `fa`, `ps`, `ar`, `ur` are right-to-left."""
    return "rtl" if language[:2] in _RTL_LANGUAGES else "ltr"


def isolate(text: str, direction: Direction) -> str:
    """Return `text`, to stand in `direction`, with each phrase of the other direction isolated.

    Isolates already there are replaced, so isolating twice changes nothing.
    """
    mark = _RLI if direction == "ltr" else _LRI
    return "".join(
        f"{mark}{phrase}{_PDI}" if is_foreign else phrase
        for phrase, is_foreign in phrases(text, direction)
    )


def phrases(text: str, direction: Direction) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces; True marks a phrase of the other direction to be isolated."""
    plain = without_isolates(text)
    pattern = _IN_LTR if direction == "ltr" else _IN_RTL
    done = 0
    for found in pattern.finditer(plain):
        if _PLAIN_NUMBER.fullmatch(found.group()):
            continue  # one number has one order
        start, end = _with_its_bracket(plain, found)
        if plain[done:start]:
            yield plain[done:start], False
        yield plain[start:end], True
        done = end
    if plain[done:]:
        yield plain[done:], False


def without_isolates(text: str) -> str:
    """Return `text` without isolating characters, as its author wrote it."""
    return _ISOLATES.sub("", text)


def _with_its_bracket(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Take in the closing bracket of a bracket that opened inside the phrase: 7(1)(h)."""
    phrase = found.group()
    for opening, closing in ("()", "[]"):
        is_open = phrase.count(opening) > phrase.count(closing)
        if is_open and text[found.end() : found.end() + 1] == closing:
            return found.start(), found.end() + 1
    return found.span()
