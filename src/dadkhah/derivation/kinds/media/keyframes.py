"""Pictures of a film that lie evenly over it, without decoding all of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

import av
from av.container import InputContainer
from av.stream import Discard
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from dadkhah.derivation.kinds.media.opening import seconds_of

_Made = TypeVar("_Made")
_MOST_PACKETS = 400  # read at one place before it is left
_MOST_DECODED = 4000  # pictures, where a film has to be walked through
_FEW = 4  # keyframes: with fewer, a film is walked through as well
_A_SECOND = 2  # pictures of a film that is walked through, until there are too many
_QUARTER = 90


def spread(
    container: InputContainer, stream: VideoStream, most: int, make: Callable[[VideoFrame], _Made]
) -> list[tuple[float, _Made]]:
    """Return at most so many moments in seconds, with what `make` makes of the picture there.

    Keyframes are sought; a film without an index, or with hardly any keyframes, is walked through
    up to a limit. What cannot be decoded is left out.
    """
    for other in container.streams:
        other.discard = Discard.default if other.index == stream.index else Discard.all
    found = {round(at, 3): made for at, made in _sought(container, stream, most, make)}
    if len(found) < min(_FEW, most):
        for at, made in _walked(container, stream, most, make):
            found.setdefault(round(at, 3), made)
    moments = sorted(found.items())
    step = max(1, -(-len(moments) // most))
    return moments[::step]


def as_image(frame: VideoFrame) -> Image.Image:
    """Return a picture of a film as it is to be seen: turned as its container says."""
    image: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
    turns = frame.rotation // _QUARTER % 4  # counter-clockwise, as Pillow turns
    return image.transpose(_TURNS[turns]) if turns else image


_TURNS = {
    1: Image.Transpose.ROTATE_90,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_270,
}


def _sought(
    container: InputContainer, stream: VideoStream, most: int, make: Callable[[VideoFrame], _Made]
) -> Iterator[tuple[float, _Made]]:
    """Seek to evenly spread moments; each keyframe is taken once."""
    duration = seconds_of(container)
    if not duration or not stream.time_base:
        return
    seen: set[int] = set()
    stream.codec_context.skip_frame = "NONKEY"
    for n in range(most):
        target = int(duration * n / most / stream.time_base) + (stream.start_time or 0)
        try:
            container.seek(target, stream=stream)
            frame = _first(container, stream)
        except (av.error.FFmpegError, EOFError, ValueError):
            continue
        if frame is not None and frame.pts not in seen:
            seen.add(frame.pts or 0)
            yield _seconds(frame, stream), make(frame)


def _first(container: InputContainer, stream: VideoStream) -> VideoFrame | None:
    for n, packet in enumerate(container.demux(stream)):
        for frame in packet.decode():
            if isinstance(frame, VideoFrame):
                return frame
        if n == _MOST_PACKETS:
            break
    return None


def _walked(
    container: InputContainer, stream: VideoStream, most: int, make: Callable[[VideoFrame], _Made]
) -> list[tuple[float, _Made]]:
    """Decode from the beginning; of more pictures than wanted every other one is dropped."""
    taken: list[tuple[float, _Made]] = []
    every = max(1, round(float(stream.average_rate or 0) / _A_SECOND))
    with suppress(av.error.FFmpegError):  # a stream without a container is where it was
        container.seek(stream.start_time or 0, stream=stream)
    stream.codec_context.skip_frame = "DEFAULT"
    try:
        for n, frame in enumerate(container.decode(stream)):
            if n % every == 0:
                taken.append((_seconds(frame, stream), make(frame)))
            if len(taken) > 2 * most:
                taken, every = taken[::2], every * 2
            if n == _MOST_DECODED:
                break
    except (av.error.FFmpegError, EOFError, ValueError):
        return taken
    return taken


def _seconds(frame: VideoFrame, stream: VideoStream) -> float:
    """Return the moment as a player counts it: from the first picture on."""
    if frame.pts is None or not stream.time_base:
        return 0.0
    return max(0.0, float((frame.pts - (stream.start_time or 0)) * stream.time_base))
