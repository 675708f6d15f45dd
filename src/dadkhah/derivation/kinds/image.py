"""A view of a picture: turned the right way up, without what the camera wrote into it."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_MOST_PIXELS = 100_000_000
_LONGEST_SIDE = 2400
_READ = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
_QUALITY = 85
_ORIENTATION = 0x112


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `view.jpg`, or `view.png` where there is transparency; answer sizes and format.

    `width` and `height` are of the whole picture, turned; regions of passages are counted in it.
    """
    most = int(number_of(options, "most_pixels", _MOST_PIXELS))
    longest = int(number_of(options, "longest_side", _LONGEST_SIDE))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own limits: ours are told to the reader
        Image.MAX_IMAGE_PIXELS = None
        try:
            with Image.open(source, formats=_READ) as image:
                return _view(image, folder, most=most, longest=longest)
        except UnidentifiedImageError as error:
            message = "It is no picture that can be read here."
            raise FileNotDerivable(Reason.NOT_THIS_KIND, message) from error
        except (OSError, SyntaxError, ValueError, IndexError, TypeError) as error:
            raise FileNotDerivable(Reason.DAMAGED, f"The picture is damaged: {error}.") from error


def _view(image: Image.Image, folder: Path, *, most: int, longest: int) -> dict[str, object]:
    pixels = image.width * image.height
    if pixels > most:
        message = f"The picture has {image.width} x {image.height} pixels; {most} are read."
        raise FileNotDerivable(Reason.TOO_LARGE, message)
    frames = getattr(image, "n_frames", 1)
    found = image.format or ""
    is_on_its_side = image.getexif().get(_ORIENTATION, 1) in range(5, 9)
    whole = image.size[::-1] if is_on_its_side else image.size
    if found == "JPEG":
        image.draft("RGB", (longest, longest))  # decodes at a fraction of the size, never below
    image.load()
    turned = ImageOps.exif_transpose(image)
    is_transparent = turned.has_transparency_data
    view = turned.convert("RGBA" if is_transparent else "RGB")
    view.thumbnail((longest, longest))
    view.info.clear()
    name = "view.png" if is_transparent else "view.jpg"
    view.save(folder / name, quality=_QUALITY, optimize=False)
    return {
        "file": name,
        "media_type": "image/png" if is_transparent else "image/jpeg",
        "format": found.lower(),
        "width": whole[0],
        "height": whole[1],
        "view_width": view.width,
        "view_height": view.height,
        "frames": frames,
    }
