"""What a PDF carries and hides: files, layers, remarks on pages, parts of pages out of sight."""

import re

import pikepdf

from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.pdf_parts.values import (
    content_of,
    date_of,
    dictionaries,
    entries,
    get,
    text_of,
)
from dadkhah.derivation.outcome import MIB

_MOST_FILE = 256 * MIB
_MOST_CONTENT = 16 * MIB
_MOST_FILES = 500
_INVISIBLE = re.compile(rb"(?<![\d.])3\s+Tr(?![A-Za-z])")
_HIDDEN = 0b10_0010  # bits of the flags of a remark: hidden, not shown on a screen
_NO_REMARKS = frozenset({"Link", "Popup", "Widget"})
_SMALLER = 1  # point


def tell_files(pdf: pikepdf.Pdf, report: Report) -> None:
    """Write the embedded files as members."""
    seen: set[tuple[int, int]] = set()
    for spec in dictionaries(pdf):  # named at the front, hung on a page, or reached by neither
        stream = get(spec, "/EF", "/F") or get(spec, "/EF", "/UF")
        if not isinstance(stream, pikepdf.Stream) or stream.objgen in seen:
            continue
        if len(seen) >= _MOST_FILES:
            break
        seen.add(stream.objgen)
        name = text_of(get(spec, "/UF")) or text_of(get(spec, "/F")) or "no name"
        content = content_of(stream, _MOST_FILE)
        if content is None:
            sentence = "A file inside is damaged or too large, and was left where it is"
            report.notice("embedded-file", sentence, name)
        else:
            report.notice("embedded-file", "There is a file inside", name)
            report.member(name, content)


def tell_layers(pdf: pikepdf.Pdf, report: Report) -> None:
    """Tell of layers that are not shown at first."""
    layers = get(pdf.Root, "/OCProperties")
    every = list(entries(get(layers, "/OCGs")))
    off = {one.objgen for one in entries(get(layers, "/D", "/OFF"))}
    on = {one.objgen for one in entries(get(layers, "/D", "/ON"))}
    starts_off = text_of(get(layers, "/D", "/BaseState")) == "OFF"
    for one in every:
        name = text_of(get(one, "/Name"))
        report.fact("layer", name)
        if one.objgen in off or (starts_off and one.objgen not in on):
            report.notice("hidden-layer", "A layer is not shown when the file is opened", name)


def tell_pages(pdf: pikepdf.Pdf, report: Report) -> None:
    """Tell of remarks, of text that is written invisibly, of pages that are cut at the sides."""
    invisible, cut = [], []
    for number, page in enumerate(pdf.pages, 1):
        _tell_remarks(page.obj, number, report)
        if _has_invisible_text(page.obj):
            invisible.append(str(number))
        if _is_cut(page):
            cut.append(str(number))
    if invisible:
        sentence = (
            "Text is written so that it is not seen; scans that were read by a machine have it"
            " behind the picture. Pages"
        )
        report.notice("invisible-text", sentence, ", ".join(invisible))
    if cut:
        sentence = "Pages are larger than what is shown of them; more may stand outside. Pages"
        report.notice("cropped", sentence, ", ".join(cut))


def _tell_remarks(page: pikepdf.Object, number: int, report: Report) -> None:
    for one in entries(get(page, "/Annots")):
        kind = text_of(get(one, "/Subtype"))
        if kind == "Redact":
            sentence = (
                f"On page {number} something is marked to be blacked out, and is still there."
            )
            report.notice("not-redacted", sentence)
        words = text_of(get(one, "/Contents"))
        if kind in _NO_REMARKS or not words.strip():
            continue
        by, at = text_of(get(one, "/T")), date_of(get(one, "/M"))
        told = (f" by {by}" if by else "") + (f" at {at}" if at else "")
        flags = text_of(get(one, "/F"))
        hidden = "hidden " if flags.isdecimal() and int(flags) & _HIDDEN else ""
        sentence = f"There is a {hidden}remark ({kind}) on page {number}{told}"
        report.notice("annotation", sentence, words)


def _has_invisible_text(page: pikepdf.Object) -> bool:
    contents = get(page, "/Contents")
    streams = entries(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return any(_INVISIBLE.search(content_of(one, _MOST_CONTENT) or b"") for one in streams)


def _is_cut(page: pikepdf.Page) -> bool:
    try:
        shown, whole = ([float(edge) for edge in box] for box in (page.cropbox, page.mediabox))
        inside = zip(shown, whole, strict=True)
        return any(abs(a - b) > _SMALLER for a, b in inside)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError):
        return False
