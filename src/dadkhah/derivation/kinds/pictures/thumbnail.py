"""The small picture inside a picture: programs that cut the large one may have left the small."""

import io
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageChops, ImageStat

from dadkhah.derivation.fingerprints.hamming import distance
from dadkhah.derivation.kinds.pictures.dhash import dhash_of_grey, grey
from dadkhah.derivation.kinds.pictures.opening import BROKEN

_EXIF_HEAD = b"Exif\0\0"
_START, _LENGTH = 0x201, 0x202
_PHOTOSHOP, _PHOTOSHOP_HEAD = 1036, 28  # Adobe Photoshop File Formats: thumbnail resource
_LARGEST = 1_000_000  # pixels
_SIDE = 32  # both are compared at this size
_BITS, _LEVELS = 12, 14.0
"""Both must differ by more: bits of 64, and levels of 255 on average.

Bits alone cry wolf where a picture is even, as of a wall or the sky. Measured on pictures saved as
JPEG of 75 with thumbnails of 160 pixels: below 6 bits and 3 levels.
"""


def thumbnails_of(image: Image.Image) -> Iterator[Image.Image]:
    """Yield the small pictures inside that can be read: EXIF's, then Photoshop's."""
    for content in (_of_exif(image), _of_photoshop(image)):
        if not content.startswith(b"\xff\xd8"):
            continue
        try:
            with Image.open(io.BytesIO(content), formats=("JPEG",)) as small:
                if small.width * small.height <= _LARGEST:
                    yield small.convert("RGB")
        except BROKEN:
            continue


def is_stale(small: Image.Image, whole: Image.Image) -> bool:
    """Return whether a thumbnail clearly shows something else than the grey picture `whole`.

    Cameras fill a thumbnail of another shape up with bars: the middle of it is compared as well.
    """
    return all(_differs(one, whole) for one in _as_shown(grey(small), whole))


def _differs(small: Image.Image, whole: Image.Image) -> bool:
    if distance(dhash_of_grey(small), dhash_of_grey(whole)) <= _BITS:
        return False
    pair = [one.resize((_SIDE, _SIDE), Image.Resampling.BOX) for one in (small, whole)]
    return ImageStat.Stat(ImageChops.difference(*pair)).mean[0] > _LEVELS


def _as_shown(small: Image.Image, whole: Image.Image) -> Iterator[Image.Image]:
    yield small
    shape = whole.width / whole.height
    width = min(small.width, round(small.height * shape))
    height = min(small.height, round(small.width / shape))
    if width and height and (width, height) != small.size:
        start, top = (small.width - width) // 2, (small.height - height) // 2
        yield small.crop((start, top, start + width, top + height))


def _of_exif(image: Image.Image) -> bytes:
    content = image.info.get("exif")
    if not isinstance(content, bytes):
        return b""
    block = content.removeprefix(_EXIF_HEAD)
    try:
        small = image.getexif().get_ifd(ExifTags.IFD.IFD1)
        start, length = int(small[_START]), int(small[_LENGTH])
    except BROKEN:
        return b""
    return block[start : start + length] if start > 0 and length > 0 else b""


def _of_photoshop(image: Image.Image) -> bytes:
    resources = image.info.get("photoshop")
    content = resources.get(_PHOTOSHOP) if isinstance(resources, dict) else None
    return content[_PHOTOSHOP_HEAD:] if isinstance(content, bytes) else b""
