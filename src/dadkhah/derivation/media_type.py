"""What a file is by its content, whatever its name says, and what of it a browser may be shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

FIRST_BYTES = 4096
"""How much of the beginning of a file is enough for `sniff`."""
UNKNOWN = "application/octet-stream"
SHOWN_INLINE = frozenset(
    {
        "image/png", "image/jpeg", "image/webp", "image/gif",
        "audio/mpeg", "audio/wav", "audio/ogg", "audio/mp4",
        "video/mp4", "video/webm", "video/ogg", "video/quicktime",
    }
)  # fmt: skip
"""What a browser shows by itself and cannot be made to run. All else is sent as an attachment."""

TEXTS = frozenset(
    {
        "text/plain", "text/markdown", "text/csv", "text/html",
        "application/json", "application/xml", "image/svg+xml",
    }
)  # fmt: skip
"""What is read as the characters it is written in."""
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OFFICE: Mapping[str, str] = {
    f"{_OFFICE}wordprocessingml.document": "word",
    f"{_OFFICE}spreadsheetml.sheet": "sheet",
    f"{_OFFICE}presentationml.presentation": "slides",
    f"{_OPEN_DOCUMENT}text": "open-document",
    f"{_OPEN_DOCUMENT}spreadsheet": "open-document",
    f"{_OPEN_DOCUMENT}presentation": "open-document",
}
"""Documents of an office program, each with the task that reads it."""
MESSAGES: Mapping[str, str] = {
    "message/rfc822": "message",
    "application/vnd.ms-outlook": "outlook-message",
    "application/mbox": "mailbox",
}
WEB_ARCHIVES = frozenset({"application/warc", "application/wacz"})
PICTURES = frozenset(
    {
        "image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff", "image/bmp",
        "image/heic", "image/avif",
    }
)  # fmt: skip
ARCHIVES = frozenset(
    {
        "application/zip", "application/x-tar", "application/x-7z-compressed", "application/gzip",
        "application/x-bzip2", "application/x-xz",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sign:
    media_type: str
    at: int
    content: bytes


_SIGNS = (
    _Sign("application/pdf", 0, b"%PDF-"),
    _Sign("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    _Sign("image/jpeg", 0, b"\xff\xd8\xff"),
    _Sign("image/gif", 0, b"GIF87a"),
    _Sign("image/gif", 0, b"GIF89a"),
    _Sign("image/webp", 8, b"WEBP"),
    _Sign("audio/wav", 8, b"WAVE"),
    _Sign("video/x-msvideo", 8, b"AVI "),
    _Sign("image/tiff", 0, b"II*\0"),
    _Sign("image/tiff", 0, b"MM\0*"),
    _Sign("audio/flac", 0, b"fLaC"),
    _Sign("audio/mpeg", 0, b"ID3"),
    _Sign("audio/amr", 0, b"#!AMR"),
    _Sign("application/x-7z-compressed", 0, b"7z\xbc\xaf\x27\x1c"),
    _Sign("application/gzip", 0, b"\x1f\x8b"),
    _Sign("application/x-bzip2", 0, b"BZh"),
    _Sign("application/x-xz", 0, b"\xfd7zXZ\0"),
    _Sign("application/x-tar", 257, b"ustar"),
    _Sign("application/warc", 0, b"WARC/1."),
    _Sign("application/vnd.rar", 0, b"Rar!\x1a\x07"),
    _Sign("application/x-ole-storage", 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    _Sign("application/rtf", 0, b"{\\rtf"),
    _Sign("video/x-flv", 0, b"FLV\x01"),
    _Sign("video/x-ms-asf", 0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    _Sign("audio/aiff", 8, b"AIFF"),
    _Sign("audio/aiff", 8, b"AIFC"),
)
# What these begin with, before their sign.
_WRAPPED = {
    "image/webp": b"RIFF", "audio/wav": b"RIFF", "video/x-msvideo": b"RIFF", "audio/aiff": b"FORM",
}  # fmt: skip
_BRANDS = {  # of the file type box of ISO media files
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4", b"M4B ": "audio/mp4",
    b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"msf1": "image/heic",
    b"heim": "image/heic", b"heis": "image/heic", b"hevc": "image/heic",
    b"avif": "image/avif", b"avis": "image/avif",
    b"3gp4": "video/3gpp", b"3gp5": "video/3gpp", b"3gp6": "video/3gpp",
}  # fmt: skip
_ZIPPED = (
    (b"word/", f"{_OFFICE}wordprocessingml.document"),
    (b"xl/", f"{_OFFICE}spreadsheetml.sheet"),
    (b"ppt/", f"{_OFFICE}presentationml.presentation"),
)
_ZIPPED_BY_NAME = {
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}presentationml.presentation",
}
_BY_NAME = {
    ("application/x-ole-storage", ".msg"): "application/vnd.ms-outlook",
    ("application/gzip", ".warc.gz"): "application/warc",
}
_TEXT_BY_NAME = {".md": "text/markdown", ".csv": "text/csv", ".json": "application/json"}
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<!--")
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_MPEG_SYNC = 0xFFE0
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):", re.MULTILINE)
_MAIL_HEADERS = frozenset(
    {
        b"from", b"to", b"date", b"subject", b"message-id", b"mime-version", b"received",
        b"return-path", b"delivered-to", b"content-type", b"reply-to", b"cc",
    }
)  # fmt: skip
_FEWEST_HEADERS = 3
# "12/31/22, 9:41 PM - Name: words", "[۱۴۰۱/۱۰/۱۰ ۲۱:۴۱:۰۷] Name: words": a day, a time, who.
_DIGIT = rb"(?:[0-9]|\xdb[\xb0-\xb9]|\xd9[\xa0-\xa9])"
_TURN = rb"(?:\xe2\x80[\x8e\x8f])*"  # right-to-left exports have marks between the numbers
_CHAT_LINE = re.compile(
    rb"^(?:\xef\xbb\xbf)?" + _TURN + rb"\[?" + _DIGIT + rb"{1,4}" + _TURN + rb"[./-]" + _TURN
    + _DIGIT + rb"{1,2}" + _TURN + rb"[./-]" + _TURN + _DIGIT + rb"{1,4}" + _TURN
    + rb"(?:,|\xd8\x8c)? [^\n]{3,30}?(?:\]| -) [^\n:]{1,80}: ",
    re.MULTILINE,
)  # fmt: skip
_CHAT_FILES = {"_chat.txt", "result.json"}  # of WhatsApp, and of a whole Telegram account
_CHAT_JSON = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|private_group|private_supergroup|public_channel|'
    rb'private_channel|public_supergroup|bot_chat|saved_messages|public_group)"|'
    rb'"(?:conversationId|envelope)"\s*:'
)


def sniff(first_bytes: bytes, filename: str = "") -> str:
    """Return the media type of a file from its first 4096 bytes.

    The name only tells kinds of one content apart (a `.docx` among zips, a `.md` among texts).
    Text that a browser might take for a page is `text/html`.
    """
    head = first_bytes[:FIRST_BYTES]
    ending = PurePath(filename).suffix.lower()
    for sign in _SIGNS:
        is_there = head.startswith(sign.content, sign.at)
        if is_there and head.startswith(_WRAPPED.get(sign.media_type, b"")):
            return _BY_NAME.get((sign.media_type, _endings(filename)), sign.media_type)
    return (
        _container(head, ending) or _message(head) or _mpeg(head) or _text(head, ending) or UNKNOWN
    )


def looks_like_a_chat(first_bytes: bytes, filename: str = "") -> bool:
    """Return whether a text is the export of a chat: WhatsApp's lines, Telegram's or Signal's JSON.

    The task that reads chats looks closer, and reads what is none as the text it is.
    """
    head = first_bytes[:FIRST_BYTES]
    if _CHAT_JSON.search(head):
        return True
    return len(_CHAT_LINE.findall(head)) > 1 or PurePath(filename).name in _CHAT_FILES


def _endings(filename: str) -> str:
    """Return the ending of a name; both where it is packed once more: `.warc.gz`."""
    endings = [one.lower() for one in PurePath(filename).suffixes]
    return "".join(endings[-2:]) if endings[-1:] == [".gz"] else "".join(endings[-1:])


def _message(head: bytes) -> str:
    """An e-mail begins with its header; a mailbox with a line of its own before the first."""
    is_mailbox = head.startswith(b"From ")
    start = head.partition(b"\n")[2] if is_mailbox else head
    names = _HEADER.findall(start.replace(b"\r\n", b"\n").partition(b"\n\n")[0])
    known = {name.lower() for name in names} & _MAIL_HEADERS
    if len(known) < _FEWEST_HEADERS or not _HEADER.match(start):
        return ""
    return "application/mbox" if is_mailbox else "message/rfc822"


def _container(head: bytes, ending: str) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(head, ending)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/matroska"
    if head.startswith(b"OggS"):
        return "video/ogg" if b"theora" in head[:256] else "audio/ogg"
    return ""


def _zipped(head: bytes, ending: str) -> str:
    """A zip, or what is packed in one: OpenDocument says so first, Office by its folders."""
    if ending == ".wacz" or (b"datapackage.json" in head and b"WARC" in head.upper()):
        return "application/wacz"
    name_length = int.from_bytes(head[26:28], "little")
    if head[30 : 30 + name_length] == b"mimetype":
        start = 30 + name_length + int.from_bytes(head[28:30], "little")
        written = head[start : start + int.from_bytes(head[18:22], "little")]
        if written.startswith((b"application/vnd.oasis.opendocument.", b"application/epub+zip")):
            return written[:80].decode("ascii", "replace")
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        inside = next((media_type for folder, media_type in _ZIPPED if folder in head), "")
        return inside or _ZIPPED_BY_NAME.get(ending, "application/zip")
    return "application/zip"


def _mpeg(head: bytes) -> str:
    """MP3 without a tag, AAC: a frame begins with eleven bits set."""
    first = int.from_bytes(head[:2], "big")
    if first & _MPEG_SYNC != _MPEG_SYNC or head.startswith(_TEXT_MARKS):
        return ""
    layer = first >> 1 & 3
    return {0: "audio/aac", 1: "audio/mpeg"}.get(layer, "")


def _text(head: bytes, ending: str) -> str:
    if not head:
        return "text/plain" if ending in {".txt", ".md", ".csv"} else ""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(sign in head.lower() for sign in _MARKUP):
        return "text/html"
    if head.startswith(_TEXT_MARKS):
        return "text/plain"
    if not _CONTROLS.isdisjoint(head):
        return ""
    if start.startswith(b"<?xml") or start.startswith(b"<svg"):
        return "image/svg+xml" if b"<svg" in start else "application/xml"
    return _TEXT_BY_NAME.get(ending, "text/plain")
