"""Keep phrases of the other direction together when they stand inside a text.

The Unicode bidirectional algorithm (UAX #9) reorders a left-to-right phrase that begins with a
digit when it stands in right-to-left text: "(20 December 2022)" is shown as "(December 2022 20)".
Isolates (U+2066, U+2067, closed by U+2069) stop that, in print, in word processors and on screen.
"""

import re
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
    plain = without_isolates(text)
    if direction == "ltr":
        return _IN_LTR.sub(lambda found: f"{_RLI}{found.group()}{_PDI}", plain)
    spans = (_with_its_bracket(plain, found) for found in _IN_RTL.finditer(plain))
    parts, done = [], 0
    for start, end in spans:
        phrase = plain[start:end]
        is_safe = _PLAIN_NUMBER.fullmatch(phrase) is not None
        parts += [plain[done:start], phrase if is_safe else f"{_LRI}{phrase}{_PDI}"]
        done = end
    return "".join([*parts, plain[done:]])


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
