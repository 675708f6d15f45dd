"""A copy of a picture made of its pixels alone, with regions covered by one colour.

Covered, and not blurred or made coarse: both can be undone for letters and often for faces.
"""

import contextlib
import io
import warnings
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.derivation.redaction.hidden import Hidden, read_hidden
from dadkhah.errors import FileNotDerivable

_MOST_PIXELS = 100_000_000
_READ = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF", "HEIF")
_WITHOUT_LOSS = frozenset({"PNG", "GIF", "TIFF", "BMP"})
_QUALITY = 92
_COVER = "black"


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `copy.jpg`, or `copy.png` of what was kept without loss; answer its size."""
    hidden = read_hidden(str(options.get("hide", "")))
    most = int(number_of(options, "most_pixels", _MOST_PIXELS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own limits: ours are told to the reader
        Image.MAX_IMAGE_PIXELS = None
        pillow_heif.register_heif_opener(thumbnails=False)
        try:
            with Image.open(source, formats=_READ) as image:
                return _copy(image, hidden, folder, most)
        except UnidentifiedImageError as error:
            message = "It is no picture that can be read here."
            raise FileNotDerivable(Reason.NOT_THIS_KIND, message) from error
        except (OSError, SyntaxError, ValueError, IndexError, TypeError) as error:
            raise FileNotDerivable(Reason.DAMAGED, f"The picture is damaged: {error}.") from error


def _copy(image: Image.Image, hidden: Hidden, folder: Path, most: int) -> dict[str, object]:
    pixels = image.width * image.height
    if pixels > most:
        message = f"The picture has {image.width} x {image.height} pixels; {most} are read."
        raise FileNotDerivable(Reason.TOO_LARGE, message)
    is_lossless = image.format in _WITHOUT_LOSS
    frames = getattr(image, "n_frames", 1)
    plain, is_flattened = _as_seen(image)
    for region in hidden.regions:
        plain.paste(_COVER, region.pixels(plain.width, plain.height))
    # Nothing of the old file comes along but the colours.
    bare = Image.frombytes("RGB", plain.size, plain.tobytes())
    name = "copy.png" if is_lossless else "copy.jpg"
    bare.save(folder / name, quality=_QUALITY)  # of which PNG has none
    notices = []
    if frames > 1:
        words = f"The file holds {frames} pictures; the copy has the first one alone."
        notices.append(Notice("redaction-first-picture-only", words))
    if is_flattened:
        words = "It was transparent in places; the copy stands on white."
        notices.append(Notice("redaction-on-white", words))
    facts = (Fact("redaction", "regions covered", str(len(hidden.regions))),)
    found = Findings(facts=facts, notices=tuple(notices)).written()
    return {**found, "file": name, "width": bare.width, "height": bare.height}


def _as_seen(image: Image.Image) -> tuple[Image.Image, bool]:
    """Return it turned the right way up, in plain colours, and whether it stood on nothing."""
    profile = image.info.get("icc_profile")
    image.load()
    turned = ImageOps.exif_transpose(image)
    is_transparent = turned.has_transparency_data
    if is_transparent:
        # Pixels that cannot be seen still have a colour, and could be seen again.
        over = turned.convert("RGBA")
        under = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(under, over).convert("RGB"), True
    plain = turned.convert("RGB")
    if profile and turned.mode == "RGB":
        # The profile goes, since it may name a device; the colours stay as they look.
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ImageCms.profileToProfile(plain, own, ImageCms.createProfile("sRGB"), inPlace=True)
    return plain, False
