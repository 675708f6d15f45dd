"""The pages of a scan as pictures to be read, with their size as the reader shows them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pypdfium2
from PIL import Image, ImageOps

from dadkhah.derivation.kinds.pdf_file import open_pdf
from dadkhah.derivation.kinds.pictures.opening import BROKEN, open_picture, require_few
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_POINTS_PER_INCH, _DOTS_PER_INCH = 72, 300
_MOST_READ = 40_000_000  # pixels of one page as it is read
_LONGEST_SIDE = 6000
_SHORT_SIDE = 1200  # letters of smaller pictures are too small for the program: enlarged
_MOST_FRAMES = 3000
_ORIENTATION = 0x112
_FIRST_BYTES = 1024  # within which a PDF says that it is one


@dataclass(frozen=True, slots=True)
class Size:
    """A page as the reader shows it: points for a PDF, pixels for a picture."""

    label: str
    width: float
    height: float


class Sheets(Protocol):
    """All pages of one file. Numbers are from 1."""

    sizes: tuple[Size, ...]

    def picture(self, number: int) -> Image.Image:
        """Return a page in shades of grey. Raises `FileNotDerivable` for a damaged one."""


@contextmanager
def open_sheets(source: Path, options: Options) -> Iterator[Sheets]:
    """Open a PDF or a picture. Raises `FileNotDerivable`."""
    with source.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(_FIRST_BYTES)
    if is_pdf:
        with open_pdf(source, options) as document:
            yield _PdfSheets(document)
    else:
        with open_picture(source, options) as image:
            yield _PictureSheets(image)


class _PdfSheets:
    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self.sizes = tuple(
            Size(document.get_page_label(n), *document.get_page_size(n))
            for n in range(len(document))
        )

    def picture(self, number: int) -> Image.Image:
        try:
            page = self._document[number - 1]
            points = max(page.get_width() * page.get_height(), 1)
            scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, (_MOST_READ / points) ** 0.5)
            picture = page.render(scale=scale, grayscale=True, may_draw_forms=True)
            image: Image.Image = picture.to_pil()
            page.close()
        except pypdfium2.PdfiumError as error:
            raise _damaged(number) from error
        return image.convert("L")


class _PictureSheets:
    """A picture, or the pages of a TIFF, as scanners make them. What moves has one page."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image
        frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        self.sizes = tuple(self._size(number) for number in range(1, min(frames, _MOST_FRAMES) + 1))

    def picture(self, number: int) -> Image.Image:
        try:
            self._go_to(number)
            turned = ImageOps.exif_transpose(self._image)
            if turned.has_transparency_data:
                under = Image.new("RGBA", turned.size, "white")
                turned = Image.alpha_composite(under, turned.convert("RGBA"))
            return _as_large_as_letters_need(turned.convert("L"))
        except BROKEN as error:
            raise _damaged(number) from error

    def _size(self, number: int) -> Size:
        self._go_to(number)
        width, height = self._image.size
        is_on_its_side = self._image.getexif().get(_ORIENTATION, 1) in range(5, 9)
        return Size("", height, width) if is_on_its_side else Size("", width, height)

    def _go_to(self, number: int) -> None:
        if number > 1 or self._image.tell() > 0:
            self._image.seek(number - 1)
        require_few(*self._image.size)


def _as_large_as_letters_need(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if longest > _LONGEST_SIDE:
        return ImageOps.contain(picture, (_LONGEST_SIDE, _LONGEST_SIDE))
    return ImageOps.scale(picture, 2) if longest < _SHORT_SIDE else picture


def _damaged(number: int) -> FileNotDerivable:
    return FileNotDerivable(Reason.DAMAGED, f"Page {number} is damaged and cannot be drawn.")
