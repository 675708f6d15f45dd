"""Where a picture ends in its file. What lies behind it, no program shows."""

import mmap
import re
from collections.abc import Callable
from pathlib import Path

Content = bytes | mmap.mmap
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # of JPEG, past what stands inside the pixels
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_ALONE = range(0xD0, 0xDA)
_MPF = b"MPF\0"
_PNG_CHUNK, _PNG_SIGN = 12, 8
_BOXES = frozenset(  # of ISO media files, at the top
    {b"ftyp", b"styp", b"meta", b"mdat", b"idat", b"moov", b"moof", b"mfra", b"sidx", b"free",
     b"skip", b"wide", b"uuid", b"pdin", b"mini"}
)  # fmt: skip
_LONG = 1  # the size of a box of ISO media files that is written in 64 bits
_GIF_HEAD, _GIF_IMAGE, _GIF_EXTENSION, _GIF_END = 13, 0x2C, 0x21, 0x3B


def end_of(source: Path, form: str) -> int | None:
    """Return where the picture of this format (as Pillow names it) ends, in bytes.

    None where the format does not say, or where the file is over before.
    """
    find = _ENDS.get(form)
    if find is None or not source.stat().st_size:
        return None
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        try:
            end = find(content)
        except IndexError:  # a length leads out of the file
            return None
        return end if end <= len(content) else None


def _jpeg(content: Content) -> int:
    """Follow the segments to the end of the image; pictures laid behind it by MPF belong to it."""
    has_more = content[: 1 << 16].find(_MPF) >= 0
    end = _one_jpeg(content, 0)
    while has_more and end < len(content):
        start = content.find(b"\xff\xd8\xff", end)
        if start < 0 or content[end:start].strip(b"\0\xff"):
            break
        end = _one_jpeg(content, start)
    return end


def _one_jpeg(content: Content, start: int) -> int:
    at = start + 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:  # noqa: PLR2004 - filling
            at += 1
        marker = content[at + 1]
        if marker == _END:
            return at + 2
        if content[at] != 0xFF:  # noqa: PLR2004 - no marker where one belongs
            raise IndexError
        at += 2 if marker in _ALONE else 2 + _number(content, at + 2, 2)
        if marker == _SCAN:
            found = _MARKER.search(content, at)
            if found is None:
                raise IndexError
            at = found.start()


def _png(content: Content) -> int:
    at = _PNG_SIGN
    while content[at + 4 : at + 8] != b"IEND":
        at += _number(content, at, 4) + _PNG_CHUNK
    return at + _PNG_CHUNK


def _gif(content: Content) -> int:
    at = _GIF_HEAD + _palette(content[10])
    while (kind := content[at]) != _GIF_END:
        if kind == _GIF_IMAGE:
            at += 11 + _palette(content[at + 9])
        elif kind == _GIF_EXTENSION:
            at += 2
        else:
            raise IndexError
        while content[at]:
            at += content[at] + 1
        at += 1
    return at + 1


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _webp(content: Content) -> int:
    length = int.from_bytes(content[4:8], "little")
    return 8 + length + length % 2


def _boxes(content: Content) -> int:
    """Follow the boxes of an ISO media file as long as they are some."""
    at = 0
    while at < len(content):
        size, kind = _number(content, at, 4), content[at + 4 : at + 8]
        if size == _LONG:
            size = _number(content, at + 8, 8)
        if size == 0 and at:  # up to the end of the file
            return len(content)
        if size < 8 or kind not in _BOXES:  # noqa: PLR2004 - a box begins with eight bytes
            return at
        at += size
    return at


def _number(content: Content, at: int, length: int) -> int:
    if at + length > len(content):
        raise IndexError
    return int.from_bytes(content[at : at + length], "big")


_ENDS: dict[str, Callable[[Content], int]] = {
    "JPEG": _jpeg,
    "MPO": _jpeg,
    "PNG": _png,
    "GIF": _gif,
    "WEBP": _webp,
    "HEIF": _boxes,
    "AVIF": _boxes,
}
