"""Open a picture of a stranger: known formats, a limit on pixels before any is decoded."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pillow_heif
from PIL import AvifImagePlugin, Image, UnidentifiedImageError

from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.media_type import FIRST_BYTES, PICTURES, sniff
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

MOST_PIXELS = 100_000_000
READ = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "HEIF", "AVIF")
"""The formats that are read, as Pillow names them."""
BROKEN = (OSError, SyntaxError, ValueError, IndexError, TypeError, KeyError, EOFError, RuntimeError)
"""What the decoders raise for a file that is not whole."""

# Neither decoder starts threads: a task in the sandbox may have none.
pillow_heif.register_heif_opener(decode_threads=1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1


@contextmanager
def open_picture(source: Path, options: Options) -> Iterator[Image.Image]:
    """Open a picture by its header. Raises `FileNotDerivable`, also for what its block raises."""
    most = int(number_of(options, "most_pixels", MOST_PIXELS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own limits: ours are told to the reader
        Image.MAX_IMAGE_PIXELS = None
        try:
            with Image.open(source, formats=READ) as image:
                require_few(image.width, image.height, most)
                yield image
        except UnidentifiedImageError as error:
            raise _refusal(source) from error
        except BROKEN as error:
            raise FileNotDerivable(Reason.DAMAGED, f"The picture is damaged: {error}.") from error


def require_few(width: int, height: int, most: int = MOST_PIXELS) -> None:
    """Raise `FileNotDerivable` for a picture with more pixels than are read."""
    if width * height > most:
        message = f"The picture has {width} x {height} pixels; {most} are read."
        raise FileNotDerivable(Reason.TOO_LARGE, message)


def _refusal(source: Path) -> FileNotDerivable:
    """Tell a picture that is not whole from what is none."""
    with source.open("rb") as file:
        kind = sniff(file.read(FIRST_BYTES))
    if kind in PICTURES:
        message = "The picture breaks off or is damaged: its beginning cannot be read."
        return FileNotDerivable(Reason.DAMAGED, message)
    return FileNotDerivable(Reason.NOT_THIS_KIND, "It is no picture that can be read here.")
