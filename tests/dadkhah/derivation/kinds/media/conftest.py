"""Films and sounds, made here with the encoders that PyAV brings."""

import math
from fractions import Fraction

import av
import numpy as np
import pytest
from PIL import Image, ImageDraw

SIZE = (160, 120)
RATE = 10
MILLISECOND = Fraction(1, 1000)


def add_pictures(out, *, codec="mpeg4", gop=5, rotate=0):
    stream = out.add_stream(codec, rate=RATE)
    stream.width, stream.height = SIZE
    stream.pix_fmt = "yuv420p"
    stream.codec_context.gop_size = gop
    stream.codec_context.time_base = stream.time_base = MILLISECOND
    if rotate:
        stream.set_display_rotation(rotate)
    return stream


def drawn(n, count):
    """A yellow square that goes across, and a red one at the beginning and top."""
    image = Image.new("RGB", SIZE, (20, 60, 120))
    draw = ImageDraw.Draw(image)
    x = n * SIZE[0] // count
    draw.rectangle((x, 50, x + 30, 90), fill="yellow")
    draw.rectangle((0, 0, 30, 30), fill="red")
    return image


def add_sound(out, codec="aac"):
    return out.add_stream(codec, rate=48000, layout="mono")


def write_pictures(out, stream, seconds, jitter):
    count = int(seconds * RATE)
    for n in range(count):
        frame = av.VideoFrame.from_image(drawn(n, count))
        frame.pts, frame.time_base = n * 100 + n % 3 * jitter, MILLISECOND
        out.mux(stream.encode(frame))
    out.mux(stream.encode())


def write_sound(out, stream, seconds):
    """Silence in the first half, a tone in the second."""
    total, step = int(seconds * stream.rate), 1024
    for start in range(0, total, step):
        times = np.arange(start, start + step) / stream.rate
        wave = np.sin(2 * math.pi * 440 * times) * 16000 * (times > seconds / 2)
        frame = av.AudioFrame.from_ndarray(
            wave.astype(np.int16).reshape(1, -1), format="s16", layout="mono"
        )
        frame.sample_rate, frame.pts = stream.rate, start
        frame.time_base = Fraction(1, stream.rate)
        out.mux(stream.encode(frame))
    out.mux(stream.encode())


@pytest.fixture(scope="session")
def film(tmp_path_factory):
    """Return a film: `film(seconds=4, form="mp4", sound="aac", tags={...})`."""

    def film(
        *, seconds=4, form="mp4", codec="mpeg4", gop=5, sound="aac", films=1, rotate=0,
        jitter=0, tags=None, fast=False,
    ):  # fmt: skip
        file = tmp_path_factory.mktemp("film") / "film"
        flags = "use_metadata_tags" + ("+faststart" if fast else "")
        options = {"movflags": flags} if form in ("mp4", "mov") else {}
        with av.open(str(file), "w", format=form, options=options) as out:
            out.metadata.update(tags or {})
            streams = [add_pictures(out, codec=codec, gop=gop, rotate=rotate) for _ in range(films)]
            heard = add_sound(out, sound) if sound else None
            for stream in streams:
                write_pictures(out, stream, seconds, jitter)
            if heard:
                write_sound(out, heard, seconds)
        return file.read_bytes()

    return film
