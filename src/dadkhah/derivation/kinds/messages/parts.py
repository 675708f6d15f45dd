"""The parts of a message (RFC 2045): what is read as its words, and what is attached."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.generator import BytesGenerator
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value
from io import BytesIO

from dadkhah.derivation.kinds.messages.charsets import header_text, text_of

DEEPEST = 40
_RAISED = (ValueError, TypeError, LookupError, AttributeError, AssertionError)  # by broken headers
_WHOLE_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a message. `is_rewritten`: it was put together again from what was parsed."""

    name: str
    content: bytes
    is_rewritten: bool = False


@dataclass(slots=True)
class Parts:
    """What a message consists of."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    defects: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    is_too_deep: bool = False


def parts_of(message: Message, content: bytes) -> Parts:
    """Take a message apart. `content` are its bytes: what is attached is looked for in them."""
    parts = Parts()
    for number, part in enumerate(_leaves(message, parts), 1):
        kind = part.get_content_type()
        if kind.startswith("message/"):
            parts.attached.append(_attached_message(part, content, number))
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            words = parts.plain if kind == "text/plain" else parts.html
            words.append(text_of(_payload(part), _charset(part)))
        else:
            parts.attached.append(Attached(_name(part, number), _payload(part)))
    return parts


def _leaves(message: Message, parts: Parts) -> Iterator[Message]:
    """Give the parts that have no parts, in order, without recursion: a stranger nests them."""
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        parts.defects |= {type(defect).__name__ for defect in part.defects}
        kind = part.get_content_type()
        parts.kinds.add(kind)
        if not part.is_multipart() or kind.startswith("message/"):
            yield part
        elif depth == DEEPEST:
            parts.is_too_deep = True
        else:
            waiting += [(one, depth + 1) for one in reversed(_inner(part))]


def _inner(part: Message) -> list[Message]:
    inner = part.get_payload() if part.is_multipart() else []
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_filename(part))


def _filename(part: Message) -> str:
    try:
        return header_text(str(part.get_filename() or ""))
    except _RAISED:
        return ""


def _charset(part: Message) -> str:
    try:
        return collapse_rfc2231_value(part.get_param("charset", "") or "")
    except _RAISED:
        return ""


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _RAISED:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _name(part: Message, number: int) -> str:
    ending = mimetypes.guess_extension(part.get_content_type()) or ""
    return _filename(part) or f"part-{number}{ending}"


def _attached_message(part: Message, content: bytes, number: int) -> Attached:
    """Put a message together as it was sent; of a report on delivery, the report itself."""
    inner = _inner(part)
    is_message = part.get_content_type() in _WHOLE_MESSAGES and bool(inner)
    name = f"message-{number}.eml" if is_message else f"part-{number}.txt"
    first = inner[0] if is_message else part
    written = _flattened(first, "\r\n" if b"\r\n" in content[:4096] else "\n")
    is_there = written.strip() in content
    return Attached(_filename(part) or name, written, is_rewritten=not is_there)


def _flattened(message: Message, line_end: str) -> bytes:
    file = BytesIO()
    policy = compat32.clone(linesep=line_end, max_line_length=0)
    try:
        BytesGenerator(file, mangle_from_=False, policy=policy).flatten(message)
    except (*_RAISED, RecursionError):
        pass  # what came before is there, and it is told that it is not as it was
    return file.getvalue()
