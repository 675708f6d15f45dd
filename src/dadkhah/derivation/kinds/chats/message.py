"""One message of a chat, whichever program wrote it down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dadkhah.derivation.findings import Notice

# Marks that set the direction of writing; programs put them round names and placeholders.
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_LONE_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Message:
    """What one person wrote, or what the program noted (`who` is empty then)."""

    day: str  # ISO 8601, or as the file has it where its order is in doubt
    time: str  # of 24 hours
    who: str
    words: str
    files: tuple[str, ...] = ()  # named in it, not part of the text
    lacks_file: bool = False  # a file belongs to it that was not exported
    is_deleted: bool = False
    edited: str = ""  # when, or "yes"
    before: tuple[str, ...] = ()  # its earlier wordings, where the export has them
    chat: str = ""  # the name of the chat, where a file has several


@dataclass(frozen=True, slots=True)
class Chat:
    """All messages of a file in its order."""

    program: str
    messages: Sequence[Message]
    name: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = field(default=())


def plain(text: str) -> str:
    """Return a name or placeholder without marks of direction and spaces at its ends."""
    return " ".join(clean(_DIRECTIONS.sub("", text)).split())


def clean(text: str) -> str:
    """Return words as they are, but for what no text may hold: NUL, halves of characters."""
    return _LONE_HALVES.sub("\ufffd", text.replace("\0", ""))
