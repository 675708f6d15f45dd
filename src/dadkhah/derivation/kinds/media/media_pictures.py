"""Pictures of a film for people to look at: a poster, keyframes, and the shape of its sound."""

from pathlib import Path

from av.container import InputContainer
from av.video.frame import VideoFrame
from PIL import Image, ImageStat

from dadkhah.derivation.findings import Findings, Notice, Picture
from dadkhah.derivation.kinds.media.keyframes import as_image, spread
from dadkhah.derivation.kinds.media.opening import (
    film_of,
    is_too_large,
    open_media,
    seconds_of,
    sound_of,
)
from dadkhah.derivation.kinds.media.waveform import COLUMNS, HEIGHT, drawn, peaks_of
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_MOST = 24
_POSTER, _SMALL = 1280, 400  # pixels of the longer side
_QUALITY = 80
NOTHING = "There is neither a picture nor a sound in it that can be decoded."


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `poster.jpg`, `k0001.jpg` and on, `waveform.png`; answer which there are, and when.

    The poster is the keyframe with the strongest contrast: seldom a black one.
    """
    notices: list[Notice] = []
    with open_media(source, options) as container:
        duration = seconds_of(container)
        pictures = _stills(container, folder, notices)
        has_sound = sound_of(container) is not None
    if has_sound:
        with open_media(source, options) as container:
            pictures += _sound(container, folder, notices)
    if not pictures:
        raise FileNotDerivable(Reason.DAMAGED, notices[0].text if notices else NOTHING)
    findings = Findings(pictures=tuple(pictures), notices=tuple(notices))
    return {**findings.written(), "duration": duration}


def _stills(container: InputContainer, folder: Path, notices: list[Notice]) -> list[Picture]:
    film = film_of(container)
    if film is None:
        return []
    if is_too_large(film):
        notices.append(Notice("too-large", "Its pictures are too large to be decoded here."))
        return []
    found = spread(container, film, _MOST, _shown)
    if not found:
        notices.append(Notice("not-decodable", "None of its pictures can be decoded."))
        return []
    at, best = max(found, key=lambda one: ImageStat.Stat(one[1].convert("L")).stddev[0])
    best.save(folder / "poster.jpg", quality=_QUALITY)
    pictures = [Picture("poster.jpg", "poster", best.width, best.height, round(at, 3))]
    for n, (second, image) in enumerate(found, 1):
        image.thumbnail((_SMALL, _SMALL))
        image.save(folder / f"k{n:04}.jpg", quality=_QUALITY)
        pictures.append(
            Picture(f"k{n:04}.jpg", "keyframe", image.width, image.height, round(second, 3))
        )
    return pictures


def _shown(frame: VideoFrame) -> Image.Image:
    image = as_image(frame)
    image.thumbnail((_POSTER, _POSTER))
    return image


def _sound(container: InputContainer, folder: Path, notices: list[Notice]) -> list[Picture]:
    sound = sound_of(container)
    peaks = [] if sound is None else peaks_of(container, sound)
    if not peaks:
        notices.append(Notice("not-decodable", "Its sound cannot be decoded."))
        return []
    drawn(peaks, seconds_of(container)).save(folder / "waveform.png")
    return [Picture("waveform.png", "waveform", COLUMNS, HEIGHT)]
