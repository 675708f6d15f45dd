"""The text of an exported chat, day by day, and who wrote in it. What is none is plain text."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from dadkhah.derivation.findings import MOST, Fact, Findings, Notice
from dadkhah.derivation.kinds import plain_text
from dadkhah.derivation.kinds.chats.message import Chat, Message
from dadkhah.derivation.kinds.chats.pages import pages_of
from dadkhah.derivation.kinds.chats.signal import json_lines, read_signal
from dadkhah.derivation.kinds.chats.telegram import read_telegram
from dadkhah.derivation.kinds.chats.whatsapp import read_whatsapp
from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import MIB, Options, Reason
from dadkhah.derivation.text_layer import TEXT_FILE, TextLayer, write_text_layer
from dadkhah.errors import FileNotDerivable

_MOST_BYTES = 64 * MIB
_MOST_TOLD = 300  # notices of one kind, participants, names of files


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json` with a page for each day; answer who wrote how much, and what is gone."""
    most = int(number_of(options, "most_bytes", _MOST_BYTES))
    with source.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise FileNotDerivable(Reason.TOO_LARGE, f"It has more than {most} bytes of text.")
    text, encoding, is_guess = plain_text.decoded(content)
    chat = chat_in(text.replace("\r\n", "\n").replace("\r", "\n"))
    if chat is None:
        return plain_text.derive(source, folder, options)
    layer = TextLayer(pages_of(chat.messages))
    (folder / TEXT_FILE).write_bytes(write_text_layer(layer))
    findings = Findings(has_text=True, facts=tuple(_facts(chat)), notices=tuple(_notices(chat)))
    return {**findings.written(), "encoding": encoding, "is_guess": is_guess}


def chat_in(text: str) -> Chat | None:
    """Return the chat that a text is, or None."""
    start = text.lstrip("\ufeff \t\n")[:1]
    if start not in ("{", "["):
        return read_whatsapp(text)
    try:
        written = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        written = json_lines(text.lstrip("\ufeff"))
    if written is None:
        return read_whatsapp(text)  # on iOS a message begins with a bracket
    return read_telegram(written) or read_signal(written)


def _facts(chat: Chat) -> Iterator[Fact]:
    told = [("program", chat.program), ("name", chat.name), *chat.facts]
    told.append(("messages", str(len(chat.messages))))
    whens = [f"{one.day} {one.time}".strip() for one in chat.messages]
    told += [("first", whens[0]), ("last", whens[-1])]
    counted = Counter(one.who for one in chat.messages if one.who)
    told.append(("participants", str(len(counted))))
    told += [
        ("participant", f"{name}: {count} messages")
        for name, count in counted.most_common(_MOST_TOLD)
    ]
    return (Fact("chat", name, value) for name, value in told[:MOST] if value)


def _notices(chat: Chat) -> Iterator[Notice]:
    yield from chat.notices
    messages = chat.messages
    deleted = [one for one in messages if one.is_deleted]
    for one in deleted[:_MOST_TOLD]:
        yield Notice("deleted-message", f"A message was deleted: {_place(one)}.")
    for one in [one for one in messages if one.edited][:_MOST_TOLD]:
        earlier = "".join(f" Before: “{' '.join(old.split())}”" for old in one.before)
        yield Notice("edited-message", f"A message was edited: {_place(one)}.{earlier}")
    named = list(dict.fromkeys(file for one in messages for file in one.files))
    if named:
        shown = "; ".join(named[:_MOST_TOLD])
        sentence = f"{len(named)} files are named in it and lie beside it, if they came along"
        yield Notice("named-files", f"{sentence}: {shown}")
    lacking = sum(one.lacks_file for one in messages)
    if lacking:
        yield Notice("missing-files", f"{lacking} files were left out when it was exported.")
    back = sum(_goes_back(one, other) for one, other in pairwise(messages))
    if back:
        sentence = f"{back} messages bear an earlier time than the one before them."
        yield Notice("out-of-order", sentence)
    if len(deleted) > _MOST_TOLD:
        yield Notice("deleted-message", f"{len(deleted)} messages were deleted in all.")


def _goes_back(one: Message, other: Message) -> bool:
    is_dated = "-" in one.day and "-" in other.day and one.time and other.time
    return bool(is_dated) and one.chat == other.chat and _when(other) < _when(one)


def _when(one: Message) -> tuple[str, str]:
    return one.day, one.time


def _place(one: Message) -> str:
    return " ".join(part for part in (one.chat, one.day, one.time, one.who) if part)
