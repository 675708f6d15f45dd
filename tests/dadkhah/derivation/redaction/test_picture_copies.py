"""A redacted picture is pixels: no metadata, no thumbnail, a cover that nothing shines through."""

import io

import pytest
from PIL import Image, ImageDraw

from dadkhah.derivation.redaction.hidden import Hidden, HiddenRegion

NOTHING = {"redaction-nothing-found"}
FACE = HiddenRegion(1, 25, 25, 50, 50)


def face(size=(400, 400)):
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for step in range(0, size[0] // 2, 20):
        draw.ellipse((step, step, size[0] - step, size[1] - step), fill=(step % 256, 90, 160))
    return image


def saved(image, form="JPEG", **options):
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def with_secrets(image):
    exif = Image.Exif()
    exif[0x010E] = "Maryam Ahmadi"
    exif[0x0112] = 6  # lies on its side
    return exif


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
def test_the_secret_of_a_picture_cannot_be_had_back(redact, form, limits):
    hidden = Hidden(regions=(FACE,), words=("Maryam Ahmadi",))
    options = {"exif": with_secrets(face())} if form not in ("BMP", "GIF") else {}
    copy = redact("redact-picture", saved(face(), form, **options), hidden, limits=limits)

    content = copy.file.read_bytes()
    assert b"Maryam" not in content
    assert content.count(b"\xff\xd8\xff") == (copy.file.suffix == ".jpg")
    image = Image.open(copy.file)
    assert not image.getexif()
    middle = image.convert("RGB").crop((120, 120, 280, 280))
    assert max(high for _low, high in middle.getextrema()) <= 2
    assert copy.check() == NOTHING


def test_a_region_is_counted_in_the_picture_as_it_is_shown(redact):
    exif = Image.Exif()
    exif[0x0112] = 6
    top = HiddenRegion(1, 0, 0, 100, 10)
    copy = redact(
        "redact-picture",
        saved(Image.new("RGB", (400, 200), "white"), exif=exif),
        Hidden(regions=(top,)),
    )

    image = Image.open(copy.file)
    assert image.size == (200, 400)
    assert image.getpixel((100, 5)) == (0, 0, 0)
    assert image.getpixel((5, 200)) == (255, 255, 255)


def test_what_is_under_transparency_does_not_come_along(redact):
    image = face().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    copy = redact("redact-picture", saved(image, "PNG"), Hidden())

    assert Image.open(copy.file).getextrema() == ((255, 255),) * 3
    assert copy.codes == {"redaction-on-white"}


def test_only_the_first_picture_of_a_file_is_kept(redact):
    moving = saved(
        face(), "GIF", save_all=True, append_images=[Image.new("RGB", (400, 400), "red")]
    )
    copy = redact("redact-picture", moving, Hidden())

    assert copy.codes == {"redaction-first-picture-only"}
    with Image.open(copy.file) as image:
        assert getattr(image, "n_frames", 1) == 1


def test_a_thumbnail_that_still_shows_it_is_found(redact):
    image = face()
    copy = redact("redact-picture", saved(image), Hidden(regions=(FACE,)))
    thumbnail = saved(image.resize((80, 80)))
    exif = Image.Exif()
    exif.get_ifd(0x8769)
    app1 = b"Exif\0\0" + b"II*\0\x08\0\0\0\0\0\0\0\0\0" + thumbnail
    clean = copy.file.read_bytes()
    naive = clean[:2] + b"\xff\xe1" + (len(app1) + 2).to_bytes(2, "big") + app1 + clean[2:]

    assert {"redaction-leak-thumbnail"} <= copy.check(naive)


@pytest.mark.parametrize(
    ("naive", "what"),
    [
        (lambda image: saved(image, exif=with_secrets(image)), "metadata"),
        (lambda image: saved(image, comment=b"Maryam Ahmadi"), "bytes"),
        (lambda image: saved(image) + saved(image), "thumbnail"),
        (lambda image: saved(image) + b"Maryam", "after-end"),
        (lambda image: saved(image, "PNG") + b"more", "after-end"),
        (saved, "pixels"),
    ],
)
def test_what_a_naive_copy_leaves_is_found(redact, naive, what):
    hidden = Hidden(regions=(FACE,), words=("Maryam Ahmadi",))
    copy = redact("redact-picture", saved(face()), hidden)

    assert f"redaction-leak-{what}" in copy.check(naive(face()))


@pytest.mark.parametrize("blocks", [4, 8, 16])
def test_a_coarse_region_is_found_to_follow_the_picture(redact, blocks):
    copy = redact("redact-picture", saved(face()), Hidden(regions=(FACE,)))
    image = face()
    part = image.crop((100, 100, 300, 300))
    coarse = part.resize((blocks, blocks)).resize(part.size, Image.Resampling.NEAREST)
    image.paste(coarse, (100, 100))

    assert "redaction-leak-pixels" in copy.check(saved(image))
