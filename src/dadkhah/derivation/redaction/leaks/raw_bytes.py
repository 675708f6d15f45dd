"""Search bytes for words, in the encodings that files use, and in what is compressed in them."""

import re
import zlib
from collections.abc import Iterator

from dadkhah.derivation.redaction.occurrences import is_said

_FEWEST_BYTES = 6  # fewer are found in any picture by chance
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_READ_AS_TEXT = 4 * 1024 * 1024
_MOST_UNPACKED = 32 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")


def is_in_bytes(word: str, content: bytes) -> bool:
    """Whether a word is in bytes: as it is written, and folded where they are few enough."""
    lower = content.lower()
    for encoding in _ENCODINGS:
        for spelled in {word, word.lower(), word.upper()}:
            written = spelled.encode(encoding)
            if len(written) >= _FEWEST_BYTES and (written in content or written.lower() in lower):
                return True
    if len(content) > _READ_AS_TEXT or len(word.encode()) < _FEWEST_BYTES:
        return False
    texts = [content.decode(encoding, "ignore") for encoding in _ENCODINGS]
    return any(is_said(word, text) for text in texts)


def unpacked_streams(content: bytes) -> Iterator[bytes]:
    """Yield what is deflated after each `stream` of a PDF, also where nothing points to it."""
    for match in _STREAM.finditer(content):
        try:
            unpacked = zlib.decompressobj().decompress(content[match.end() :], _MOST_UNPACKED)
        except zlib.error:
            continue
        if unpacked:
            yield unpacked
