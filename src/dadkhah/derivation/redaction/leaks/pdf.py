"""Search a redacted PDF: its text, what else it holds, its earlier revisions, its pixels."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
from PIL import Image

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.kinds import pdf_text
from dadkhah.derivation.kinds.pdf_file import open_pdf
from dadkhah.derivation.redaction.covers import regions_of
from dadkhah.derivation.redaction.hidden import HiddenRegion
from dadkhah.derivation.redaction.leaks import Found, Search, leak
from dadkhah.derivation.redaction.leaks.pixels import still_shows
from dadkhah.derivation.redaction.leaks.raw_bytes import is_in_bytes, unpacked_streams
from dadkhah.derivation.redaction.occurrences import is_said
from dadkhah.derivation.redaction.pdf import POINTS
from dadkhah.derivation.text_layer import TEXT_FILE, Page, TextLayer, read_text_layer

_DOTS = 150
_MOST_PIXELS = 12_000_000
_SEARCHED = (
    "the text of each page",
    "text under each region",
    "the bytes of the file and of every stream in it, unpacked, as UTF-8 and UTF-16",
    "earlier revisions",
    "metadata, attachments, notes, links, forms, bookmarks and thumbnails",
    "the pixels of each region, against the original",
)
_OF_ROOT = {
    "/Metadata": ("metadata", "The PDF still has metadata (XMP)."),
    "/Names": ("attachment", "The PDF still has names or attached files."),
    "/AF": ("attachment", "The PDF still has attached files."),
    "/AcroForm": ("annotation", "The PDF still has a form, whose fields may hold text."),
    "/Outlines": ("annotation", "The PDF still has bookmarks, which may quote its text."),
    "/StructTreeRoot": ("text", "The PDF still has a structure tree, which may hold its text."),
}
_OF_PAGE = {
    "/Annots": ("annotation", "Page %d still has notes, links or fields."),
    "/Thumb": ("thumbnail", "Page %d still has a thumbnail."),
    "/PieceInfo": ("metadata", "Page %d still has data of the program that made it."),
    "/Metadata": ("metadata", "Page %d still has metadata."),
}


def search(asked: Search) -> Found:
    """Return what is found of what a PDF should hide."""
    content = asked.copy.read_bytes()
    notices = [*_in_bytes(content, asked.hidden.words), *_beside_pages(asked.copy)]
    notices += _on_pages(asked)
    return Found(tuple(notices), _SEARCHED)


def _in_bytes(content: bytes, words: tuple[str, ...]) -> Iterator[Notice]:
    # A file made to be read over a network has two ends from the beginning.
    most = 2 if b"/Linearized" in content[:1024] else 1
    if content.count(b"startxref") > most or content.count(b"%%EOF") > most:
        yield leak("revision", "The PDF holds an earlier revision of itself.")
    if any(is_in_bytes(word, part) for word in words for part in _parts(content)):
        yield leak("bytes", "Words that are hidden are in the bytes of the PDF.")


def _parts(content: bytes) -> Iterator[bytes]:
    yield content
    yield from unpacked_streams(content)


def _beside_pages(copy: Path) -> Iterator[Notice]:
    with pikepdf.open(copy) as pdf:
        if len(pdf.trailer.get("/Info", {})):
            yield leak("metadata", "The PDF still says who or what made it, and when.")
        yield from (leak(*said) for key, said in _OF_ROOT.items() if key in pdf.Root)
        for number, page in enumerate(pdf.pages, 1):
            for key, (what, words) in _OF_PAGE.items():
                if key in page.obj:
                    yield leak(what, words % number)


def _on_pages(asked: Search) -> Iterator[Notice]:
    layer = _text_of(asked.copy, asked.folder)
    words = asked.hidden.words
    for page in layer.pages:
        if any(is_said(word, page.text) for word in words):
            yield leak("text", f"Page {page.number} still has hidden words as text.")
    with ExitStack() as opened:
        copy = opened.enter_context(open_pdf(asked.copy, {}))
        before = opened.enter_context(open_pdf(asked.original, {})) if asked.original else None
        for number, regions in sorted(_regions(asked).items()):
            place = number - sum(page < number for page in asked.hidden.left_out)
            if number in asked.hidden.left_out or place > len(copy):
                continue
            if any(_has_text(layer.pages[place - 1], one) for one in regions):
                yield leak("text", f"Page {place} has text under a region that is covered.")
            drawn = _drawn(copy[place - 1])
            was = _drawn(before[number - 1]) if before and number <= len(before) else None
            if any(still_shows(one, drawn, was) for one in regions):
                yield leak("pixels", f"Page {place} still shows something in a region.")


def _regions(asked: Search) -> dict[int, list[HiddenRegion]]:
    """Return what is covered on each page of the original, by hand and for words."""
    hidden = asked.hidden
    layer = TextLayer(())
    if hidden.words and asked.original:
        layer = _text_of(asked.original, asked.folder)
    regions: dict[int, list[HiddenRegion]] = {}
    for one in (*hidden.regions, *regions_of(hidden.words, layer.pages)):
        regions.setdefault(one.page, []).append(one)
    return regions


def _has_text(page: Page, region: HiddenRegion) -> bool:
    """Whether the middle of a word lies in a region."""
    left, top = region.x * page.width / 100, region.y * page.height / 100
    right, bottom = left + region.width * page.width / 100, top + region.height * page.height / 100
    return any(
        left < word.box.x + word.box.width / 2 < right
        and top < word.box.y + word.box.height / 2 < bottom
        for word in page.words
    )


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(_DOTS / POINTS, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    drawn: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
    return drawn


def _text_of(file: Path, folder: Path) -> TextLayer:
    with TemporaryDirectory(dir=folder) as name:
        pdf_text.derive(file, Path(name), {})
        return read_text_layer((Path(name) / TEXT_FILE).read_bytes())
