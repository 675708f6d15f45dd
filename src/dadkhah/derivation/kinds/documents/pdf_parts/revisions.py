"""Earlier states of a PDF: each saving may only have added to the end of the file.

ISO 32000-2, 7.5.6: what stood before is still there, and is the file up to the earlier end mark.
"""

import io
import mmap
import re
from pathlib import Path

import pikepdf

from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.outcome import MIB

_END = re.compile(rb"startxref\s{1,4}\d{1,12}\s{1,4}%%EOF(?:\r\n|\r|\n)?")
_MOST_KEPT = 10
_MOST_BYTES = 64 * MIB  # of each, and of all together
_MOST_ENDS = 1000


def tell_revisions(source: Path, report: Report, *, is_linearized: bool) -> None:
    """Tell how many earlier states there are, and keep those that open as files inside."""
    ends, size = _ends(source)
    if is_linearized:
        ends = ends[1:]  # the first end mark of a file made for the web is none
    earlier = [end for end in ends[:-1] if end < size]
    if not earlier:
        return
    kept = 0
    for number, end in enumerate(earlier[:_MOST_KEPT], 1):
        if (kept + end) <= _MOST_BYTES and (content := _opens(source, end)):
            report.member(f"state-{number}-of-{len(earlier) + 1}.pdf", content)
            kept += end
    sentence = f"It was saved again {len(earlier)} times, and keeps what stood there before"
    report.notice("earlier-states", f"{sentence}: see the files inside, as far as they open.")


def _ends(source: Path) -> tuple[list[int], int]:
    size = source.stat().st_size
    if not size:
        return [], 0
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = []
        for match in _END.finditer(content):
            found.append(match.end())
            if len(found) >= _MOST_ENDS:
                break
        return found, size


def _opens(source: Path, end: int) -> bytes:
    """Return the file up to there if it is a PDF by itself, without any mending."""
    with source.open("rb") as file:
        content = file.read(end)
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            return content if len(pdf.pages) >= 0 else b""
    except (pikepdf.PdfError, ValueError):
        return b""
