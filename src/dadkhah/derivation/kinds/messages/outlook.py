"""An Outlook message (.msg, MS-OXMSG) through python-oxmsg: the same as of any e-mail."""

from collections.abc import Callable, Iterator
from datetime import datetime
from email import message_from_string
from email.policy import compat32
from email.utils import format_datetime
from pathlib import Path
from typing import Any, TypeVar

from oxmsg import Message
from oxmsg.attachment import Attachment
from oxmsg.domain import constants as tags
from oxmsg.recipient import Recipient

from dadkhah.derivation.findings import Fact, Findings, Notice, Relation
from dadkhah.derivation.kinds.messages.charsets import clean, text_of
from dadkhah.derivation.kinds.messages.doubts import doubts
from dadkhah.derivation.kinds.messages.headers import GROUP, Header, mail_facts, read_header
from dadkhah.derivation.kinds.messages.html_words import html_words
from dadkhah.derivation.kinds.messages.message import take_attachments, word_notices, write_words
from dadkhah.derivation.kinds.messages.parts import Attached
from dadkhah.derivation.kinds.packed.names import listed, notices_about
from dadkhah.derivation.kinds.packed.room import room_for
from dadkhah.derivation.kinds.packed.taking import Taking
from dadkhah.derivation.outcome import MIB, Options, Reason
from dadkhah.errors import FileNotDerivable

_MOST_BYTES = 128 * MIB
_LONGEST_SUBJECT = 2000  # letters; a broken file says that it has millions
_SHORT_NAME, _RTF, _KIND = 0x3704, 0x1009, 0x0C15
_KINDS = {1: "to", 2: "cc", 3: "bcc"}
_UNSAID = "iso-8859-15"  # what oxmsg reads text in when the file does not say
_Value = TypeVar("_Value")


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json` and the attachments that lie in the file as bytes."""
    if source.stat().st_size > _MOST_BYTES:
        raise FileNotDerivable(Reason.TOO_LARGE, f"It has more than {_MOST_BYTES} bytes.")
    try:
        message = Message.load(source.read_bytes())
        attachments = message.attachments
    except MemoryError:
        raise
    except Exception as error:  # olefile and oxmsg raise what the broken place happens to raise
        why = f"It cannot be read as an Outlook message: {error!r}"[:300]
        raise FileNotDerivable(Reason.DAMAGED, why) from error
    header, is_made_up = _header(message)
    plain, html = _tried(lambda: _plain(message), ""), _tried(lambda: message.html_body, None)
    attached = [one for one in map(_attached, attachments, range(1, 10_000)) if one is not None]
    taking = Taking(folder, room_for("outlook-message", source, options), Relation.ATTACHMENT)
    take_attachments(taking, attached)
    words = [html_words(clean(html))] if html else []
    write_words(folder, header, [plain], words)
    has_words = bool(plain.strip() or words)
    return Findings(
        has_text=True,
        facts=(*mail_facts(header), Fact(GROUP, "kind", _tried(lambda: message.message_class, ""))),
        notices=(
            *doubts(header),
            *word_notices([plain], words),
            *_limits(message, attachments, is_made_up=is_made_up, has_words=has_words),
            *notices_about(one.name for one in attached),
        ),
        members=taking.members,
    ).written()


def _tried(read: Callable[[], _Value], otherwise: _Value) -> _Value:
    """Return one property; what is broken or missing is as if it were not there."""
    try:
        return read()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a property raises what its bytes happen to raise
        return otherwise


def _header(message: Message) -> tuple[Header, bool]:
    """Return the header that came over the network; else one of what Outlook keeps."""
    headers = _tried(
        lambda: message.properties.str_prop_value(tags.PID_TRANSPORT_MESSAGE_HEADERS), None
    )
    if headers:
        parsed = message_from_string(clean(headers), policy=compat32)
        header = read_header([(name, str(value)) for name, value in parsed.raw_items()])
        if header.fields:
            return header, False
    sent: datetime | None = _tried(lambda: message.sent_date, None)
    fields = [
        ("from", _tried(lambda: message.sender, None) or ""),
        *_recipients(message),
        ("date", format_datetime(sent) if sent else ""),
        ("subject", _tried(lambda: _text(message, tags.PID_SUBJECT, most=_LONGEST_SUBJECT), "")),
    ]
    return Header(tuple((name, clean(value)) for name, value in fields if value)), True


def _recipients(message: Message) -> Iterator[tuple[str, str]]:
    people: tuple[Recipient, ...] = _tried(lambda: message.recipients, ())
    for one in people:
        name, address = _tried(lambda one=one: (one.name, one.email_address), ("", ""))  # type: ignore[misc]
        kind = _tried(lambda one=one: one.properties.int_prop_value(_KIND), None)  # type: ignore[misc]
        yield _KINDS.get(kind or 1, "to"), f'"{name}" <{address}>' if address else name


def _plain(message: Message) -> str:
    return _text(message, tags.PID_BODY)


def _text(message: Message, tag: int, *, most: int | None = None) -> str:
    """Return a text property. Where the file does not say its encoding, the bytes are guessed at.

    oxmsg then reads them as Latin-9, in which Persian is noise.
    """
    value = (message.properties.str_prop_value(tag) or "")[:most]
    if message.properties.body_encoding == _UNSAID:
        try:
            value = text_of(value.encode(_UNSAID))
        except UnicodeEncodeError:
            return clean(value)
    return clean(value)


def _attached(one: Attachment, number: int) -> Attached | None:
    content = _tried(lambda: one.file_bytes, None)
    return None if content is None else Attached(_name(one, number), content)


def _name(one: Attachment, number: int) -> str:
    long = _tried(lambda: one.file_name, None)
    short = _tried(lambda: one.properties.str_prop_value(_SHORT_NAME), None)
    return clean(long or short or "") or f"attachment-{number}"


def _limits(
    message: Message, attachments: tuple[Any, ...], *, is_made_up: bool, has_words: bool
) -> Iterator[Notice]:
    """Tell what was not read, so that nobody takes it for all there is."""
    if is_made_up:
        said = "It has no header of the servers that passed it on: it was never sent, or not kept."
        yield Notice("no-transport-header", said)
    rtf = _tried(lambda: message.properties.binary_prop_value(_RTF), None)
    if rtf and not has_words:
        said = "Its words are only there as packed RTF, which is not read here; save it to read it."
        yield Notice("rtf-only", said)
    left = [
        _name(one, number)
        for number, one in enumerate(attachments, 1)
        if _tried(lambda one=one: one.file_bytes, None) is None  # type: ignore[misc]
    ]
    if left:
        said = "Attached messages, embedded objects and references to other files were not taken"
        yield Notice("attachments-not-taken", f"{said}: {listed(left)}.")
