"""Whether a covered region is one colour, or still follows what was under it."""

import numpy as np
from PIL import Image

from dadkhah.derivation.redaction.hidden import HiddenRegion

_EDGE = 16  # pixels: what a lossy encoding lets run over an edge
_SHADE = 2  # levels of 255: less is nothing
_MUCH = 64
_LIKENESS = 0.5  # of the shades with those of the original
_FEWEST = 64  # pixels to compare


def still_shows(
    region: HiddenRegion, copy: Image.Image, original: Image.Image | None = None
) -> bool:
    """Whether a region of the copy has shades that are not those of a cover.

    Many shades are always too many; few are when they go with those of the original.
    """
    inside = _inside(region, copy)
    spread = int(inside.max()) - int(inside.min())
    if spread > _MUCH:
        return True
    if spread <= _SHADE or original is None:
        return spread > _MUCH // 2
    before = _inside(region, original.resize(copy.size))
    if inside.size < _FEWEST or inside.std() == 0 or before.std() == 0:
        return False
    return abs(float(np.corrcoef(inside.reshape(-1), before.reshape(-1))[0, 1])) > _LIKENESS


def _inside(
    region: HiddenRegion, image: Image.Image
) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """Return the shades of a region without its edges."""
    left, top, right, bottom = region.pixels(image.width, image.height)
    across, down = min(_EDGE, (right - left) // 3), min(_EDGE, (bottom - top) // 3)
    box = (left + across, top + down, right - across, bottom - down)
    return np.asarray(image.convert("RGB").crop(box), np.uint8)
