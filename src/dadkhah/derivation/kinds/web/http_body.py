"""The body of an HTTP answer as a browser saw it: its chunks joined, its packing undone."""

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO

import brotli

_PIECE = 1 << 16
_MOST_AT_ONCE = 1 << 20
_LONGEST_SIZE = 256  # of the line with the size of a chunk and its extensions
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\n]*)?\r?\n")
_GZIP, _RAW_DEFLATE = 16 + zlib.MAX_WBITS, -zlib.MAX_WBITS


class Decoding(StrEnum):
    """How undoing it ended."""

    WHOLE = "whole"
    BROKEN = "broken"  # it ends in the middle; what could be read is kept
    TOO_LARGE = "too-large"  # cut at the limit
    UNKNOWN = "unknown"  # packed in a way that is not known here; kept as it is


def unwrap(raw: Path, into: Path, *, transfer: str, coding: str, most: int) -> Decoding:
    """Write the body in `raw` as it was meant into `into`, at most `most` bytes.

    A header may say what is not so: servers and recorders undo a packing and leave its name.
    What does not begin as named is taken as it is.
    """
    codings = [name.strip().lower() for name in coding.split(",") if name.strip()]
    codings = [name for name in codings if name != "identity"]
    with raw.open("rb") as stream, into.open("wb") as file:
        pieces = _unchunked(stream) if "chunked" in transfer.lower() else _pieces(stream)
        if len(codings) > 1 or (codings and codings[0] not in _CODINGS):
            _copy(pieces, file, most)
            return Decoding.UNKNOWN
        if codings:
            pieces = _CODINGS[codings[0]](pieces)
        return _copy(pieces, file, most)


class _Broken(Exception):
    """Nothing more can be read."""


def _copy(pieces: Iterator[bytes], file: IO[bytes], most: int) -> Decoding:
    left = most
    try:
        for piece in pieces:
            file.write(piece[:left])
            left -= len(piece)
            if left < 0:
                return Decoding.TOO_LARGE
    except _Broken:
        return Decoding.BROKEN
    return Decoding.WHOLE


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _unchunked(stream: IO[bytes]) -> Iterator[bytes]:
    """Join chunks (RFC 9112, 7.1). What does not begin with a chunk was joined before."""
    left = _chunk_size(stream)
    if left is None:
        stream.seek(0)
        yield from _pieces(stream)
        return
    while left:
        while left:
            piece = stream.read(min(left, _PIECE))
            if not piece:
                raise _Broken
            left -= len(piece)
            yield piece
        if stream.read(2) != b"\r\n" or (left := _chunk_size(stream)) is None:
            raise _Broken


def _chunk_size(stream: IO[bytes]) -> int | None:
    match = _CHUNK.fullmatch(stream.readline(_LONGEST_SIZE))
    return int(match[1], 16) if match else None


def _inflated(pieces: Iterator[bytes], bits: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(bits)
    is_begun = False
    for piece in pieces:
        left = piece
        while left and not inflater.eof:
            try:
                out = inflater.decompress(left, _MOST_AT_ONCE)
            except zlib.error as error:
                if is_begun:
                    raise _Broken from error
                yield piece
                yield from pieces
                return
            is_begun = is_begun or bool(out)
            yield out
            left = inflater.unconsumed_tail
    if not inflater.eof:
        raise _Broken


def _gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    return _inflated(pieces, _GZIP)


def _undeflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Undo `deflate`, which is zlib by the standard and bare by a habit of some servers."""
    first = next(pieces, b"")
    is_zlib = (
        len(first) > 1
        and first[0] & 15 == zlib.DEFLATED
        and not (int.from_bytes(first[:2], "big") % 31)
    )
    return _inflated(_with_first(first, pieces), zlib.MAX_WBITS if is_zlib else _RAW_DEFLATE)


def _with_first(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _unbrotlied(pieces: Iterator[bytes]) -> Iterator[bytes]:
    reader = brotli.Decompressor()
    is_begun = False
    for piece in pieces:
        left = piece
        while (left or not reader.can_accept_more_data()) and not reader.is_finished():
            try:
                out = reader.process(left, output_buffer_limit=_MOST_AT_ONCE)
            except Exception as error:
                if is_begun:
                    raise _Broken from error
                yield piece
                yield from pieces
                return
            left = b""
            is_begun = is_begun or bool(out)
            yield out
    if not reader.is_finished():
        raise _Broken


_CODINGS = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
}
