"""Which language a text is in, among those of the region; a guess that is marked as one."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LANGUAGES = ("fa", "ps", "en", "ur", "ar")
SHORTEST = 12
"""Letters without which nothing is said."""
_READ = 4000  # characters are enough, and more make it no surer
# Letters that Pashto has and none of its neighbours.
_PASHTO = re.compile("[ټډړږښڼځڅۍېګ]")
_OFTEN = 0.01
_LETTERS = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str:
    """Return "fa", "ps", "en", "ur", "ar", or nothing where there is too little to tell.

    Pashto is told by its own letters first: short Pashto texts are often taken for Dari else.
    """
    sample = text[:_READ]
    letters = len(_LETTERS.findall(sample))
    if letters < SHORTEST:
        return ""
    if len(_PASHTO.findall(sample)) >= max(1, letters * _OFTEN):
        return "ps"
    return str(_identifier().classify(sample)[0])


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
