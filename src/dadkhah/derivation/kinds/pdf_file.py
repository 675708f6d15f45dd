"""Open a PDF. Damage, passwords and too many pages are refused with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_MOST_PAGES = 3000


@contextmanager
def open_pdf(source: Path, options: Options) -> Iterator[pypdfium2.PdfDocument]:
    """Open it for reading. Raises `FileNotDerivable`."""
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    try:
        most = int(number_of(options, "most_pages", _MOST_PAGES))
        if len(document) > most:
            message = f"It has {len(document)} pages; up to {most} are read."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        yield document
    finally:
        document.close()


def _refusal(error: pypdfium2.PdfiumError) -> FileNotDerivable:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return FileNotDerivable(Reason.PASSWORD, "The PDF is locked with a password.")
    if error.err_code == pdfium.FPDF_ERR_FORMAT:
        return FileNotDerivable(Reason.NOT_THIS_KIND, "It is no PDF, or a damaged one.")
    return FileNotDerivable(Reason.DAMAGED, f"The PDF cannot be opened: {error}.")
