"""A copy of a PDF made of pixels: each page is drawn, covered where it must be, and only then kept.

There is no text under the pages, nothing attached, no metadata, no form, link or note, and no
earlier revision: the new file holds pictures of pages and nothing else of the old one.
"""

import io
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.kinds import pdf_text
from dadkhah.derivation.kinds.pdf_file import open_pdf
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.derivation.redaction.covers import regions_of
from dadkhah.derivation.redaction.hidden import Hidden, HiddenRegion, read_hidden
from dadkhah.derivation.text_layer import TEXT_FILE, TextLayer, read_text_layer
from dadkhah.errors import FileNotDerivable

POINTS = 72
_DOTS = 200  # to the inch: small print stays legible
_MOST_PIXELS = 25_000_000
_MOST_PAGES = 500
_QUALITY = 85
_COVER = "black"


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `copy.pdf` without what `options["hide"]` names; answer how many pages it has.

    Words are covered where the PDF has text: on a scan nobody finds them, and a notice says so.
    """
    hidden = read_hidden(str(options.get("hide", "")))
    layer = _text_of(source, folder) if hidden.words else TextLayer(())
    by_words = regions_of(hidden.words, layer.pages)
    with open_pdf(source, {"most_pages": _MOST_PAGES, **options}) as document:
        kept = [n for n in range(1, len(document) + 1) if n not in hidden.left_out]
        if not kept:
            raise FileNotDerivable(Reason.NO_SUCH_PAGE, "Every page is left out; nothing remains.")
        _write(document, kept, (*hidden.regions, *by_words), folder / "copy.pdf")
        pages = len(document)
    facts = (
        Fact("redaction", "regions covered", str(len(hidden.regions))),
        Fact("redaction", "places of words covered", str(len(by_words))),
        Fact("redaction", "pages left out", str(pages - len(kept))),
    )
    notices = tuple(_notices(hidden, layer, len(by_words)))
    return {
        **Findings(facts=facts, notices=notices).written(),
        "file": "copy.pdf",
        "pages": len(kept),
    }


def _text_of(source: Path, folder: Path) -> TextLayer:
    pdf_text.derive(source, folder, {})
    written = folder / TEXT_FILE
    layer = read_text_layer(written.read_bytes())
    written.write_bytes(b"")  # it holds what is to be hidden
    written.unlink()
    return layer


def _write(
    document: pypdfium2.PdfDocument,
    kept: list[int],
    regions: tuple[HiddenRegion, ...],
    target: Path,
) -> None:
    with pikepdf.new() as copy:
        for number in kept:
            try:
                # As `pdf_page` draws it: what nobody has seen there must not appear here.
                page = document[number - 1]
                size = page.get_size()
                scale = min(_DOTS / POINTS, (_MOST_PIXELS / max(size[0] * size[1], 1)) ** 0.5)
                image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
                page.close()
            except pypdfium2.PdfiumError as error:
                message = f"Page {number} is damaged; leave it out."
                raise FileNotDerivable(Reason.DAMAGED, message) from error
            cover(image, tuple(one for one in regions if one.page == number))
            _add(copy, image, size)
        copy.save(
            target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )


def cover(image: Image.Image, regions: tuple[HiddenRegion, ...]) -> None:
    """Fill the regions of a picture with one colour."""
    for region in regions:
        image.paste(_COVER, region.pixels(image.width, image.height))


def _add(copy: pikepdf.Pdf, image: Image.Image, size: tuple[float, float]) -> None:
    width, height = size
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=_QUALITY)
    picture = pikepdf.Stream(copy, encoded.getvalue())
    picture.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": image.width,
            "/Height": image.height,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": pikepdf.Name.DCTDecode,
        }
    )
    page = copy.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    drawn = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /P Do Q"
    page.Contents = pikepdf.Stream(copy, drawn.encode())


def _notices(hidden: Hidden, layer: TextLayer, found: int) -> list[Notice]:
    notices = []
    if hidden.words and not found:
        words = (
            "The words were found on no page: none of them has them as text. Cover them by hand."
        )
        notices.append(Notice("redaction-words-not-found", words))
    bare = [str(page.number) for page in layer.pages if not page.text.strip()]
    if hidden.words and bare:
        listed = ", ".join(bare[:50])
        words = f"These pages have no text, so words were not looked for on them: {listed}."
        notices.append(Notice("redaction-pages-without-text", words))
    return notices
