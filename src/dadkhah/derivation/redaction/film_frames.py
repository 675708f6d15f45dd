"""The pictures of a film, one by one: left out, covered, turned upright, and encoded anew."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias, cast

import av
import numpy as np
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from dadkhah.derivation.outcome import Reason
from dadkhah.derivation.redaction.hidden import Hidden, HiddenRegion, How
from dadkhah.derivation.redaction.timeline import Timeline
from dadkhah.errors import FileNotDerivable

_CLOCK = 90_000  # ticks to the second, as MPEG counts
_QUARTER = 90
_BLACK, _NO_COLOUR = 16, 128
_FORMAT = "yuv420p"
_ENCODERS = (("libx264", {"preset": "veryfast", "crf": "21"}), ("mpeg4", {"qscale": "3"}))
_MOST_PIXELS = 40_000_000
Encoded: TypeAlias = "Packet[VideoStream]"
_Image = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


class FilmFrames:
    """Takes decoded pictures in order and gives encoded packets.

    A picture is shown until the next one begins, so each is kept back until that one comes. One
    that a cut or a filled time touches at all is left out or covered.
    """

    def __init__(self, copy: av.container.OutputContainer, hidden: Hidden, origin: float) -> None:
        self._copy, self._hidden, self._origin = copy, hidden, origin
        self._timeline = Timeline(hidden.times_to(How.CUT))
        self._stream: VideoStream | None = None
        self._waiting: tuple[float, VideoFrame] | None = None
        self._last = -1
        self.written = 0

    def begin(self, first: VideoFrame, rate: Fraction) -> None:
        """Open the encoder for pictures like this one."""
        width, height = first.width, first.height
        if width * height > _MOST_PIXELS:
            message = f"Its pictures have {width} x {height} pixels; {_MOST_PIXELS} are read."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        if _turns(first) % 2:
            width, height = height, width
        name, options = next(one for one in _ENCODERS if one[0] in av.codecs_available)
        stream = cast(VideoStream, self._copy.add_stream(name, rate=rate, options=dict(options)))
        stream.width, stream.height = max(width // 2 * 2, 2), max(height // 2 * 2, 2)
        stream.pix_fmt = _FORMAT
        stream.codec_context.time_base = Fraction(1, _CLOCK)
        self._stream = stream

    def take(self, frame: VideoFrame) -> Iterator[Encoded]:
        """Take the next picture; yield what is encoded meanwhile."""
        moment = float(frame.time or 0) - self._origin
        if self._waiting is not None:
            yield from self._encode(*self._waiting, max(moment, self._waiting[0]))
        self._waiting = moment, frame

    def finish(self) -> Iterator[Encoded]:
        """Take the last picture, which is shown to the end."""
        if self._waiting is not None:
            yield from self._encode(*self._waiting, float("inf"))
            self._waiting = None
        if self._stream is not None:
            yield from self._stream.encode(None)

    def _encode(self, moment: float, frame: VideoFrame, until: float) -> Iterator[Encoded]:
        stream = self._stream
        if stream is None or self._timeline.is_cut(moment, until):
            return
        regions = [
            one.region
            for one in self._hidden.times_to(How.FILL)
            if one.region is not None and one.touches(moment, until)
        ]
        fresh = _fresh(frame, stream.width, stream.height, regions)
        ticks = round(self._timeline.in_copy(moment) * _CLOCK)
        fresh.pts = self._last = max(ticks, self._last + 1)
        fresh.time_base = Fraction(1, _CLOCK)
        self.written += 1
        yield from stream.encode(fresh)


def _fresh(frame: VideoFrame, width: int, height: int, regions: list[HiddenRegion]) -> VideoFrame:
    """Return a picture of these pixels alone: captions and positions ride beside a frame."""
    turns = _turns(frame)
    size = (height, width) if turns % 2 else (width, height)
    planes = frame.reformat(*size, format=_FORMAT).to_ndarray()
    luma, chroma = planes[: size[1]], planes[size[1] :].reshape(2, size[1] // 2, size[0] // 2)
    upright = [np.rot90(plane, turns).copy() for plane in (luma, *chroma)]
    for region in regions:
        _cover(upright, region)
    stacked = np.concatenate([plane.reshape(-1) for plane in upright])
    fresh = VideoFrame.from_ndarray(stacked.reshape(height * 3 // 2, width), format=_FORMAT)
    fresh.colorspace, fresh.color_range = frame.colorspace, frame.color_range
    return fresh


def _cover(planes: list[_Image], region: HiddenRegion) -> None:
    height, width = planes[0].shape
    left, top, right, bottom = region.pixels(width, height)
    # Colour is kept for two pixels by two: the cover grows to whole pairs.
    left, top, right, bottom = left // 2, top // 2, -(-right // 2), -(-bottom // 2)
    planes[0][top * 2 : bottom * 2, left * 2 : right * 2] = _BLACK
    for plane in planes[1:]:
        plane[top:bottom, left:right] = _NO_COLOUR


def _turns(frame: VideoFrame) -> int:
    """Return how many quarters to the left a picture is turned when it is shown."""
    return round(frame.rotation / _QUARTER) % 4
