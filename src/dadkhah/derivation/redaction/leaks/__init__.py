"""Search a redacted copy for what it should hide: one module for each kind of copy."""

from dataclasses import dataclass
from pathlib import Path

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.redaction.hidden import Hidden

LEAK = "redaction-leak-"
"""How the codes of notices begin that say: something hidden was found."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: the copy, for what it hides; `original` where there is one to compare.

    `folder` is for what is made on the way.
    """

    copy: Path
    hidden: Hidden
    folder: Path
    original: Path | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and what it looked at. Nothing found is no promise."""

    notices: tuple[Notice, ...]
    searched: tuple[str, ...]


def leak(what: str, words: str) -> Notice:
    """Return the notice that something hidden was found."""
    return Notice(f"{LEAK}{what}", words)
