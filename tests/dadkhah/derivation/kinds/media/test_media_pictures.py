"""A film has a poster, keyframes with their times, and the shape of its sound."""

import io
import struct
import wave

import pytest
from PIL import Image

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason


def pictures(outcome):
    assert isinstance(outcome, Done), outcome
    return read_findings(outcome.answer).pictures


def test_keyframes_of_a_film_are_small_pictures_with_their_times(run, film):
    found = pictures(run("media-pictures", film(), Limits(may_start=True)))
    frames = [one for one in found if one.what == "keyframe"]

    assert [one.what for one in found if one.what != "keyframe"] == ["poster", "waveform"]
    assert [one.at for one in frames] == [n / 2 for n in range(8)]
    for one in found:
        with Image.open(run.folder / one.file) as image:
            assert image.size == (one.width, one.height)


def test_of_a_longer_film_there_are_at_most_twenty_four(run, film):
    found = pictures(run("media-pictures", film(seconds=30, gop=2, sound="")))
    frames = [one for one in found if one.what == "keyframe"]

    assert 20 <= len(frames) <= 24
    assert frames[-1].at > 25


def test_a_film_that_lies_on_its_side_is_stood_up(run, film):
    found = pictures(run("media-pictures", film(seconds=1, rotate=90, sound="")))
    with Image.open(run.folder / found[1].file) as image:
        red = image.convert("RGB").getpixel((5, image.height - 5))

    assert (found[1].width, found[1].height) == (120, 160)
    assert red[0] > 200
    assert red[2] < 90


def test_the_shape_of_a_sound_is_flat_where_it_is_silent(run, film):
    run("media-pictures", film(seconds=2))
    with Image.open(run.folder / "waveform.png") as image:
        loud = [image.getpixel((x, 50))[3] > 0 for x in (100, 400, 800, 1100)]

    assert loud == [False, False, True, True]


def test_a_sound_alone_has_its_shape_only(run):
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(struct.pack("<4000h", *([9000, -9000] * 2000)))

    assert [one.what for one in pictures(run("media-pictures", file.getvalue()))] == ["waveform"]


def test_a_film_that_breaks_off_has_the_pictures_of_its_beginning(run, film):
    content = film(seconds=12, fast=True)
    found = pictures(run("media-pictures", content[: len(content) // 2]))

    assert 4 < len([one for one in found if one.what == "keyframe"]) < 20


@pytest.mark.parametrize("content", [b"", b"no film", bytes(5000)])
def test_what_is_no_film_has_no_pictures(run, content):
    outcome = run("media-pictures", content)

    assert isinstance(outcome, Failed)
    assert outcome.reason in (Reason.DAMAGED, Reason.NOT_THIS_KIND)
