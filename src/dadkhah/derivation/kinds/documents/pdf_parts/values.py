"""Read single values of a PDF without believing them: texts, dates, streams of bounded size."""

import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf.models.metadata import decode_pdf_date

from dadkhah.derivation.outcome import MIB, Reason
from dadkhah.errors import FileNotDerivable

_MOST_OBJECTS = 2_000_000
_MOST_RAW = 1 * MIB  # of a stream in a filter whose output cannot be bounded
_ERRORS = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError)


def get(holder: object, *path: str) -> pikepdf.Object | None:
    """Go down a path of names: `get(root, "/MarkInfo", "/Marked")`; None when it is not there."""
    for name in path:
        try:
            holder = holder[name] if isinstance(holder, pikepdf.Object) else None
        except _ERRORS:
            return None
        if holder is None:
            return None
    return holder  # type: ignore[return-value]


def text_of(value: object) -> str:
    """Return a string, name or number as text; nothing for all else."""
    if isinstance(value, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array):
        return ""
    if isinstance(value, pikepdf.Name):
        return str(value).removeprefix("/")
    try:
        return "" if value is None else str(value)
    except (*_ERRORS, UnicodeError):
        return ""


def date_of(value: object) -> str:
    """Return a date as ISO 8601 where it is written as PDF writes dates, else as it stands."""
    written = text_of(value)
    try:
        return decode_pdf_date(written).isoformat()
    except (ValueError, OverflowError):
        return written


def entries(value: object) -> Iterator[pikepdf.Object]:
    """Yield the entries of an array; nothing of all else."""
    if isinstance(value, pikepdf.Array):
        for n in range(len(value)):
            try:
                one = value[n]
            except _ERRORS:
                continue
            if isinstance(one, pikepdf.Object):
                yield one


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield all dictionaries, those numbered in the file and those inside others, each once.

    Links between them are not followed, so loops do no harm.
    """
    count = 0
    for numbered in pdf.objects:
        waiting: list[object] = [numbered]
        while waiting:
            one = waiting.pop()
            count += 1
            if count > _MOST_OBJECTS:
                message = f"It has more than {_MOST_OBJECTS} objects."
                raise FileNotDerivable(Reason.TOO_LARGE, message)
            if isinstance(one, pikepdf.Dictionary):
                yield one
            waiting += [inner for inner in _inner(one) if not inner.is_indirect]


def _inner(value: object) -> Iterator[pikepdf.Object]:
    found: list[object] = []
    if isinstance(value, pikepdf.Dictionary):
        found = [get(value, name) for name in value.keys()]  # noqa: SIM118 - no plain mapping
    elif isinstance(value, pikepdf.Array):
        found = list(value)
    for one in found:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Array):
            yield one


def content_of(stream: object, most: int) -> bytes | None:
    """Return the decoded bytes of a stream, or None when they are damaged or more than `most`.

    Only what can be decoded within bounds is: a stream of a thousand bytes may become a gigabyte.
    """
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        raw = stream.read_raw_bytes()
        filters = [str(one) for one in _listed(stream.get("/Filter"))]
        if not filters:
            return raw if len(raw) <= most else None
        if filters == ["/FlateDecode"] and "/DecodeParms" not in stream:
            return _inflated(raw, most)
        if len(filters) > 1 or len(raw) > _MOST_RAW:
            return None
        content = stream.read_bytes()
    except (*_ERRORS, zlib.error, RuntimeError):
        return None
    return content if len(content) <= most else None


def _inflated(raw: bytes, most: int) -> bytes | None:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(raw, most + 1)
    return content if len(content) <= most else None


def _listed(value: object) -> Iterator[object]:
    if isinstance(value, pikepdf.Array):
        yield from value
    elif value is not None:
        yield value
