"""A quote must be in what it quotes: passages of items whose text can be read."""

from collections.abc import Iterable
from email.message import Message
from pathlib import Path

from dadkhah.exchange.tables.problems import Problem
from dadkhah.exchange.tables.table import Row, TableRead
from dadkhah.records.evidence import EvidenceItem, Passage
from dadkhah.text.folding import squeeze_spaces

_TEXT_TYPES = {"text/plain", "text/markdown"}


def quote_problems(
    folder: Path, items: TableRead, passages: TableRead, present: frozenset[str]
) -> Iterable[Problem]:
    """Yield a problem for each quote that does not occur in its text, white space apart.

    Items of other media types, and items whose file is not here, are not checked.
    """
    rows_by_item: dict[str, list[Row]] = {}
    for row in passages.rows:
        if row.record.quote:
            rows_by_item.setdefault(row.record.item, []).append(row)
    for item_row in items.rows:
        item: EvidenceItem = item_row.record
        media_type, charset = _media_type(item.media_type)
        quoting = rows_by_item.get(item.id)
        if not quoting or media_type not in _TEXT_TYPES or item.file not in present:
            continue
        try:
            text = (folder / item.file).read_bytes().decode(charset)
        except (UnicodeDecodeError, LookupError):
            reason = f"the text of '{item.file}' is not {charset}; write its encoding, as in "
            reason += "'text/plain; charset=windows-1256'."
            yield items.problem(item_row, "media_type", reason)
            continue
        squeezed = squeeze_spaces(text)
        dense = squeezed.replace(" ", "")
        for row in quoting:
            if reason := _reason_against(row.record, squeezed, dense):
                yield passages.problem(row, "quote", f"{reason} in '{item.file}'; copy it again.")


def _media_type(written: str) -> tuple[str, str]:
    header = Message()
    header["Content-Type"] = written
    return header.get_content_type(), str(header.get_param("charset", "utf-8"))


def _reason_against(passage: Passage, squeezed: str, dense: str) -> str:
    if squeeze_spaces(passage.quote) not in squeezed:
        return "the quote does not stand word for word"
    # Whether a space stands between prefix and quote is left open: selectors differ on it.
    around = squeeze_spaces(passage.prefix + passage.quote + passage.suffix).replace(" ", "")
    return "" if around in dense else "prefix and suffix do not stand around the quote"
