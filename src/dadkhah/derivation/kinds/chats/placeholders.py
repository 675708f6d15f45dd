"""What WhatsApp writes in place of a file or a message: in English, Persian and Arabic."""

import re
from dataclasses import replace

from dadkhah.derivation.kinds.chats.message import Message, plain

_DELETED = frozenset(
    {
        "this message was deleted", "you deleted this message", "this message was deleted by admin",
        "این پیام حذف شد", "این پیام حذف شده است", "شما این پیام را حذف کردید",
        "این پیام را حذف کردید", "تم حذف هذه الرسالة", "لقد حذفت هذه الرسالة",
        "حذفت هذه الرسالة", "قمت بحذف هذه الرسالة",
    }
)  # fmt: skip
_EDITED = re.compile(
    r"\s*<(?:This message was edited|این پیام ویرایش شده است|این پیام ویرایش شد"
    r"|تم تعديل هذه الرسالة)>\s*$"
)
_OMITTED_WORDS = re.compile(
    r"(?:image|video|audio|sticker|document|GIF|contact card|video note) omitted", re.IGNORECASE
)
# A placeholder is all there is in a message: "<Media omitted>", "<رسانه حذف شد>".
_OMITTED = re.compile(r"<[^<>\n:]{3,60}>")
_ATTACHED_IOS = re.compile(r"<[^<>\n:]{1,30}: ?([^<>\n]{1,255})>")
_ATTACHED_ANDROID = re.compile(r"([^\n/\\]{1,250}\.[A-Za-z0-9]{2,5}) \(([^()\n]{3,60})\)")
_OWN_NAME = re.compile(r"(?:IMG|VID|AUD|PTT|DOC|STK)-\d{8}-WA\d{4}\.")
_SAID = ("file attached", "پیوست", "مرفق", "ضمیمه")


def read_words(message: Message) -> Message:
    """Return the message with what its placeholders mean: a file, no file, deleted, edited."""
    edited = _EDITED.search(message.words)
    if edited:
        words = message.words[: edited.start()]
        message = replace(message, words=words, edited="yes")
    first, _, rest = message.words.partition("\n")
    shown = plain(first)
    if not rest and shown.rstrip(".").lower() in _DELETED:
        return replace(message, is_deleted=True)
    if not rest and (_OMITTED.fullmatch(shown) or _OMITTED_WORDS.fullmatch(shown)):
        return replace(message, words=shown, lacks_file=True)
    files = tuple(name.strip() for name in _ATTACHED_IOS.findall(plain(message.words)))
    android = _ATTACHED_ANDROID.fullmatch(shown)
    if android and (_OWN_NAME.match(android[1]) or any(said in android[2] for said in _SAID)):
        files = (*files, android[1])
    return replace(message, files=files)
