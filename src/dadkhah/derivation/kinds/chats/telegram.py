"""Chats exported from Telegram Desktop as JSON: one chat, or all of an account."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.kinds.chats.json_values import listed, mapping, text
from dadkhah.derivation.kinds.chats.message import Chat, Message, plain

_FILES = ("file", "photo", "contact_vcard")
_NOT_THERE = "("  # "(File not included. Change data exporting settings to download.)"
_SAID_OF_SERVICE = ("title", "members", "inviter", "duration_seconds", "discard_reason", "text")
_LONGEST_QUOTE = 60


def read_telegram(written: Any) -> Chat | None:  # noqa: ANN401 - a stranger's JSON
    """Read an export, or return None for what is none."""
    root = mapping(written)
    chats = [root] if listed(root.get("messages")) else list(_chats(root))
    chats = [one for one in chats if _is_chat(one)]
    if not chats:
        return None
    messages = [message for one in chats for message in _messages(one, is_only=len(chats) == 1)]
    facts = [("chats", str(len(chats)))] if len(chats) > 1 else []
    for one in chats[:100]:
        kind, number = text(one.get("type")), text(one.get("id"))
        facts.append(("chat", f"{plain(text(one.get('name'))) or 'no name'} ({kind}, {number})"))
    zone, notices = _zone(chats)
    facts.append(("time zone", zone))
    name = plain(text(chats[0].get("name"))) if len(chats) == 1 else ""
    return Chat("Telegram", messages, name, tuple(facts), notices)


def _chats(root: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for part in ("chats", "left_chats"):
        yield from (mapping(one) for one in listed(mapping(root.get(part)).get("list")))


def _is_chat(one: Mapping[str, Any]) -> bool:
    first = next(iter(listed(one.get("messages"))), None)
    return "date" in mapping(first) and mapping(first).get("type") in ("message", "service")


def _messages(chat: Mapping[str, Any], *, is_only: bool) -> Iterator[Message]:
    listing = [mapping(one) for one in listed(chat.get("messages"))]
    by_number = {text(one.get("id")): one for one in listing}
    name = "" if is_only else plain(text(chat.get("name"))) or text(chat.get("id"))
    for one in listing:
        day, _, time = text(one.get("date")).partition("T")
        if one.get("type") == "service":
            yield Message(day, time, "", _service(one), chat=name)
            continue
        files = [text(one.get(key)) for key in _FILES if text(one.get(key))]
        yield Message(
            day,
            time,
            _name(one, "from"),
            " ".join(part for part in _parts(one, by_number) if part),
            files=tuple(file for file in files if not file.startswith(_NOT_THERE)),
            lacks_file=any(file.startswith(_NOT_THERE) for file in files),
            edited=text(one.get("edited")),
            chat=name,
        )


def _parts(one: Mapping[str, Any], by_number: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Everything a message says, in the order a reader sees it."""
    answered = text(one.get("reply_to_message_id"))
    if answered:
        to = by_number.get(answered, {})
        quote = " ".join(_words(to.get("text")).split())[:_LONGEST_QUOTE]
        yield (
            f"[reply to {_name(to, 'from') or answered}: “{quote}”]"
            if to
            else (f"[reply to message {answered}, which is not here]")
        )
    if "forwarded_from" in one:
        yield f"[forwarded from {plain(text(one.get('forwarded_from'))) or 'a deleted account'}]"
    for key in _FILES:
        if text(one.get(key)):
            kind = text(one.get("media_type")) or key
            name = text(one.get("file_name"))
            yield f"[{kind}: {' '.join(part for part in (name, text(one.get(key))) if part)}]"
    place = mapping(one.get("location_information"))
    if place:
        yield f"[place: {text(place.get('latitude'))}, {text(place.get('longitude'))}]"
    contact = mapping(one.get("contact_information"))
    if contact:
        yield f"[contact: {' '.join(filter(None, map(text, contact.values())))}]"
    poll = mapping(one.get("poll"))
    if poll:
        answers = (text(mapping(answer).get("text")) for answer in listed(poll.get("answers")))
        yield f"[poll: {text(poll.get('question'))} {'; '.join(answers)}]"
    yield _words(one.get("text"))


def _words(written: Any) -> str:  # noqa: ANN401
    """A text, or a list of texts and marked pieces; the address under words is written out."""
    if not isinstance(written, list):
        return text(written)
    parts = []
    for piece in written:
        words, address = text(mapping(piece).get("text")), text(mapping(piece).get("href"))
        parts.append(text(piece) or (f"{words} ({address})" if address else words))
    return "".join(parts)


def _service(one: Mapping[str, Any]) -> str:
    said = [text(one.get("action")).replace("_", " "), _name(one, "actor")]
    for key in _SAID_OF_SERVICE:
        value = one.get(key)
        several = [plain(text(part)) for part in listed(value)]
        said.append(", ".join(filter(None, several)) if several else plain(_words(value)))
    return " · ".join(part for part in said if part)


def _name(one: Mapping[str, Any], key: str) -> str:
    return plain(text(one.get(key))) or text(one.get(f"{key}_id"))


def _zone(chats: list[dict[str, Any]]) -> tuple[str, tuple[Notice, ...]]:
    """Say by how much the times differ from UTC: they are those of the computer that exported."""
    found: dict[int, None] = {}
    for one in (mapping(one) for chat in chats for one in listed(chat.get("messages"))):
        try:
            local = datetime.fromisoformat(text(one.get("date"))).replace(tzinfo=UTC)
            seconds = local.timestamp() - int(text(one.get("date_unixtime")))
        except (ValueError, OverflowError):
            continue
        found[round(seconds / 60)] = None
    zones = [f"UTC{'-' if one < 0 else '+'}{abs(one) // 60:02}:{abs(one) % 60:02}" for one in found]
    said = ", ".join(zones[:10]) or "not told"
    sentence = f"Its times are those of the computer that exported it ({said}), not of the writers."
    return said, (Notice("time-zone", sentence),)
