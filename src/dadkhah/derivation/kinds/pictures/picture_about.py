"""What a picture says of itself, what of that is dangerous or doubtful, and its fingerprint."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from dadkhah.derivation.findings import Fact, Findings, Fingerprint, Notice
from dadkhah.derivation.kinds.pictures import exif
from dadkhah.derivation.kinds.pictures.dhash import dhash_of_grey, grey
from dadkhah.derivation.kinds.pictures.embedded import iptc_of, profile_of, texts_of, xmp_of
from dadkhah.derivation.kinds.pictures.opening import BROKEN, open_picture
from dadkhah.derivation.kinds.pictures.telling import appended, notices_of
from dadkhah.derivation.kinds.pictures.thumbnail import is_stale, thumbnails_of
from dadkhah.derivation.outcome import Options

_ORIENTATION = "Orientation"


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Answer facts, notices and the difference hash of the first frame.

    A picture that breaks off keeps its facts; a notice says so, and there is no fingerprint.
    """
    with open_picture(source, options) as image:
        notices: list[Notice] = []
        tags = _tags(image, notices)
        facts = (
            *_of_picture(image),
            *exif.facts_of(tags),
            *xmp_of(image),
            *iptc_of(image),
        )
        notices += notices_of(facts, tags)
        fingerprints, found = _looked_at(image, tags.get(_ORIENTATION))
        notices += found
        notices += appended(source, image.format or "")
    return Findings(facts=facts, notices=tuple(notices), fingerprints=tuple(fingerprints)).written()


def _tags(image: Image.Image, notices: list[Notice]) -> dict[str, object]:
    try:
        return exif.tags_of(image)
    except BROKEN:
        notices.append(Notice("exif-damaged", "What the camera wrote into it cannot be read."))
        return {}


def _of_picture(image: Image.Image) -> Iterator[Fact]:
    yield Fact("picture", "format", (image.format or "").lower())
    yield Fact("picture", "width", str(image.width))
    yield Fact("picture", "height", str(image.height))
    yield Fact("picture", "mode", image.mode)
    yield Fact("picture", "frames", _frames(image))
    for name in ("dpi", "original_orientation"):
        if image.info.get(name):
            yield Fact("picture", name.replace("_", " "), exif.plain(image.info[name]))
    profile = profile_of(image)
    if profile:
        yield Fact("picture", "colour profile", profile)
    yield from texts_of(image)


def _frames(image: Image.Image) -> str:
    try:
        return str(getattr(image, "n_frames", 1))
    except BROKEN:
        return "cannot be counted"


def _looked_at(image: Image.Image, orientation: object) -> tuple[list[Fingerprint], list[Notice]]:
    """Decode the picture: its fingerprint, and whether its thumbnails show the same."""
    small = list(thumbnails_of(image))
    try:
        lying = grey(image)
    except BROKEN as error:
        message = (
            f"The picture breaks off or is damaged ({error}); what it says of itself is shown."
        )
        return [], [Notice("damaged", message)]
    notices = [
        Notice(
            "stale-thumbnail",
            f"The small picture inside ({one.width} x {one.height}) shows something else than the "
            "picture. It may show what was cut away or covered.",
        )
        for one in small
        if is_stale(one, lying)
    ]
    turned = orientation if isinstance(orientation, int) else 1
    return [Fingerprint("dhash", dhash_of_grey(lying, orientation=turned))], notices
