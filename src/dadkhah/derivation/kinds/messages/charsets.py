"""The text of bytes in a mail: what the mail says of their encoding is tried, and not believed."""

import re
from email.errors import HeaderParseError
from email.header import decode_header

from dadkhah.derivation.kinds.plain_text import decoded
from dadkhah.errors import FileNotDerivable

# They decode, but are no character sets of a text, and some cost much time.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "unicode-escape",
     "raw-unicode-escape", "mbcs", "oem"}
)  # fmt: skip
_ALIASES = {"unicode-1-1-utf-7": "utf-7", "utf8mb4": "utf-8", "iso-8859-8-i": "iso-8859-8"}
_WINDOWS = re.compile(r"^(?:x-|windows|cp|ms|win|-|_)*(12[05]\d|720|437|85\d|86[0-6])$")
_MOST_LOST = 0.05
_LONGEST = 16 * 1024  # bytes of a header's line; more is no line that a person wrote
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FOLD = re.compile(r"\r?\n[ \t]*")


def text_of(raw: bytes, charset: str = "") -> str:
    """Return the text of bytes: in the charset they are said to have if that fits, else a guess."""
    named = _ALIASES.get(charset.strip().lower(), charset.strip().lower())
    windows = _WINDOWS.match(named)
    text = _strict(raw, f"cp{windows.group(1)}" if windows else named)
    if text is None and named.replace("_", "-") in ("utf-8", "utf8"):
        replaced = raw.decode("utf-8", "replace")
        text = replaced if replaced.count("\ufffd") <= _MOST_LOST * len(replaced) else None
    return clean(_guessed(raw) if text is None else text)


def clean(text: str) -> str:
    """Return a text that can be kept: no control characters, no halves of surrogate pairs."""
    return _CONTROLS.sub("\ufffd", text).encode("utf-8", "replace").decode()


def header_text(value: str) -> str:
    """Return a header's value as it is meant to be read (RFC 2047), on one line.

    Bytes beyond ASCII, which no header may have and many have, are guessed at.
    """
    raw = _FOLD.sub(" ", value).encode("utf-8", "surrogateescape")
    if not raw.isascii():
        return _FOLD.sub(" ", text_of(raw)).strip()
    try:
        parts = decode_header(raw.decode("ascii")) if len(raw) <= _LONGEST else [(raw, None)]
    except (HeaderParseError, ValueError):
        parts = [(raw, None)]
    words = [
        part if isinstance(part, str) else text_of(part, charset or "us-ascii")
        for part, charset in parts
    ]
    return _FOLD.sub(" ", clean("".join(words))).replace("\n", " ").replace("\r", " ").strip()


def _strict(raw: bytes, charset: str) -> str | None:
    if not charset or charset in _NO_CHARSETS:
        return None
    try:
        return raw.decode(charset)
    except (LookupError, ValueError):
        return None


def _guessed(raw: bytes) -> str:
    try:
        return decoded(raw)[0]
    except FileNotDerivable:  # it has control characters
        return raw.decode("latin-1")
