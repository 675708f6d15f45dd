"""Pinpoints in a file that outlive a new derivation of its text: W3C Web Annotation selectors."""

from collections.abc import Iterator
from dataclasses import dataclass

from dadkhah.derivation.fragments import (
    Region,
    TimeRange,
    write_page,
    write_region,
    write_time,
)

CONTEXT = 32
_MOST_CONTEXT = 512
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, as Python counts: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text and what stands before and after them: a TextQuoteSelector."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page, counted from 1 as the file has them, whatever is printed on it."""

    number: int


Selector = Quote | Span | Region | TimeRange | PageNumber


def quote_of(text: str, start: int, end: int) -> Quote:
    """Return the quotation of `text[start:end]`, which may not be empty.

    32 characters of context on each side, cut at words; more where that is not enough to find
    the one place again, up to 512.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}:{end} is no part of a text of {len(text)} characters.")
    quote = Quote(text[start:end])
    length = CONTEXT
    while length <= _MOST_CONTEXT:
        prefix = _from_word(text, max(0, start - length), start)
        suffix = text[end : _to_word(text, end, min(len(text), end + length))]
        quote = Quote(text[start:end], text[prefix:start], suffix)
        if len(list(_first_two(text, quote.prefix + quote.exact + suffix))) == 1:
            break
        length *= 2
    return quote


def web_annotation(selector: Selector) -> dict[str, str | int]:
    """Return the selector as the W3C Web Annotation Data Model writes it in JSON."""
    match selector:
        case Quote(exact, prefix, suffix):
            written = {"type": "TextQuoteSelector", "exact": exact}
            around = {"prefix": prefix, "suffix": suffix}
            return {**written, **{name: text for name, text in around.items() if text}}
        case Span(start, end):
            return {"type": "TextPositionSelector", "start": start, "end": end}
        case PageNumber(number):
            return _fragment(PDF_FRAGMENTS, write_page(number))
        case TimeRange():
            return _fragment(MEDIA_FRAGMENTS, write_time(selector))
        case Region():
            return _fragment(MEDIA_FRAGMENTS, write_region(selector))


def _fragment(standard: str, value: str) -> dict[str, str | int]:
    return {"type": "FragmentSelector", "conformsTo": standard, "value": value}


def _first_two(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    if at >= 0:
        yield at
        if (again := text.find(part, at + 1)) >= 0:
            yield again


def _from_word(text: str, start: int, end: int) -> int:
    """Move a beginning forward to that of a word, where a word begins before `end`."""
    if start == 0 or text[start - 1].isspace():
        return start
    spaces = (at + 1 for at in range(start, end - 1) if text[at].isspace())
    return next(spaces, start)


def _to_word(text: str, start: int, end: int) -> int:
    """Move an end back to that of a word, where a word ends after `start`."""
    if end == len(text) or text[end].isspace():
        return end
    return next((at for at in range(end - 1, start, -1) if text[at].isspace()), end)
