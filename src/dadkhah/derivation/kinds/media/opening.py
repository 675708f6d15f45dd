"""Open a film or a sound of a stranger: known containers, one file and nothing else, no threads."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

MOST_PIXELS = 36_000_000
"""Of one picture of a film: 8K has 33 millions."""
# What lists other files to be played (HLS, concatenation, pictures in a row) is not among them: it
# would read whatever this user can read.
_CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,wav,w64,rf64,aiff,mp3,aac,flac,amr,amrnb,amrwb,avi,mpegts,"
    "mpeg,mpegvideo,flv,asf,caf,au,h264,hevc,m4v,h263,ac3,eac3,ivf,rm,mxf,dv,wv,ape,tta,gsm"
)
_ONLY_THIS_FILE = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}


@contextmanager
def open_media(source: Path, options: Options) -> Iterator[InputContainer]:
    """Open it by its header. Raises `FileNotDerivable`, also for what its block raises."""
    try:
        with av.open(
            str(source), container_options=dict(_ONLY_THIS_FILE), metadata_errors="replace"
        ) as container:
            for stream in container.streams:
                if stream.codec_context is not None:
                    stream.codec_context.thread_count = 1
            yield container
    except av.error.InvalidDataError as error:
        message = (
            "It cannot be read as a film or sound. If it is one, its index is missing or damaged."
        )
        raise FileNotDerivable(Reason.DAMAGED, message) from error
    except av.error.ArgumentError as error:
        message = "It is no film or sound of a kind that is read here."
        raise FileNotDerivable(Reason.NOT_THIS_KIND, message) from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        said = getattr(error, "strerror", "") or type(error).__name__  # never where it lies
        raise FileNotDerivable(Reason.DAMAGED, f"The film is damaged: {said}.") from error


def film_of(container: InputContainer) -> VideoStream | None:
    """Return the moving pictures; the cover of a record is none. None where none can be decoded."""
    films = (one for one in container.streams.video if not is_cover(one))
    return next((one for one in films if one.codec_context is not None), None)


def sound_of(container: InputContainer) -> AudioStream | None:
    """Return the sound, or None where there is none that can be decoded."""
    return next((one for one in container.streams.audio if one.codec_context is not None), None)


def is_cover(stream: VideoStream) -> bool:
    """Return whether this is a picture that lies beside the sound."""
    return av.stream.Disposition.attached_pic in stream.disposition


def is_too_large(stream: VideoStream) -> bool:
    """Return whether its pictures have more pixels than are decoded."""
    return stream.codec_context.width * stream.codec_context.height > MOST_PIXELS


def seconds_of(container: InputContainer) -> float:
    """Return how long it says it is; 0 where it does not say."""
    return max(0.0, (container.duration or 0) / av.time_base)
