"""The sound of a film or recording: cut, silenced, and encoded anew."""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.packet import Packet

from dadkhah.derivation.redaction.hidden import Hidden, How
from dadkhah.derivation.redaction.timeline import Timeline

_RATE = 48_000  # samples to the second
_BIT_RATE = 128_000
_GAP = 0.05  # seconds; what is less is how files are written, not silence
_LONGEST_GAP = 60.0
Encoded: TypeAlias = "Packet[AudioStream]"
_Samples = np.ndarray[tuple[int, ...], np.dtype[np.int16]]


class Sound:
    """Takes decoded sound in order and gives encoded packets. What is silenced is zero."""

    def __init__(
        self, copy: av.container.OutputContainer, hidden: Hidden, origin: float, channels: int
    ) -> None:
        self._layout = "mono" if channels == 1 else "stereo"
        self._channels = 1 if channels == 1 else 2
        self._stream = copy.add_stream("aac", rate=_RATE, layout=self._layout)
        self._stream.bit_rate = _BIT_RATE
        self._resampler = av.AudioResampler(format="s16", layout=self._layout, rate=_RATE)
        self._origin = origin
        self._mutes = hidden.times_to(How.MUTE)
        self._timeline = Timeline(hidden.times_to(How.CUT))
        self._heard = 0.0  # seconds of the film
        self._written = 0  # samples of the copy

    def take(self, frame: AudioFrame) -> Iterator[Encoded]:
        """Take the next piece of sound; yield what is encoded meanwhile."""
        if frame.time is not None:
            gap = float(frame.time) - self._origin - self._heard
            if _GAP < gap < _LONGEST_GAP:
                silence = np.zeros((round(gap * _RATE), self._channels), np.int16)
                yield from self._encode(silence)
        frame.pts = None
        for piece in self._resampler.resample(frame):
            yield from self._encode(self._samples(piece))

    def finish(self) -> Iterator[Encoded]:
        """Take what is left."""
        for piece in self._resampler.resample(None):
            yield from self._encode(self._samples(piece))
        yield from self._stream.encode(None)

    def _samples(self, piece: AudioFrame) -> _Samples:
        return piece.to_ndarray().astype(np.int16).reshape(-1, self._channels)

    def _encode(self, samples: _Samples) -> Iterator[Encoded]:
        start = self._heard
        self._heard += len(samples) / _RATE
        samples = samples.copy()
        for mute in self._mutes:
            samples[_part(mute.start - start, mute.end - start)] = 0
        is_kept = np.ones(len(samples), bool)
        for first, last in self._timeline.cuts:
            is_kept[_part(first - start, last - start)] = False
        samples = samples[is_kept]
        if not len(samples):
            return
        piece = AudioFrame.from_ndarray(
            np.ascontiguousarray(samples.reshape(1, -1)), format="s16", layout=self._layout
        )
        piece.sample_rate = _RATE
        piece.pts, piece.time_base = self._written, Fraction(1, _RATE)
        self._written += len(samples)
        yield from self._stream.encode(piece)


def _part(start: float, end: float) -> slice:
    """Return the samples between two moments, rounded outwards."""
    return slice(max(math.floor(start * _RATE), 0), max(math.ceil(end * _RATE), 0))
