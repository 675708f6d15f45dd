"""Like pictures have like fingerprints, by a rule that others can follow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from dadkhah.derivation.fingerprints.hamming import ALIKE, distance
from dadkhah.derivation.kinds.pictures.dhash import dhash

from .conftest import saved


def test_brighter_to_the_end_is_a_one_and_rows_begin_at_the_top():
    image = Image.new("L", (9, 8))
    image.putdata([n % 9 * 20 if n < 9 else 200 - n % 9 * 20 for n in range(72)])

    assert dhash(image) == "ff00000000000000"


def test_one_picture_made_small_or_pale_is_alike_and_another_is_not(scene):
    small = scene.resize((100, 75)).convert("L")
    pale = Image.blend(scene, Image.new("RGB", scene.size, "white"), 0.3)

    assert distance(dhash(scene), dhash(small)) <= ALIKE
    assert distance(dhash(scene), dhash(pale)) <= ALIKE
    assert distance(dhash(scene), dhash(ImageOps.mirror(scene))) > ALIKE


def test_what_is_transparent_is_seen_on_white():
    clear = Image.new("RGBA", (90, 80), (0, 0, 0, 0))
    clear.paste((10, 10, 10, 255), (0, 0, 45, 80))
    white = Image.new("RGB", (90, 80), "white")
    white.paste((10, 10, 10), (0, 0, 45, 80))

    assert dhash(clear) == dhash(white)


def test_a_scan_of_sixteen_bits_is_no_white_sheet():
    deep = Image.new("I;16", (9, 8))
    for x in range(9):
        for y in range(8):
            deep.putpixel((x, y), x * 7000)

    assert dhash(deep) == "f" * 16


def test_a_picture_stays_as_it_is(scene):
    before = saved(scene, "PNG")
    dhash(scene)

    assert saved(scene, "PNG") == before


fingerprints = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")


@given(fingerprints, fingerprints)
@settings(max_examples=50)
def test_for_any_two_fingerprints_the_distance_is_the_same_both_ways(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@pytest.mark.parametrize("wrong", ["", "12", "g" * 16, "0" * 17])
def test_what_is_no_fingerprint_has_no_distance(wrong):
    with pytest.raises(ValueError, match=r"fingerprint|invalid literal"):
        distance(wrong, "0" * 16)
