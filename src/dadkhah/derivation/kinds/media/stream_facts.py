"""What a film or a sound says of itself: its container, its streams, and every tag of both."""

from collections.abc import Iterator, Mapping

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import AttachmentStream, Stream
from av.video.stream import VideoStream

from dadkhah.derivation.findings import Fact
from dadkhah.derivation.kinds.media.opening import film_of, is_cover, seconds_of
from dadkhah.derivation.kinds.position import Position, position_of

_LONGEST = 500
_MOST_STREAMS = 64
_PREFIXES = ("com.apple.quicktime.", "com.android.")
_PLACES = ("location", "\xa9xyz", "xyz", "iso6709")
_UNSAID = frozenset({"", "und"})


def facts_of(container: InputContainer) -> Iterator[Fact]:
    """Yield a fact for each thing the container and its streams say."""
    group = "sound" if film_of(container) is None else "film"
    yield Fact(group, "container", f"{container.format.name} ({container.format.long_name})")
    if seconds_of(container):
        yield Fact(group, "duration", f"{seconds_of(container):.3f} seconds")
    if container.start_time:
        yield Fact(group, "start", f"{container.start_time / 1_000_000:.3f} seconds")
    if container.bit_rate:
        yield Fact(group, "bit rate", f"{container.bit_rate} bits a second")
    place = place_of(container)
    if place is not None:
        yield Fact(group, "position", str(place))
        if place.altitude is not None:
            yield Fact(group, "altitude", f"{place.altitude:g} m")
    yield from _tags(group, container.metadata)
    for stream in list(container.streams)[:_MOST_STREAMS]:
        yield from _of_stream(stream)


def place_of(container: InputContainer) -> Position | None:
    """Return where it was filmed, of the first tag that says so by ISO 6709."""
    for tags in (container.metadata, *(one.metadata for one in container.streams)):
        for name, value in tags.items():
            place = position_of(value) if any(one in name.lower() for one in _PLACES) else None
            if place is not None:
                return place
    return None


def codec_of(stream: Stream) -> str:
    """Return the name of its codec, or of its tag; empty where nobody knows it."""
    if stream.codec_context is None:
        tag = getattr(stream, "codec_tag", "")  # not even a tag, where nothing is known of it
        return tag.strip() if tag.isprintable() else ""
    return str(stream.codec_context.codec.canonical_name)


def _of_stream(stream: Stream) -> Iterator[Fact]:
    group = f"stream {stream.index + 1}"
    is_picture = isinstance(stream, VideoStream) and is_cover(stream)
    yield Fact(group, "kind", "picture beside it" if is_picture else stream.type)
    if codec_of(stream):
        yield Fact(group, "codec", codec_of(stream))
    if isinstance(stream, VideoStream) and stream.codec_context is not None:
        yield from _of_pictures(group, stream)
    elif isinstance(stream, AudioStream) and stream.codec_context is not None:
        yield Fact(group, "sample rate", f"{stream.rate} Hz")
        yield Fact(group, "channels", f"{stream.channels} ({stream.layout.name})")
    elif isinstance(stream, AttachmentStream):
        yield Fact(group, "attached file", f"{stream.name or ''} {stream.mimetype or ''}".strip())
    if stream.duration and stream.time_base:
        yield Fact(group, "duration", f"{float(stream.duration * stream.time_base):.3f} seconds")
    if stream.frames:
        yield Fact(group, "frames", str(stream.frames))
    if (stream.language or "") not in _UNSAID:
        yield Fact(group, "language", str(stream.language)[:_LONGEST])
    yield from _tags(group, stream.metadata)


def _of_pictures(group: str, stream: VideoStream) -> Iterator[Fact]:
    yield Fact(group, "width", str(stream.codec_context.width))
    yield Fact(group, "height", str(stream.codec_context.height))
    if stream.average_rate:
        yield Fact(group, "frames a second", f"{float(stream.average_rate):.3f}")
    if stream.codec_context.pix_fmt:
        yield Fact(group, "pixel format", stream.codec_context.pix_fmt)
    ratio = stream.sample_aspect_ratio
    if ratio and ratio != 1:
        yield Fact(group, "shape of a pixel", f"{ratio.numerator}:{ratio.denominator}")


def _tags(group: str, tags: Mapping[str, str]) -> Iterator[Fact]:
    for name, value in tags.items():
        if name == "language" or not value.strip():
            continue
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)  # noqa: PLW2901 - the same name without its owner
        yield Fact(group, name.replace("_", " ").lower()[:80], value.strip()[:_LONGEST])
