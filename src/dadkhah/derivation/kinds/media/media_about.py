"""What a film or a sound says of itself, what a reader must know of it, and its fingerprints."""

from collections.abc import Iterator
from pathlib import Path

from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from dadkhah.derivation.findings import Fact, Findings, Fingerprint, Notice
from dadkhah.derivation.kinds.editors import names_an_editor
from dadkhah.derivation.kinds.media.keyframes import as_image, spread
from dadkhah.derivation.kinds.media.opening import (
    film_of,
    is_cover,
    is_too_large,
    open_media,
    sound_of,
)
from dadkhah.derivation.kinds.media.stream_facts import codec_of, facts_of, place_of
from dadkhah.derivation.kinds.media.timing import breaks_off_at, is_uneven
from dadkhah.derivation.kinds.pictures.dhash import dhash
from dadkhah.derivation.outcome import Options

_MOST_HASHES = 60
_PROGRAMS = frozenset({"encoder", "software", "encoded by", "tool", "creation tool"})
_DATA = ("data", "attachment", "unknown")


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Answer facts, notices and the difference hashes of keyframes spread over the film.

    A film that breaks off or is damaged in the middle gives what could be decoded, and says so.
    """
    with open_media(source, options) as container:
        facts = list(facts_of(container))
        notices = [*_inside(container, facts), *_of_streams(container)]
        film = film_of(container)
        fingerprints: list[Fingerprint] = []
        if film is not None and is_too_large(film):
            notices.append(Notice("too-large", "Its pictures are too large to be decoded here."))
        elif film is not None:
            hashes, turned = _hashes(container, film)
            fingerprints += hashes
            if turned:
                facts.append(
                    Fact(f"stream {film.index + 1}", "rotation", f"{turned} degrees to the left")
                )
            notices += _of_film(container, film, is_decoded=bool(hashes))
        notices += _of_ending(container)
    return Findings(
        facts=tuple(facts), notices=tuple(notices), fingerprints=tuple(fingerprints)
    ).written()


def _inside(container: InputContainer, facts: list[Fact]) -> Iterator[Notice]:
    place = place_of(container)
    if place is not None:
        message = f"The file says where it was made: {place}. Whoever has it can read it."
        yield Notice("location-inside", message)
    programs = {one.value for one in facts if one.name in _PROGRAMS and names_an_editor(one.value)}
    if programs:
        said = ", ".join(sorted(programs))
        message = f"The file was written by a program that edits or converts: {said}."
        yield Notice("edited-with", message)


def _of_streams(container: InputContainer) -> Iterator[Notice]:
    films = [one for one in container.streams.video if not is_cover(one)]
    if films and film_of(container) is None:
        yield Notice("not-decodable", "The codec of its pictures is not known here.")
    if len(films) > 1:
        message = f"There are {len(films)} moving pictures in it; a player shows one of them."
        yield Notice("several-video-streams", message)
    if len(container.streams.audio) > 1:
        message = (
            f"There are {len(container.streams.audio)} sounds in it; a player plays one of them."
        )
        yield Notice("several-audio-streams", message)
    others = [one for one in container.streams if one.type in _DATA]
    if others:
        kinds = ", ".join(sorted({codec_of(one) or one.type for one in others}))
        message = f"It carries data that no player shows, in {len(others)} streams: {kinds}."
        yield Notice("data-streams", message)


def _hashes(container: InputContainer, film: VideoStream) -> tuple[list[Fingerprint], int]:
    turned: set[int] = set()

    def hashed(frame: VideoFrame) -> str:
        turned.add(frame.rotation)
        return dhash(as_image(frame))

    made = spread(container, film, _MOST_HASHES, hashed)
    hashes = [Fingerprint("dhash", value, round(at, 3)) for at, value in made]
    return hashes, max(turned, key=abs, default=0)


def _of_film(container: InputContainer, film: VideoStream, *, is_decoded: bool) -> Iterator[Notice]:
    if not is_decoded:
        yield Notice("not-decodable", f"None of its pictures can be decoded ({codec_of(film)}).")
    if is_uneven(container, film):
        message = (
            "Its pictures do not follow one another evenly: count time in seconds, not pictures."
        )
        yield Notice("variable-frame-rate", message)


def _of_ending(container: InputContainer) -> Iterator[Notice]:
    stream = film_of(container) or sound_of(container)
    over = None if stream is None else breaks_off_at(container, stream)
    if over is not None:
        message = f"The file breaks off after about {over:.0f} seconds; it says that it is longer."
        yield Notice("ends-early", message)
