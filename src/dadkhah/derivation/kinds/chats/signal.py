"""Chats of Signal in the open forms other tools write: messages of Signal Desktop, signal-cli.

Signal has no format of exchange of its own. Read are the messages as Signal Desktop keeps them,
as JSON (sigtop, scripts on its database), and what signal-cli receives (`--output=json`). Its
encrypted backups are not read.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.kinds.chats.json_values import listed, mapping, moment, text
from dadkhah.derivation.kinds.chats.message import Chat, Message, plain

_UTC = Notice("time-zone", "Its times are in UTC.")
_NAMES = ("name", "profileFullName", "profileName", "title", "e164")
_SENDERS = ("sourceName", "source", "sourceNumber", "sourceServiceId", "sourceUuid")
_MESSAGES = ("messages", "messsages")  # one exporter of Signal Desktop's messages writes it so


def read_signal(written: Any) -> Chat | None:  # noqa: ANN401 - a stranger's JSON
    """Read an export, or return None for what is none."""
    root = mapping(written)
    listing = next((listed(root.get(key)) for key in _MESSAGES if root.get(key)), listed(written))
    listing = [mapping(one) for one in ([written] if "envelope" in root else listing)]
    names = _names(root)
    messages = [
        message
        for one in listing
        for message in (_received(one) if _envelope(one) else _kept(one, names))
    ]
    return Chat("Signal", messages, notices=(_UTC,)) if messages else None


def json_lines(written: str) -> list[Any] | None:
    """Return the values of a file with one on each line, or None when a line is none."""
    lines = [line for line in written.split("\n") if line.strip()]
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        return None


def _names(root: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for one in map(mapping, listed(root.get("conversations"))):
        name = next((plain(text(one.get(key))) for key in _NAMES if text(one.get(key))), "")
        for key in ("id", "serviceId", "uuid", "e164"):
            found[text(one.get(key))] = name
    found.pop("", None)
    return found


def _kept(one: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Message]:
    """A message of Signal Desktop."""
    at = one.get("sent_at") or one.get("timestamp")
    if "conversationId" not in one or not moment(at)[0]:
        return
    sender = next((text(one.get(key)) for key in _SENDERS if text(one.get(key))), "")
    kind = text(one.get("type"))
    who = names.get(sender) or sender or ("(the owner)" if kind == "outgoing" else "")
    history = [mapping(old) for old in listed(one.get("editHistory"))]
    words = text(one.get("body"))
    before = (text(old.get("body")) for old in history)
    talk = text(one.get("conversationId"))
    yield Message(
        *moment(at),
        plain(who),
        _quoted(one.get("quote")) + (words or ("" if who else f"({kind})")),
        files=_files(one),
        is_deleted=bool(one.get("deletedForEveryone") or one.get("isErased")),
        edited="yes" if len(history) > 1 else "",
        before=tuple(old for old in before if old and old != words),
        chat=names.get(talk, "") or talk,
    )


def _envelope(one: Mapping[str, Any]) -> dict[str, Any]:
    return mapping(one.get("envelope")) or mapping(mapping(one.get("params")).get("envelope"))


def _received(one: Mapping[str, Any]) -> Iterator[Message]:
    """What signal-cli received: a message of somebody, or one sent from another device."""
    envelope = _envelope(one)
    sync = mapping(mapping(envelope.get("syncMessage")).get("sentMessage"))
    edit = mapping(envelope.get("editMessage")) or mapping(sync.get("editMessage"))
    said = mapping(edit.get("dataMessage")) or mapping(envelope.get("dataMessage")) or sync
    at = said.get("timestamp") or envelope.get("timestamp")
    if not said or not moment(at)[0]:
        return
    group = mapping(said.get("groupInfo"))
    who = next((text(envelope.get(key)) for key in _SENDERS if text(envelope.get(key))), "")
    deleted = mapping(said.get("remoteDelete"))
    reaction = mapping(said.get("reaction"))
    words = text(said.get("message"))
    if deleted:
        words = f"(deletes the message of {' '.join(moment(deleted.get('timestamp')))})"
    elif reaction:
        words = f"({text(reaction.get('emoji'))} to a message of {_target(reaction)})"
    yield Message(
        *moment(at),
        plain(who),
        _quoted(said.get("quote")) + words,
        files=_files(said),
        is_deleted=bool(deleted),
        edited=" ".join(moment(edit.get("targetSentTimestamp"))) if edit else "",
        chat=plain(text(group.get("groupName")) or text(group.get("groupId")))
        or plain(text(sync.get("destination"))),
    )


def _target(reaction: Mapping[str, Any]) -> str:
    return " ".join(moment(reaction.get("targetSentTimestamp")))


def _quoted(quote: Any) -> str:  # noqa: ANN401
    words = " ".join(text(mapping(quote).get("text")).split())[:60]
    return f"[reply to “{words}”] " if words else ""


def _files(one: Mapping[str, Any]) -> tuple[str, ...]:
    found = []
    for file in map(mapping, listed(one.get("attachments"))):
        names = (text(file.get(key)) for key in ("fileName", "filename", "path", "id"))
        found.append(next(filter(None, names), text(file.get("contentType")) or "no name"))
    return tuple(found)
