"""The records of a WARC, one after the other, with their digests checked.

ISO 28500 (WARC 1.1). A broken file gives what stands before the break, and says so.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from dadkhah.derivation.outcome import MIB

MOST_BYTES = 4096 * MIB
"""How much may be unpacked."""
LARGEST_BODY = 128 * MIB
"""The body of one record that is looked at; a longer one is only checked."""
_MOST_RATIO = 300
_SMALL = 64 * MIB
_PIECE = 1 << 18
_MOST_ABOUT = 1 << 16
# What warcio and what it calls raise for files that are not as they should be.
_UNREADABLE = (
    ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, ValueError, TypeError,
    AttributeError, LookupError, EOFError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer or resource as it was recorded. `body` is packed as `transfer` and `coding` say.

    `body` is overwritten by the next capture, and None where nobody asked for it or it is too long.
    """

    kind: str  # "response", "resource"
    address: str
    captured: str  # as the recorder says
    status: int  # of HTTP; 200 for a resource
    content_type: str
    transfer: str
    coding: str
    body: Path | None = None

    @property
    def media_type(self) -> str:
        """The kind of content, as the server said."""
        return self.content_type.partition(";")[0].strip().lower()


@dataclass(slots=True)
class Tally:
    """What was met on the way through one or several WARCs."""

    records: int = 0
    responses: int = 0
    good: int = 0  # records whose digests fit
    wrong: list[str] = field(default_factory=list)  # addresses whose digest does not fit
    cut: int = 0  # records that are shorter than they say
    unpacked: int = 0
    software: str = ""
    first: str = ""  # the time of the first record
    ends: str = ""  # why reading ended before the file did


class _TooMuch(Exception):
    """It unpacks to more than is allowed."""


def captures(
    stream: IO[bytes], size: int, folder: Path, tally: Tally, wants: Callable[[Capture], bool]
) -> Iterator[Capture]:
    """Yield the answers and resources of a WARC of `size` bytes; count everything in `tally`.

    `wants` says whether the body of a capture is to be left in `folder`.
    """
    most = min(MOST_BYTES, max(_SMALL, _MOST_RATIO * size)) + tally.unpacked
    records = iter(ArchiveIterator(stream, check_digests=True))
    while (record := _next(records, tally)) is not None:
        tally.records += 1
        try:
            yield from _captured(record, folder / "body", tally, most, wants)
        except _TooMuch:
            tally.ends = f"it unpacks to more than {most} bytes"
            return


def _next(records: Iterator[Any], tally: Tally) -> Any | None:  # noqa: ANN401 - untyped library
    try:
        return next(records, None)
    except _UNREADABLE as error:
        tally.ends = f"record {tally.records + 1} cannot be read ({str(error)[:200]})"
        return None


def _captured(
    record: Any,  # noqa: ANN401 - untyped library
    path: Path,
    tally: Tally,
    most: int,
    wants: Callable[[Capture], bool],
) -> Iterator[Capture]:
    capture = _capture(record)
    tally.first = tally.first or capture.captured
    is_answer = capture.kind in ("response", "resource")
    tally.responses += capture.kind == "response"
    about = record.rec_type == "warcinfo"
    with path.open("wb") as file:
        kept = _read(record, file if about or (is_answer and wants(capture)) else None, tally, most)
    _count_digest(record, capture, tally)
    if about and kept:
        tally.software = tally.software or _software(path)
    elif is_answer:
        yield replace(capture, body=path if kept else None)


def _capture(record: Any) -> Capture:  # noqa: ANN401 - untyped library
    def told(name: str) -> str:
        return str(record.rec_headers.get_header(name) or "")[:2000]

    def answered(name: str) -> str:
        http = record.http_headers
        return str(http.get_header(name) or "")[:200] if http else ""

    kind = str(record.rec_type)
    http = record.http_headers if kind == "response" else None
    code = http.get_statuscode() if http else "200"
    status = int(code) if code.isascii() and code.isdigit() and len(code) < 4 else 0  # noqa: PLR2004
    content_type = answered("content-type") if http else told("Content-Type")[:200]
    return Capture(
        kind,
        told("WARC-Target-URI"),
        told("WARC-Date")[:40],
        status,
        content_type,
        answered("transfer-encoding") if http else "",
        answered("content-encoding") if http else "",
    )


def _read(record: Any, file: IO[bytes] | None, tally: Tally, most: int) -> bool:  # noqa: ANN401
    """Read a record to its end, which checks its digests; returns whether all of it is kept."""
    left, is_whole = LARGEST_BODY, file is not None
    stream = record.raw_stream
    while True:
        try:
            piece = stream.read(_PIECE)
        except ValueError:  # a digest that cannot be read
            record.digest_checker.problem("unreadable digest")
            break  # it is compared at the very end
        if not piece:
            break
        tally.unpacked += len(piece)
        left -= len(piece)
        if tally.unpacked > most:
            raise _TooMuch
        if file is not None and left >= 0:
            file.write(piece)
    if getattr(stream, "limit", 0) > 0:
        tally.cut += 1
    return is_whole and left >= 0


def _count_digest(record: Any, capture: Capture, tally: Tally) -> None:  # noqa: ANN401
    passed = record.digest_checker.passed
    if passed:
        tally.good += 1
    elif passed is False:
        tally.wrong.append(capture.address or capture.kind)


def _software(path: Path) -> str:
    with path.open("rb") as file:
        about = file.read(_MOST_ABOUT).decode("utf-8", "replace")
    lines = (line.partition(":") for line in about.splitlines())
    named = (value.strip() for name, _, value in lines if name.strip().lower() == "software")
    return next(named, "")[:200]
