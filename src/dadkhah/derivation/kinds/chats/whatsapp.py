"""Chats exported from WhatsApp, by Android and iOS, in the languages people there use.

There is no specification: what is read was learned from exports. A message begins with day and
time, in brackets or before a dash; what follows on further lines belongs to it.
"""

import re
from dataclasses import dataclass

from dadkhah.derivation.kinds.chats.days import Order, Written, day_of, order_of
from dadkhah.derivation.kinds.chats.message import Chat, Message, clean, plain
from dadkhah.derivation.kinds.chats.placeholders import read_words
from dadkhah.text.digits import fold_digits

_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " "})
_MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_WITHOUT_MARKS = str.maketrans("", "", _MARKS)
_MAYBE = re.compile(rf"[{_MARKS}]*\[?[{_MARKS}]*\d")
_LONGEST_HEAD = 80
_BEFORE_NOON = ("am", "قظ", "ص", "غم")
_AFTER_NOON = ("pm", "بظ", "م", "غو")
_HALF = r"[aApP]\.? ?[mM]\.?|[قب]\. ?ظ\.?|غ\. ?[مو]\.?|ص|م"
_HEAD = re.compile(
    r"\[?(?P<a>\d{1,4})(?P<by>[./-])(?P<b>\d{1,2})[./-](?P<c>\d{1,4})[,،]? {1,2}"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    rf"(?: ?(?P<half>{_HALF}))?(?:\] ?| [-–] )"
)
_NAME = re.compile(r"([^:\n]{1,100}):(?: |$)")
_FEWEST = 2
_NOON = 12


@dataclass(slots=True)
class _Begun:
    day: Written
    time: str
    rest: list[str]


def read_whatsapp(text: str) -> Chat | None:
    """Read an export, or return None for a text that is none."""
    begun, first, separator = _begun(text)
    named = [one for one in begun if _NAME.match(one.rest[0])]
    if len(begun) < _FEWEST or not named:
        return None
    order, notices = order_of([one.day for one in begun], separator)
    messages = [_message(one, order) for one in begun]
    if first:
        messages.insert(0, Message(messages[0].day, "", "", first))
    return Chat(
        "WhatsApp",
        messages,
        facts=(("order of days", order.value),),
        notices=notices,
    )


def _begun(text: str) -> tuple[list[_Begun], str, str]:
    """Part a text where messages begin; return them, what stands before, and what parts days."""
    begun: list[_Begun] = []
    before: list[str] = []
    separator = ""
    for line in clean(text).split("\n"):
        head = _head(line)
        if head is not None:
            match, rest = head
            begun.append(_Begun((match["a"], match["b"], match["c"]), _time(match), [rest]))
            separator = separator or match["by"]
        elif begun:
            begun[-1].rest.append(line)
        else:
            before.append(line)
    return begun, "\n".join(before).strip(), separator


def _head(line: str) -> tuple[re.Match[str], str] | None:
    if not _MAYBE.match(line):
        return None
    beginning = line[:_LONGEST_HEAD]
    # Marks stand among the signs of a time in right-to-left exports as well.
    bare = beginning.translate(_WITHOUT_MARKS)
    match = _HEAD.match(fold_digits(bare).translate(_SPACES))
    if match is None or not _is_a_time(match):
        return None
    end = match.end()
    if len(bare) < len(beginning):
        end = [n for n, sign in enumerate(beginning) if sign not in _MARKS][end - 1] + 1
    return match, line[end:].lstrip(_MARKS)


def _is_a_time(match: re.Match[str]) -> bool:
    return int(match["hour"]) < 24 and int(match["minute"]) < 60 and int(match["b"]) <= 31  # noqa: PLR2004


def _time(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    half = (match["half"] or "").lower().replace(".", "").replace(" ", "")
    if half in _AFTER_NOON and hour < _NOON:
        hour += _NOON
    elif half in _BEFORE_NOON and hour == _NOON:
        hour = 0
    return ":".join([f"{hour:02}", match["minute"], *filter(None, [match["second"]])])


def _message(begun: _Begun, order: Order) -> Message:
    day = day_of(begun.day, order)
    first = begun.rest[0]
    name = _NAME.match(first)
    if name is None:
        return Message(day, begun.time, "", "\n".join([plain(first), *begun.rest[1:]]).rstrip())
    words = "\n".join([first[name.end() :], *begun.rest[1:]]).rstrip()
    return read_words(Message(day, begun.time, plain(name[1]), words.lstrip("\u200e\u200f")))
