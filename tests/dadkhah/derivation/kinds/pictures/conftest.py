"""Pictures as cameras and editors leave them, made here."""

import io
import random
import struct

import pillow_heif
import pytest
from PIL import Image, ImageDraw

SIZE = (320, 240)


@pytest.fixture(scope="session")
def scene():
    """A picture with enough in it to tell it from another."""
    choose = random.Random(7)  # noqa: S311 - no secret
    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    for _ in range(25):
        x, y, side = choose.randrange(300), choose.randrange(220), choose.randrange(10, 90)
        colour = tuple(choose.randrange(256) for _ in range(3))
        draw.rectangle((x, y, x + side, y + side), fill=colour)
    return image


@pytest.fixture
def camera():
    """What a telephone in Kabul writes into its pictures."""
    exif = Image.Exif()
    exif[0x10F], exif[0x110], exif[0x112] = "Samsung", "SM-A515F", 6
    exif[0x9C9C] = "یادداشت".encode("utf-16-le")
    inner = exif.get_ifd(0x8769)
    inner[0x9003], inner[0x9011] = "2021:08:15 10:11:12", "+04:30"
    inner[0xA431], inner[0xA434] = "R58N12345", "wide 26 mm"
    inner[0x9286] = b"UNICODE\0" + "شرح".encode("utf-16-be")
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (34.0, 31.0, 42.24), 3: "E", 4: (69.0, 10.0, 18.12)})
    place.update({5: b"\0", 6: 1790.5, 17: 12.5, 7: (5.0, 41.0, 12.0), 29: "2021:08:15"})
    return exif


def saved(image, form="JPEG", **options):
    """Return the bytes of a picture in this format."""
    file = io.BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(image).save(file, format=form, **options)
    else:
        image.save(file, form, **options)
    return file.getvalue()


def with_thumbnail(whole, small):
    """Return a JPEG with another in its EXIF."""
    content = saved(small)
    head = b"Exif\0\0II*\0" + struct.pack("<IHIH", 8, 0, 14, 2)
    entries = struct.pack("<HHIIHHII", 0x201, 4, 1, 44, 0x202, 4, 1, len(content))
    return saved(whole, exif=head + entries + bytes(4) + content)
