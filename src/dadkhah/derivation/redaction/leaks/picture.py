"""Search a redacted picture: what else the file holds, and the pixels of each region."""

from collections.abc import Iterator

import pillow_heif
from PIL import Image, ImageOps

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.redaction.leaks import Found, Search, leak
from dadkhah.derivation.redaction.leaks.pixels import still_shows
from dadkhah.derivation.redaction.leaks.raw_bytes import is_in_bytes

_SEARCHED = (
    "metadata (EXIF, XMP, comments, colour profile)",
    "thumbnails and further pictures in the file",
    "bytes after the end of the picture",
    "the bytes of the file, as UTF-8 and UTF-16",
    "the pixels of each region, against the original",
)
_HARMLESS = frozenset(
    {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression",
     "gamma", "srgb"}
)  # fmt: skip
_BEGINS, _ENDS_JPEG, _ENDS_PNG = b"\xff\xd8\xff", b"\xff\xd9", b"IEND\xae\x42\x60\x82"


def search(asked: Search) -> Found:
    """Return what is found of what a picture should hide."""
    content = asked.copy.read_bytes()
    pillow_heif.register_heif_opener(thumbnails=True)
    with Image.open(asked.copy) as copy:
        notices = [*_beside(copy, content), *_in_bytes(content, asked.hidden.words)]
        shown = _upright(copy)
    original = None
    if asked.original:
        with Image.open(asked.original) as before:
            original = _upright(before)
    if any(still_shows(one, shown, original) for one in asked.hidden.regions):
        notices.append(leak("pixels", "The picture still shows something in a region."))
    return Found(tuple(notices), _SEARCHED)


def _beside(copy: Image.Image, content: bytes) -> Iterator[Notice]:
    if set(copy.info) - _HARMLESS or len(copy.getexif()):
        yield leak("metadata", "The picture still has metadata.")
    is_jpeg = content.startswith(_BEGINS)
    has_thumbnails = bool(copy.info.get("thumbnails")) or getattr(copy, "n_frames", 1) > 1
    if has_thumbnails or (is_jpeg and content.count(_BEGINS) > 1):
        yield leak("thumbnail", "There is a second picture in the file, such as a thumbnail.")
    end = {True: _ENDS_JPEG, False: _ENDS_PNG}[is_jpeg]
    if end in content and not content.rstrip(b"\0").endswith(end):
        yield leak("after-end", "The file goes on after the end of the picture.")


def _in_bytes(content: bytes, words: tuple[str, ...]) -> Iterator[Notice]:
    if any(is_in_bytes(word, content) for word in words):
        yield leak("bytes", "Words that are hidden are in the bytes of the file.")


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    return ImageOps.exif_transpose(image).convert("RGB")
