"""An e-mail (RFC 5322): its words, what is attached, and what its header claims."""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.policy import compat32
from pathlib import Path

from dadkhah.derivation.findings import Findings, Notice, Relation
from dadkhah.derivation.kinds.messages.doubts import doubts
from dadkhah.derivation.kinds.messages.headers import (
    Header,
    mail_facts,
    read_header,
    shown_lines,
)
from dadkhah.derivation.kinds.messages.html_words import HtmlWords, html_words
from dadkhah.derivation.kinds.messages.parts import DEEPEST, Attached, Parts, parts_of
from dadkhah.derivation.kinds.packed.entries import Entry
from dadkhah.derivation.kinds.packed.names import listed, notices_about
from dadkhah.derivation.kinds.packed.room import room_for
from dadkhah.derivation.kinds.packed.taking import Taking
from dadkhah.derivation.outcome import MIB, Options, Reason
from dadkhah.derivation.text_layer import TEXT_FILE, Page, TextLayer, write_text_layer
from dadkhah.errors import FileNotDerivable

_MOST_BYTES = 128 * MIB
_WORD = re.compile(r"\w{2,}")
_FEW_WORDS = 10
_SHOWN_HIDDEN = 120
_PGP = "-----BEGIN PGP SIGNED MESSAGE-----"


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json` and the attachments; the header's claims are facts of the group "mail"."""
    if source.stat().st_size > _MOST_BYTES:
        raise FileNotDerivable(Reason.TOO_LARGE, f"It has more than {_MOST_BYTES} bytes.")
    content = source.read_bytes()
    try:
        # Not the newer policy: its parser of headers raises on broken ones, and takes long.
        message = message_from_bytes(content, policy=compat32)
        header = read_header([(name, str(value)) for name, value in message.raw_items()])
        parts = parts_of(message, content)
    except RecursionError as error:
        why = "Its parts lie deeper within each other than can be read."
        raise FileNotDerivable(Reason.DAMAGED, why) from error
    if not header.fields:
        raise FileNotDerivable(Reason.NOT_THIS_KIND, "It is no message: it has no header.")
    taking = Taking(folder, room_for("message", source, options), Relation.ATTACHMENT)
    take_attachments(taking, parts.attached)
    words = [html_words(one) for one in parts.html]
    write_words(folder, header, parts.plain, words)
    return Findings(
        has_text=True,
        facts=tuple(mail_facts(header)),
        notices=(*doubts(header), *_notices(parts), *word_notices(parts.plain, words)),
        members=taking.members,
    ).written()


def take_attachments(taking: Taking, attached: Sequence[Attached]) -> None:
    """Write what is attached under names of our own."""
    for one in attached:
        sink = taking.member(Entry(one.name))
        sink.write(one.content)
        sink.close()


def write_words(
    folder: Path, header: Header, plain: Sequence[str], words: Sequence[HtmlWords]
) -> None:
    """Write `text.json`: the header a reader needs and the words; what HTML adds is a page more."""
    said = "\n\n".join(one.strip() for one in plain if one.strip())
    html = "\n\n".join(one.text for one in words if one.text)
    first = _lines(f"{shown_lines(header)}\n{said or html}")
    pages = [Page(1, "", 0, 0, first)]
    if said and differ(said, html):
        pages.append(Page(2, "HTML", 0, 0, _lines(html)))
    (folder / TEXT_FILE).write_bytes(write_text_layer(TextLayer(tuple(pages))))


def word_notices(plain: Sequence[str], words: Sequence[HtmlWords]) -> Iterator[Notice]:
    """Tell what in the words a reader would not see, and what reading them elsewhere would tell."""
    if hosts := list(dict.fromkeys(host for one in words for host in one.hosts)):
        yield Notice(
            "remote-content",
            f"Shown in a mail program it would fetch from {listed(hosts)}, which would learn that "
            "it is read. Nothing was fetched.",
        )
    if hidden := " ".join(one.hidden for one in words if one.hidden):
        yield Notice(
            "hidden-words",
            f"It has {len(hidden.split())} words that a mail program does not show; they are in "
            f"the text: '{hidden[:_SHOWN_HIDDEN]}'.",
        )
    said = " ".join(plain)
    if said.strip() and differ(said, " ".join(one.text for one in words)):
        message = "Its plain words and its HTML do not say the same. Both are in the text."
        yield Notice("bodies-differ", message)


def differ(plain: str, html: str) -> bool:
    """Return whether most words of the HTML stand nowhere in the plain text."""
    words = set(_WORD.findall(html.lower()))
    return len(words) >= _FEW_WORDS and len(words - set(_WORD.findall(plain.lower()))) * 2 > len(
        words
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _notices(parts: Parts) -> Iterator[Notice]:
    if parts.defects:
        said = ", ".join(sorted(parts.defects))
        yield Notice("malformed", f"It is not written as the standard asks: {said}.")
    if parts.is_too_deep:
        yield Notice("nested-too-deep", f"Parts that lie {DEEPEST} deep in it were not read.")
    if parts.kinds & {"multipart/signed", "application/pkcs7-mime"} or any(
        _PGP in one for one in parts.plain
    ):
        said = "It is signed (S/MIME or OpenPGP). The signature was not checked here."
        yield Notice("signature-not-checked", said)
    if parts.kinds & {"multipart/encrypted"}:
        yield Notice("encrypted", "Its words are encrypted; who has the key can read it elsewhere.")
    if "application/ms-tnef" in parts.kinds:
        said = "Its attachment winmail.dat may hold others in Outlook's own packing, not taken out."
        yield Notice("tnef", said)
    if rewritten := [one.name for one in parts.attached if one.is_rewritten]:
        said = "Attached messages were put together again; their bytes may differ from those in it"
        yield Notice("attached-message-rewritten", f"{said}: {listed(rewritten)}.")
    yield from notices_about(one.name for one in parts.attached)
