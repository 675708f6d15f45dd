"""A copy of a film or recording, decoded and encoded anew: parts cut, silenced, covered.

Only one stream of pictures and one of sound are kept: no captions, covers, chapters, positions,
names of devices. Covered, and not blurred: what moves behind a blur can be put together again.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.derivation.redaction.film_frames import FilmFrames
from dadkhah.derivation.redaction.hidden import Hidden, How, read_hidden
from dadkhah.derivation.redaction.sound import Sound
from dadkhah.errors import FileNotDerivable

_USUAL_RATE = Fraction(25)
_MOST_RATE = 240
_BARE = {"fflags": "bitexact", "movflags": "faststart"}


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `copy.mp4`, or `copy.m4a` of sound alone, without what `options["hide"]` names."""
    hidden = read_hidden(str(options.get("hide", "")))
    try:
        with av.open(str(source)) as film:
            pictures, sounds = streams_of(film)
            if pictures is None and sounds is None:
                message = "There is neither sound nor a moving picture in it."
                raise FileNotDerivable(Reason.NOT_THIS_KIND, message)
            name, form = ("copy.mp4", "mp4") if pictures is not None else ("copy.m4a", "ipod")
            with av.open(str(folder / name), "w", format=form, options=_BARE) as copy:
                damaged = _write(film, copy, hidden, pictures, sounds)
            dropped = len(film.streams) - sum(one is not None for one in (pictures, sounds))
    except av.error.FFmpegError as error:
        message = f"The film or recording is damaged: {error.strerror}."
        raise FileNotDerivable(Reason.DAMAGED, message) from error
    facts = (
        *(Fact("redaction", f"times to {how}", str(len(hidden.times_to(how)))) for how in How),
        Fact("redaction", "other streams dropped", str(dropped)),
    )
    notices = []
    if damaged:
        words = f"{damaged} pieces of it are damaged and are not in the copy."
        notices.append(Notice("redaction-damaged-pieces", words))
    return {**Findings(facts=facts, notices=tuple(notices)).written(), "file": name}


def streams_of(
    film: av.container.InputContainer,
) -> tuple[VideoStream | None, AudioStream | None]:
    """Return the pictures and the sound that a player plays; a cover is no film."""
    moving = [s for s in film.streams.video if not s.disposition & Disposition.attached_pic]
    return next(iter(moving), None), next(iter(film.streams.audio), None)


def origin_of(film: av.container.InputContainer) -> float:
    """Return the moment a player calls 0:00, in seconds of the file's own clock."""
    return (film.start_time or 0) / av.time_base


def _write(
    film: av.container.InputContainer,
    copy: av.container.OutputContainer,
    hidden: Hidden,
    pictures: VideoStream | None,
    sounds: AudioStream | None,
) -> int:
    """Copy what remains; return how many packets could not be decoded."""
    origin = origin_of(film)
    frames = FilmFrames(copy, hidden, origin)
    sound = Sound(copy, hidden, origin, sounds.channels) if sounds is not None else None
    streams = [stream for stream in (pictures, sounds) if stream is not None]
    has_begun = pictures is None
    waiting: list[AudioFrame] = []
    damaged = 0
    for packet in film.demux(streams):
        try:
            decoded = packet.decode()
        except av.error.InvalidDataError:
            damaged += 1
            continue
        for frame in decoded:
            if isinstance(frame, VideoFrame):
                if not has_begun and pictures is not None:
                    frames.begin(frame, _rate(pictures))
                    has_begun = True
                copy.mux(list(frames.take(frame)))
            elif isinstance(frame, AudioFrame) and sound is not None:
                waiting.append(frame)
        # The header is written with the first packet, and every stream must be known by then.
        if has_begun and sound is not None:
            copy.mux([made for one in waiting for made in sound.take(one)])
            waiting.clear()
    copy.mux(list(_ends(frames, sound)))
    if pictures is not None and not frames.written:
        raise FileNotDerivable(Reason.DAMAGED, "No picture of the film remains in the copy.")
    return damaged


def _ends(
    frames: FilmFrames, sound: Sound | None
) -> Iterator["Packet[VideoStream] | Packet[AudioStream]"]:
    yield from frames.finish()
    if sound is not None:
        yield from sound.finish()


def _rate(stream: VideoStream) -> Fraction:
    rate = stream.average_rate or stream.guessed_rate
    return rate if rate and 0 < rate <= _MOST_RATE else _USUAL_RATE
