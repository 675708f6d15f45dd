"""A redacted film is decoded and encoded anew: what is cut, silenced or covered is not in it."""

import io
import shutil
import subprocess
from fractions import Fraction

import av
import numpy as np
import pytest

from dadkhah.derivation.outcome import Failed, Reason
from dadkhah.derivation.redaction.hidden import Hidden, HiddenRegion, HiddenTime, How
from dadkhah.derivation.redaction.timeline import Timeline
from dadkhah.derivation.tasks import TASKS

NOTHING = {"redaction-nothing-found"}
SIZE, RATE, SECONDS = (160, 96), 10, 6
FACE = HiddenRegion(1, 50, 50, 50, 50)


def picture(second, size=SIZE):
    """One grey for each second, and stripes in the lower right quarter."""
    shades = np.full((size[1], size[0], 3), 40 + 30 * second, np.uint8)
    shades[size[1] // 2 :, size[0] // 2 :: 2] = 255
    return shades


def film(sound=True, metadata=True, rotate=0, cover=False):
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as made:
        if metadata:
            made.metadata["comment"] = "Maryam Ahmadi"
            made.metadata["title"] = "34.5,69.2"
        stream = made.add_stream("libx264", rate=RATE, options={"crf": "10"})
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        tone = made.add_stream("aac", rate=48000, layout="mono") if sound else None
        for n in range(SECONDS * RATE):
            frame = av.VideoFrame.from_ndarray(picture(n // RATE), format="rgb24")
            frame.pts, frame.time_base = n, Fraction(1, RATE)
            made.mux(stream.encode(frame))
        made.mux(stream.encode())
        if tone:
            wave = np.sin(np.arange(SECONDS * 48000) * 2 * np.pi * 440 / 48000) * 12000
            for start in range(0, len(wave), 4800):
                part = wave[start : start + 4800].astype(np.int16).reshape(1, -1)
                frame = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
                frame.sample_rate, frame.pts = 48000, start
                made.mux(tone.encode(frame))
            made.mux(tone.encode())
    return file.getvalue()


@pytest.fixture(scope="module")
def a_film():
    return film()


def shades(file):
    """The moment of each picture, the shade of its upper left, the spread in its lower right."""
    with av.open(str(file)) as made:
        for frame in made.decode(video=0):
            grey = frame.to_ndarray(format="gray")
            inside = grey[SIZE[1] // 2 + 8 : -8, SIZE[0] // 2 + 8 : -8]
            yield frame.time, int(grey[10, 10]), int(np.ptp(inside))


def loudness(file):
    """How loud each tenth of a second is."""
    with av.open(str(file)) as made:
        heard = np.concatenate([one.to_ndarray()[0] for one in made.decode(audio=0)])
    return [float(np.abs(heard[n : n + 4800]).max()) for n in range(0, len(heard) - 4800, 4800)]


def test_a_film_is_cut_silenced_and_covered(redact, a_film):
    hidden = Hidden(
        times=(
            HiddenTime(1.0, 2.0, How.CUT),
            HiddenTime(2.5, 3.5, How.MUTE),
            HiddenTime(4.0, 5.0, How.FILL, FACE),
        ),
        words=("Maryam Ahmadi",),
    )
    copy = redact("redact-media", a_film, hidden, limits=TASKS["redact-media"].limits)

    seen = list(shades(copy.file))
    assert len(seen) == pytest.approx(50, abs=1)
    # The second that was cut is one shade: no picture has it.
    second = 40 + 30
    assert not [one for _at, one, _spread in seen if abs(one - second) < 10]
    covered = [spread for at, _shade, spread in seen if 3.0 <= at < 4.0]
    assert max(covered) < 20
    assert min(spread for at, _shade, spread in seen if at < 2.9) > 60
    loud = loudness(copy.file)
    assert max(loud[16:24]) < 0.002
    assert min(loud[:14]) > 0.1
    assert len(loud) == pytest.approx(50, abs=2)
    assert b"Maryam" not in copy.file.read_bytes()
    assert copy.check() == NOTHING


def test_what_is_left_of_a_film_keeps_its_pace(redact, a_film):
    copy = redact("redact-media", a_film, Hidden(times=(HiddenTime(1.0, 2.0, How.CUT),)))

    moments = [at for at, _shade, _spread in shades(copy.file)]
    assert moments == pytest.approx([n / 10 for n in range(len(moments))], abs=0.02)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
def test_a_film_on_its_side_is_covered_where_it_is_shown(redact, tmp_path):
    (tmp_path / "straight.mp4").write_bytes(film(sound=False))
    turned = tmp_path / "turned.mp4"
    straight = ["-i", tmp_path / "straight.mp4", "-c", "copy"]
    turn = [*straight, "-metadata:s:v:0", "rotate=90", turned]
    subprocess.run(["ffmpeg", "-v", "error", *turn], check=True)
    shown = tmp_path / "shown.png"
    copy = redact(
        "redact-media", turned.read_bytes(), Hidden(times=(HiddenTime(0, 6, How.FILL, FACE),))
    )
    for file in (turned, copy.file):
        one = ["-i", file, "-frames:v", "1", "-y", shown]
        subprocess.run(["ffmpeg", "-v", "error", *one], check=True)
        with av.open(str(shown)) as image:
            grey = next(image.decode(video=0)).to_ndarray(format="gray")
        assert grey.shape == (SIZE[0], SIZE[1])
        if file == turned:
            before = grey
    assert grey[-10:, -10:].max() < 30
    # What is not covered stands where a player shows it.
    assert np.abs(grey[:70, :40].astype(int) - before[:70, :40].astype(int)).mean() < 6


def test_a_recording_is_silenced_and_stays_a_recording(redact):
    file = io.BytesIO()
    with av.open(io.BytesIO(film())) as made, av.open(file, "w", format="wav") as out:
        stream = out.add_stream("pcm_s16le", rate=48000, layout="mono")
        for frame in made.decode(audio=0):
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    copy = redact("redact-media", file.getvalue(), Hidden(times=(HiddenTime(1.0, 2.0, How.MUTE),)))

    assert copy.file.suffix == ".m4a"
    loud = loudness(copy.file)
    assert max(loud[11:19]) < 0.002
    assert min(loud[:9]) > 0.1
    assert copy.check() == NOTHING


def test_what_a_naive_copy_of_a_film_leaves_is_found(redact, a_film):
    hidden = Hidden(
        times=(
            HiddenTime(1.0, 2.0, How.CUT),
            HiddenTime(2.5, 3.5, How.MUTE),
            HiddenTime(4.0, 5.0, How.FILL, FACE),
        ),
        words=("Maryam Ahmadi",),
    )
    copy = redact("redact-media", a_film, hidden)

    leaks = ("metadata", "cut", "sound", "pixels", "bytes")
    assert {f"redaction-leak-{what}" for what in leaks} <= copy.check(a_film)


def test_a_cover_picture_is_no_film_and_does_not_come_along(redact, tmp_path, a_film):
    if shutil.which("ffmpeg") is None:
        pytest.skip("needs ffmpeg")
    (tmp_path / "film.mp4").write_bytes(a_film)
    cover, with_cover = tmp_path / "cover.png", tmp_path / "with.m4a"
    make = ["-i", tmp_path / "film.mp4", "-frames:v", "1", cover]
    add = ["-i", tmp_path / "film.mp4", "-i", cover, "-map", "0:a", "-map", "1:v"]
    add += ["-c:a", "copy", "-c:v", "png", "-disposition:v", "attached_pic", with_cover]
    for arguments in (make, add):
        subprocess.run(["ffmpeg", "-v", "error", *arguments], check=True)
    copy = redact("redact-media", with_cover.read_bytes(), Hidden())

    assert copy.file.suffix == ".m4a"
    with av.open(str(copy.file)) as made:
        assert [one.type for one in made.streams] == ["audio"]
    assert "redaction-leak-stream" in copy.check(with_cover.read_bytes())


def test_a_film_of_which_nothing_remains_is_refused(redact, a_film):
    copy = redact("redact-media", a_film, Hidden(times=(HiddenTime(0, 99, How.CUT),)))

    assert isinstance(copy.outcome, Failed)
    assert copy.outcome.reason is Reason.DAMAGED


@pytest.mark.parametrize("content", [b"", b"no film at all", b"\0" * 5000])
def test_what_is_no_film_is_refused(redact, content):
    copy = redact("redact-media", content, Hidden())

    assert isinstance(copy.outcome, Failed)
    assert copy.outcome.reason is not Reason.CRASHED


def test_times_that_meet_are_cut_once():
    cuts = [HiddenTime(*pair, How.CUT) for pair in ((4, 6), (1, 3), (2, 5), (8, 9))]
    timeline = Timeline(cuts)

    assert timeline.cuts == [(1, 6), (8, 9)]
    assert [timeline.in_copy(moment) for moment in (0.5, 3, 7, 10)] == [0.5, 1, 2, 4]
    assert timeline.is_cut(0, 2)
    assert not timeline.is_cut(6, 8)
