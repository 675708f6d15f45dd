"""A picture of one page of a PDF."""

from pathlib import Path

import pypdfium2

from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.kinds.pdf_file import open_pdf
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_MOST_PIXELS = 25_000_000


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `page.png` of `page` (from 1) at `scale` (1: one pixel for a point); answer its size.

    A page with more pixels than allowed is drawn smaller: `scale` in the answer says by how much.
    """
    number = int(number_of(options, "page", 1))
    scale = number_of(options, "scale", 2)
    most = number_of(options, "most_pixels", _MOST_PIXELS)
    with open_pdf(source, options) as document:
        if not 1 <= number <= len(document):
            message = f"There is no page {number}; the PDF has {len(document)}."
            raise FileNotDerivable(Reason.NO_SUCH_PAGE, message)
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise FileNotDerivable(Reason.DAMAGED, f"Page {number} is damaged.") from error
        points = max(page.get_width() * page.get_height(), 1)
        scale = min(scale, (most / points) ** 0.5)
        pages = len(document)
        image = page.render(scale=scale, may_draw_forms=True).to_pil()
        image.save(folder / "page.png", compress_level=3)
    size = {"width": image.width, "height": image.height}
    return {"file": "page.png", "scale": scale, "pages": pages, **size}
