"""The form in a PDF: its fields with what is filled in, and the signatures, not checked here."""

from collections.abc import Iterator

import pikepdf

from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.pdf_parts.values import date_of, entries, get, text_of

_MOST_FIELDS = 5000
_MOST_TOLD = 500
_DEEPEST = 50


def tell_form(pdf: pikepdf.Pdf, size: int, report: Report) -> None:
    """Tell of fields and signatures. `size`: of the file, for what was added after signing."""
    form = get(pdf.Root, "/AcroForm")
    if form is None:
        return
    if get(form, "/XFA") is not None:
        sentence = "It has a second form (XFA) that some programs show instead of the pages."
        report.notice("xfa", sentence)
    count = 0
    for name, kind, field in _fields(form):
        count += 1
        if kind == "Sig":
            _tell_signature(name, get(field, "/V"), size, report)
        elif count <= _MOST_TOLD:
            report.fact(f"form field: {name}", text_of(get(field, "/V")))
    if count:
        report.fact("form fields", str(count))


def _fields(form: pikepdf.Object) -> Iterator[tuple[str, str, pikepdf.Object]]:
    """Yield name, kind and field; the tree may have loops, so each is visited once."""
    waiting = [("", "", one, 0) for one in entries(get(form, "/Fields"))]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST_FIELDS:
        above, kind, field, depth = waiting.pop(0)
        if depth > _DEEPEST or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen if field.is_indirect else (-len(seen), -1))
        name = ".".join(part for part in (above, text_of(get(field, "/T"))) if part)
        kind = text_of(get(field, "/FT")) or kind
        kids = [one for one in entries(get(field, "/Kids")) if get(one, "/T") is not None]
        waiting += [(name, kind, one, depth + 1) for one in kids]
        if not kids:
            yield name, kind, field


def _tell_signature(name: str, value: pikepdf.Object | None, size: int, report: Report) -> None:
    if value is None:
        report.notice("signature", f"There is a place for a signature, and none in it ({name}).")
        return
    signer, at = text_of(get(value, "/Name")), date_of(get(value, "/M"))
    told = (f" that names {signer}" if signer else "") + (f" at {at}" if at else "")
    report.notice("signature", f"It has a signature{told}. It is not checked here ({name}).")
    for key, label in (("/Reason", "reason"), ("/Location", "place"), ("/SubFilter", "format")):
        report.fact(f"signature: {label}", text_of(get(value, key)))
    edges = _numbers(get(value, "/ByteRange"))
    if len(edges) == 4 and edges[2] + edges[3] < size:  # noqa: PLR2004 - two runs of bytes
        added = size - edges[2] - edges[3]
        sentence = f"{added} bytes were added after the signature ({name})."
        report.notice("after-signature", sentence)


def _numbers(value: pikepdf.Object | None) -> list[int]:
    try:
        return [int(one) for one in value] if isinstance(value, pikepdf.Array) else []
    except (TypeError, ValueError):
        return []
