"""A view of a picture: turned the right way up, without what the camera wrote into it."""

from pathlib import Path

from PIL import Image, ImageOps

from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.kinds.pictures.opening import open_picture
from dadkhah.derivation.outcome import Options

_LONGEST_SIDE = 2400
_QUALITY = 85
_ORIENTATION = 0x112


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `view.jpg`, or `view.png` where there is transparency; answer sizes and format.

    `width` and `height` are of the whole picture, turned; regions of passages are counted in it.
    """
    longest = int(number_of(options, "longest_side", _LONGEST_SIDE))
    with open_picture(source, options) as image:
        return _view(image, folder, longest=longest)


def _view(image: Image.Image, folder: Path, *, longest: int) -> dict[str, object]:
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
