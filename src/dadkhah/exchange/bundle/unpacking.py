"""Unpack a file for searching: archives, office documents, PDF streams, base64 within text."""

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from dadkhah.errors import BundleIncomplete

PIECE = 64 * 2**20
"""Bytes read at once. Of a larger file, pieces overlap, so that nothing is cut in two."""
OVERLAP = 2**16
DEEPEST = 4
_STREAM = re.compile(rb"stream\r?\n")
_HEX_STRING = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")


def parts_of(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file, then what is packed inside, piece by piece.

    Raises `BundleIncomplete` when an archive in it is encrypted, damaged, or too deep or too
    large to be searched.
    """
    try:
        with path.open("rb") as stream:
            before = b""
            while piece := stream.read(PIECE):
                yield from _parts(before[-OVERLAP:] + piece, depth=0)
                before = piece
    except (zipfile.BadZipFile, RuntimeError, ValueError, NotImplementedError) as why:
        message = f"'{path.name}' cannot be searched for what is withheld: {why}. Withhold it."
        raise BundleIncomplete(message) from why


def _parts(content: bytes, *, depth: int) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK\x03\x04"):
        if depth == DEEPEST:
            message = f"archives lie in it {DEEPEST} deep"
            raise ValueError(message)
        inside = _members(content)
    elif content.startswith(b"%PDF-"):
        inside = _pdf_streams(content)
    elif content.startswith(b"\x1f\x8b"):
        inside = iter((_inflate(content, zlib.MAX_WBITS | 16),))
    elif depth < DEEPEST and b"\0" not in content[:4096]:
        inside = chain(_base64_runs(content), _hex_strings(content))
    else:
        return
    for inner in inside:
        yield from _parts(inner, depth=depth + 1)


def _members(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            yield member.filename.encode()
            with archive.open(member) as stream:
                inner = stream.read(PIECE + 1)
            if len(inner) > PIECE:
                message = f"'{member.filename}' in it is too large"
                raise ValueError(message)
            yield inner


def _pdf_streams(content: bytes) -> Iterator[bytes]:
    for match in _STREAM.finditer(content):
        yield _inflate(content[match.end() : match.end() + PIECE], zlib.MAX_WBITS)
    yield from _hex_strings(content)


def _hex_strings(content: bytes) -> Iterator[bytes]:
    for match in _HEX_STRING.finditer(content):
        digits = re.sub(rb"\s", b"", match.group(1))
        yield binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _inflate(content: bytes, window: int) -> bytes:
    """Return what a compressed stream holds; nothing when it is not one."""
    try:
        return zlib.decompressobj(window).decompress(content, PIECE)
    except zlib.error:
        return b""


def _base64_runs(content: bytes) -> Iterator[bytes]:
    for match in _BASE64.finditer(content):
        run = match.group(0).replace(b"-", b"+").replace(b"_", b"/")
        run = run[:-1] if len(run) % 4 == 1 else run
        yield base64.b64decode(run + b"=" * (-len(run) % 4))
