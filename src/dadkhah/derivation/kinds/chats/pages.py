"""Set the messages of a chat in pages: one for each day, with a line for each message."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dadkhah.derivation.kinds.chats.message import Message
from dadkhah.derivation.text_layer import Page

_MOST_OF_A_PAGE = 500
_MOST_PAGES = 2000


def pages_of(messages: Sequence[Message]) -> tuple[Page, ...]:
    """Return the pages; a chat of very many days has 500 messages on each instead."""
    parts = list(_days(messages))
    if len(parts) > _MOST_PAGES:
        parts = list(_runs(messages))
    return tuple(Page(n, label, 0, 0, text) for n, (label, text) in enumerate(parts, 1))


def _days(messages: Sequence[Message]) -> Iterator[tuple[str, str]]:
    for (chat, day), group in groupby(messages, key=lambda one: (one.chat, one.day)):
        label = " · ".join(part for part in (chat, day) if part)
        of_day = list(group)
        for start in range(0, len(of_day), _MOST_OF_A_PAGE):
            lines = (_line(one) for one in of_day[start : start + _MOST_OF_A_PAGE])
            yield label, "\n".join(lines)


def _runs(messages: Sequence[Message]) -> Iterator[tuple[str, str]]:
    for start in range(0, len(messages), _MOST_OF_A_PAGE):
        run = messages[start : start + _MOST_OF_A_PAGE]
        lines = (" ".join(filter(None, [one.chat, one.day, _line(one)])) for one in run)
        yield f"{run[0].day} – {run[-1].day}", "\n".join(lines)


def _line(one: Message) -> str:
    words = one.words or ("(deleted)" if one.is_deleted else "")
    said = f"{one.who}: {words}" if one.who else words
    named = " ".join(f"[{file}]" for file in one.files if file not in one.words)
    changed = f"(edited {one.edited})" if one.edited not in ("", "yes") else "(edited)"
    shown = " ".join(part for part in (said, named, changed if one.edited else "") if part)
    return f"{one.time} · {shown}" if one.time else shown
