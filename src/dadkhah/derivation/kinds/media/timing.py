"""Whether a film runs evenly, and whether all of it is there."""

from collections.abc import Iterator
from itertools import pairwise

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from dadkhah.derivation.kinds.media.opening import seconds_of

_MOST_PACKETS = 600  # are looked at
_UNEVEN = 0.25  # of the usual gap
_MANY = 0.05  # of all gaps
_SLACK = 2.0  # seconds that may be missing at the end, as containers count differently
_HALVINGS = 10


def is_uneven(container: InputContainer, stream: VideoStream) -> bool:
    """Return whether its pictures follow one another at changing distances, at its beginning."""
    try:
        container.seek(stream.start_time or 0, stream=stream)
        packets = zip(container.demux(stream), range(_MOST_PACKETS), strict=False)
        moments = sorted(one.pts for one, _ in packets if one.pts is not None)
    except (av.error.FFmpegError, ValueError):
        return False
    gaps = sorted(after - before for before, after in pairwise(moments))
    if not gaps:
        return False
    usual = gaps[len(gaps) // 2]
    uneven = sum(abs(gap - usual) > _UNEVEN * usual for gap in gaps)
    return uneven > _MANY * len(gaps)


def breaks_off_at(container: InputContainer, stream: VideoStream | AudioStream) -> float | None:
    """Return after how many seconds it is over, where that is clearly before it says; else None.

    Only the places where something should be are looked at: nothing is decoded.
    """
    duration = seconds_of(container)
    if stream.duration and stream.time_base:
        duration = min(duration, float(stream.duration * stream.time_base)) or duration
    if duration <= 2 * _SLACK or _is_there(container, stream, duration - _SLACK):
        return None
    first, last = 0.0, duration
    for _ in range(_HALVINGS):
        middle = (first + last) / 2
        if _is_there(container, stream, middle):
            first = middle
        else:
            last = middle
    return first


def _is_there(container: InputContainer, stream: VideoStream | AudioStream, second: float) -> bool:
    """Return whether something stands at this second or behind it."""
    time_base = stream.time_base
    if not time_base:
        return True
    wanted = int(second / time_base) + (stream.start_time or 0)
    try:
        container.seek(wanted, stream=stream)
        return any(
            (one.pts or 0) + (one.duration or 0) >= wanted for one in _packets(container, stream)
        )
    except (av.error.FFmpegError, ValueError):
        return False


def _packets(container: InputContainer, stream: VideoStream | AudioStream) -> Iterator[Packet]:  # type: ignore[type-arg]
    for n, packet in enumerate(container.demux(stream)):
        if packet.pts is None or n == 20 * _MOST_PACKETS:
            return
        if packet.size:
            yield packet
