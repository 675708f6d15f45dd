"""Search a redacted film or recording: its streams, metadata, pictures and sound."""

import math
from collections.abc import Iterator

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from PIL import Image

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.redaction.hidden import HiddenTime, How
from dadkhah.derivation.redaction.leaks import Found, Search, leak
from dadkhah.derivation.redaction.leaks.pixels import still_shows
from dadkhah.derivation.redaction.leaks.raw_bytes import is_in_bytes
from dadkhah.derivation.redaction.media import origin_of, streams_of
from dadkhah.derivation.redaction.timeline import Timeline

_SEARCHED = (
    "metadata of the file and of its streams",
    "further streams: captions, covers, data, chapters",
    "the bytes of the file, as UTF-8 and UTF-16",
    "how long the copy is",
    "every picture in the times that are covered",
    "the loudness of the times that are silenced",
)
_HARMLESS = frozenset(
    {"major_brand", "minor_version", "compatible_brands", "encoder", "language", "handler_name",
     "vendor_id"}
)  # fmt: skip
_MOST_BYTES = 512 * 1024 * 1024
_LATE = 0.5  # seconds a copy may be longer than what remains
_EDGE = 0.03  # seconds at each end of a silence that a lossy encoding smears
_QUIET = 0.002  # of full loudness


def search(asked: Search) -> Found:
    """Return what is found of what a film or recording should hide."""
    notices: list[Notice] = []
    with av.open(str(asked.copy)) as film:
        notices += _beside(film)
        duration = (film.duration or 0) / av.time_base
    notices += _too_long(asked, duration)
    notices += [*_pictures(asked), *_sounds(asked), *_in_bytes(asked)]
    return Found(tuple(notices), _SEARCHED)


def _beside(film: av.container.InputContainer) -> Iterator[Notice]:
    labels = [film.metadata, *(stream.metadata for stream in film.streams)]
    if any(set(one) - _HARMLESS for one in labels):
        yield leak("metadata", "The film or recording still has metadata.")
    kept = [stream for stream in streams_of(film) if stream is not None]
    if len(film.streams) > len(kept):
        yield leak("stream", "There are further streams in it, such as captions or a cover.")
    if film.chapters():
        yield leak("metadata", "It still has chapters.")


def _too_long(asked: Search, duration: float) -> Iterator[Notice]:
    cuts = asked.hidden.times_to(How.CUT)
    if not cuts or asked.original is None:
        return
    with av.open(str(asked.original)) as film:
        whole = (film.duration or 0) / av.time_base
    if duration > Timeline(cuts).in_copy(whole) + _LATE:
        yield leak("cut", "The copy is longer than what should remain of it.")


def _pictures(asked: Search) -> Iterator[Notice]:
    for time in asked.hidden.times_to(How.FILL):
        if _shows_in(asked, time):
            yield leak("pixels", f"It still shows something at {time.start:g} to {time.end:g} s.")


def _shows_in(asked: Search, time: HiddenTime) -> bool:
    if time.region is None:
        return False
    timeline = Timeline(asked.hidden.times_to(How.CUT))
    start, end = timeline.in_copy(time.start), timeline.in_copy(time.end)
    with av.open(str(asked.copy)) as film:
        stream, _sound = streams_of(film)
        if stream is None or start >= end:
            return False
        film.seek(math.floor(start * av.time_base))
        for frame in film.decode(stream):
            moment = float(frame.time or 0) - origin_of(film)
            if moment >= end:
                return False
            if moment >= start and still_shows(time.region, _image(frame)):
                return True
    return False


def _image(frame: VideoFrame) -> Image.Image:
    return Image.fromarray(frame.to_ndarray(format="rgb24"))


def _sounds(asked: Search) -> Iterator[Notice]:
    timeline = Timeline(asked.hidden.times_to(How.CUT))
    mutes = [
        (timeline.in_copy(one.start) + _EDGE, timeline.in_copy(one.end) - _EDGE)
        for one in asked.hidden.times_to(How.MUTE)
    ]
    with av.open(str(asked.copy)) as film:
        _pictures, stream = streams_of(film)
        if stream is None or not mutes:
            return
        loudest = max((_peak(one, mutes) for one in film.decode(stream)), default=0.0)
    if loudest > _QUIET:
        yield leak("sound", "There is sound in a time that is silenced.")


def _peak(frame: AudioFrame, mutes: list[tuple[float, float]]) -> float:
    """Return how loud a piece of sound is where it should be silent, of 1."""
    begin, rate = float(frame.time or 0), frame.sample_rate
    samples = frame.to_ndarray()
    if not frame.format.is_planar:
        samples = samples.reshape(-1, len(frame.layout.channels)).T
    most = float(2 ** (8 * samples.dtype.itemsize - 1)) if samples.dtype.kind == "i" else 1.0
    peak = 0.0
    for start, end in mutes:
        first, last = (round((moment - begin) * rate) for moment in (start, end))
        part = samples[:, max(first, 0) : max(last, 0)]
        peak = max(peak, float(np.abs(part.astype(np.float64)).max(initial=0)) / most)
    return peak


def _in_bytes(asked: Search) -> Iterator[Notice]:
    if not asked.hidden.words or asked.copy.stat().st_size > _MOST_BYTES:
        return
    content = asked.copy.read_bytes()
    if any(is_in_bytes(word, content) for word in asked.hidden.words):
        yield leak("bytes", "Words that are hidden are in the bytes of the file.")
