"""What a PDF says of itself, carries, would do and hides, beside the text of its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.pdf_parts.actions import tell_actions
from dadkhah.derivation.kinds.documents.pdf_parts.carried import (
    tell_files,
    tell_layers,
    tell_pages,
)
from dadkhah.derivation.kinds.documents.pdf_parts.forms import tell_form
from dadkhah.derivation.kinds.documents.pdf_parts.revisions import tell_revisions
from dadkhah.derivation.kinds.documents.pdf_parts.values import content_of, date_of, get, text_of
from dadkhah.derivation.kinds.documents.pdf_parts.xmp import xmp_facts
from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import MIB, Options, Reason
from dadkhah.errors import FileNotDerivable

_MOST_PAGES = 3000
_PACKET = 4 * MIB
_INFO = {
    "/Title": "title", "/Author": "author", "/Subject": "subject", "/Keywords": "keywords",
    "/Creator": "application", "/Producer": "producer", "/CreationDate": "created",
    "/ModDate": "modified", "/Trapped": "trapped",
}  # fmt: skip
_DATES = frozenset({"/CreationDate", "/ModDate"})


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Find facts, notices and embedded files. A file is never changed, and nothing in it runs."""
    report = Report(folder, "pdf")
    with _opened(source) as pdf:
        most = int(number_of(options, "most_pages", _MOST_PAGES))
        if len(pdf.pages) > most:
            message = f"It has {len(pdf.pages)} pages; up to {most} are read."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        _tell_information(pdf, report)
        _tell_format(pdf, report)
        tell_form(pdf, source.stat().st_size, report)
        tell_actions(pdf, report)
        tell_layers(pdf, report)
        tell_pages(pdf, report)
        tell_files(pdf, report)
        tell_revisions(source, report, is_linearized=pdf.is_linearized)
        if warnings := pdf.get_warnings():
            sentence = f"It is damaged in {len(warnings)} places, and was mended while reading"
            report.notice("mended", sentence, str(warnings[0]).replace(str(source), ""))
    return report.made()


@contextmanager
def _opened(source: Path) -> Iterator[pikepdf.Pdf]:
    """Open it. Raises `FileNotDerivable`, also for what comes to light only later."""
    try:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        message = "The PDF is locked with a password."
        raise FileNotDerivable(Reason.PASSWORD, message) from error
    except pikepdf.PdfError as error:
        is_pdf = b"%PDF-" in _head(source)
        reason = Reason.DAMAGED if is_pdf else Reason.NOT_THIS_KIND
        told = str(error).replace(str(source), "the file")[:200]
        raise FileNotDerivable(reason, f"It is no PDF, or a damaged one: {told}.") from error


def _head(source: Path) -> bytes:
    with source.open("rb") as file:
        return file.read(1024)


def _tell_information(pdf: pikepdf.Pdf, report: Report) -> None:
    information = get(pdf.trailer, "/Info")
    for key in information.keys() if isinstance(information, pikepdf.Dictionary) else ():
        value = get(information, key)
        said = date_of(value) if key in _DATES else text_of(value)
        report.fact(_INFO.get(key, f"own property: {key.removeprefix('/')}"), said)


def _tell_format(pdf: pikepdf.Pdf, report: Report) -> None:
    packet = content_of(get(pdf.Root, "/Metadata"), _PACKET)
    for name, value in xmp_facts(packet or b""):
        report.fact(f"XMP {name}", value)
    report.fact("version", pdf.pdf_version)
    report.fact("pages", str(len(pdf.pages)))
    report.fact("language", text_of(get(pdf.Root, "/Lang")))
    tagged = text_of(get(pdf.Root, "/MarkInfo", "/Marked")).lower() == "true"
    report.fact("tagged", "yes" if tagged else "no")
    report.fact("encrypted", "yes" if pdf.is_encrypted else "no")
    if pdf.is_encrypted:
        sentence = (
            "It is encrypted and opens without a password; its maker wanted to forbid some use"
        )
        report.notice("encrypted", f"{sentence}.")
