"""A fingerprint of a picture that is alike for like pictures: the difference hash of 64 bits.

The rule, so that anybody can compute it: turn the picture the right way up (EXIF orientation), lay
what is transparent on white, turn it to grey (ITU-R 601-2: 0.299 R + 0.587 G + 0.114 B), and make
it 9 pixels wide and 8 high with a Lanczos filter. Each row gives eight bits from its beginning: 1
where a pixel is brighter than the one before it. Rows from the top, the first bit the highest. This
is `dhash` of the Python package imagehash for a picture that is upright and opaque. After Neal
Krawetz, "Kind of Like That" (2013).
"""

from itertools import pairwise

from PIL import Image

_WIDTH, _HEIGHT = 9, 8
_ORIENTATION = 0x112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DEEP = {"I;16", "I;16B", "I;16L", "I;16N"}  # scans of 16 bits a pixel: `convert` would cut them


def dhash(image: Image.Image) -> str:
    """Return 16 hex digits for a picture; its pixels are read, and it stays as it is."""
    return dhash_of_grey(grey(image), orientation=image.getexif().get(_ORIENTATION, 1))


def dhash_of_grey(image: Image.Image, *, orientation: int = 1) -> str:
    """Return 16 hex digits for a grey picture that is to be turned as EXIF says."""
    turn = _TURNS.get(orientation)
    turned = image if turn is None else image.transpose(turn)
    small = turned.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)
    content = small.tobytes()
    rows = [content[n : n + _WIDTH] for n in range(0, len(content), _WIDTH)]
    bits = "".join(
        "1" if after > before else "0" for row in rows for before, after in pairwise(row)
    )
    return f"{int(bits, 2):016x}"


def grey(image: Image.Image) -> Image.Image:
    """Return it in 256 greys, what is transparent on white."""
    if image.mode in _DEEP:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        white.alpha_composite(seen)
        image = white.convert("RGB")
    return image.convert("L")
