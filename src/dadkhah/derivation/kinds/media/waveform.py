"""A picture of a sound: how loud it is at each moment."""

from collections.abc import Iterator

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Discard
from PIL import Image, ImageDraw

from dadkhah.derivation.kinds.media.opening import seconds_of

COLUMNS, HEIGHT = 1200, 160
_COLOUR = (107, 112, 200, 255)  # is seen on a light page and on a dark one
_RATE = 8000  # samples a second are enough to see
_CHUNK = 80  # samples: a hundredth of a second
_ALL_OF_IT = 900.0  # seconds; a longer sound is looked at in one place for each column
_AT_A_PLACE = 4  # frames
_MOST_FRAMES = 200_000
_LOUDEST = 32768.0
_SILENCE = 0.02  # of the loudest there can be

Peak = tuple[float, float]  # second, loudness from 0 to 1


def peaks_of(container: InputContainer, stream: AudioStream) -> list[Peak]:
    """Return how loud it is at moments of it; what cannot be decoded is left out.

    All of a sound of up to a quarter of an hour is decoded; of a longer one, a piece for each
    column of the picture.
    """
    for other in container.streams:
        other.discard = Discard.default if other.index == stream.index else Discard.all
    is_long = seconds_of(container) > _ALL_OF_IT
    frames = _sampled(container, stream) if is_long else _all(container, stream)
    resampler = AudioResampler(format="s16", layout="mono", rate=_RATE)
    peaks: list[Peak] = []
    try:
        for frame in frames:
            begin = float(frame.pts * frame.time_base) if frame.pts and frame.time_base else 0.0
            frame.pts = None  # places that lie apart are no gaps to be filled
            for piece in resampler.resample(frame):
                peaks += _loudness(piece, begin)
    except (av.error.FFmpegError, ValueError):
        return peaks
    return peaks


def drawn(peaks: list[Peak], duration: float) -> Image.Image:
    """Draw it: time from left to right, as every player has it, on nothing.

    The loudest moment fills the height, but for a sound that is hardly more than silence.
    """
    image = Image.new("RGBA", (COLUMNS, HEIGHT), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    length = max(duration, max((at for at, _ in peaks), default=0.0), 0.001)
    columns = [0.0] * COLUMNS
    for at, loud in peaks:
        first, last = (int(second / length * COLUMNS) for second in (at, at + _CHUNK / _RATE))
        for column in range(max(0, first), min(COLUMNS, max(last, first + 1))):
            columns[column] = max(columns[column], loud)
    middle, loudest = HEIGHT // 2, max(_SILENCE, *columns)
    for x, loud in enumerate(columns):
        reach = round(loud / loudest * (middle - 1))
        draw.line((x, middle - reach, x, middle + reach), fill=_COLOUR)
    return image


def _loudness(piece: AudioFrame, begin: float) -> list[Peak]:
    samples = np.abs(piece.to_ndarray().reshape(-1).astype(np.int32))
    starts = range(0, len(samples), _CHUNK)
    return [(begin + n / _RATE, float(samples[n : n + _CHUNK].max()) / _LOUDEST) for n in starts]


def _all(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    for _, packet in zip(range(_MOST_FRAMES), container.demux(stream), strict=False):
        try:
            yield from packet.decode()
        except av.error.FFmpegError:  # the next packet may be whole again
            continue


def _sampled(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    duration = seconds_of(container)
    for n in range(COLUMNS):
        if not stream.time_base:
            return
        target = int(duration * n / COLUMNS / stream.time_base) + (stream.start_time or 0)
        try:
            container.seek(target, stream=stream)
            yield from (
                frame
                for frame, _ in zip(container.decode(stream), range(_AT_A_PLACE), strict=False)
            )
        except (av.error.FFmpegError, EOFError):
            continue
