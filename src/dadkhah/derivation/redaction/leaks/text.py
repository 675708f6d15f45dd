"""Search a redacted text: for the hidden words, and for what the hidden parts said."""

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.kinds.plain_text import decoded
from dadkhah.derivation.redaction.leaks import Found, Search, leak
from dadkhah.derivation.redaction.occurrences import is_said
from dadkhah.derivation.redaction.text import as_derived

_SEARCHED = (
    "the hidden words, in every spelling that counts as the same, also broken over lines",
    "what the hidden parts say, elsewhere in the text",
)
_FEWEST_LETTERS = 4  # of a hidden part that is looked for elsewhere


def search(asked: Search) -> Found:
    """Return what is found of what a text should hide."""
    text = as_derived(decoded(asked.copy.read_bytes())[0])
    notices = []
    if any(is_said(word, text) for word in asked.hidden.words):
        notices.append(leak("text", "Hidden words still stand in the text."))
    repeated = sum(is_said(part, text) for part in _parts(asked))
    if repeated:
        words = f"What {repeated} of the hidden parts say is said elsewhere in the copy. Look."
        notices.append(Notice("redaction-repeated", words))
    return Found(tuple(notices), _SEARCHED)


def _parts(asked: Search) -> list[str]:
    if asked.original is None:
        return []
    before = as_derived(decoded(asked.original.read_bytes())[0])
    parts = {" ".join(before[one.start : one.end].split()) for one in asked.hidden.spans}
    return [one for one in parts if sum(map(str.isalnum, one)) >= _FEWEST_LETTERS]
