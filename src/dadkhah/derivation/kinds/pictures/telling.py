"""What a reader of a picture must know: who could be found by it, what was done to it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from dadkhah.derivation.findings import Fact, Notice
from dadkhah.derivation.kinds.editors import names_an_editor
from dadkhah.derivation.kinds.pictures.ending import end_of
from dadkhah.derivation.kinds.pictures.exif import Tags, moment_of, moment_of_position, place_of
from dadkhah.derivation.media_type import FIRST_BYTES, UNKNOWN, sniff

_A_DAY = timedelta(days=1)  # more than any two time zones and the age of a fix are apart
_FILLING = 64 * 1024  # of zeros, that writers leave
_PROGRAMS = frozenset(
    {
        "software", "processing software", "creator tool", "software agent", "program",
        "text: Software", "text: software", "history software agent",
    }
)  # fmt: skip
_SERIAL_NUMBERS = ("serial number", "owner", "owner name")


def notices_of(facts: Sequence[Fact], tags: Tags) -> Iterator[Notice]:
    """Yield what the facts of a picture mean for those who could be harmed by it or misled."""
    place = place_of(tags)
    if place is not None:
        yield Notice(
            "location-inside",
            f"The picture says where it was taken: {place}. Whoever has it can read it.",
        )
    named = [one for one in facts if one.name.endswith(_SERIAL_NUMBERS)]
    if named:
        said = "; ".join(f"{one.name} {one.value}" for one in named)
        yield Notice(
            "serial-number-inside",
            f"The picture names its device or owner ({said}). Its photographer may be found by it.",
        )
    programs = {one.value for one in facts if one.name in _PROGRAMS and names_an_editor(one.value)}
    if programs:
        said = ", ".join(sorted(programs))
        yield Notice("edited-with", f"The picture was written by a program that edits: {said}.")
    yield from _contradictions(tags)


def appended(source: Path, form: str) -> Iterator[Notice]:
    """Yield a notice when there is more in the file than the picture."""
    end = end_of(source, form)
    if end is None:
        return
    with source.open("rb") as file:
        file.seek(end)
        rest = file.read(_FILLING)
    length = source.stat().st_size - end
    if rest.strip(b"\0") or length > _FILLING:
        kind = sniff(rest[:FIRST_BYTES])
        looks = "" if kind == UNKNOWN else f" They look like {kind}."
        yield Notice(
            "data-after-the-end",
            f"{length} bytes lie behind the end of the picture; no program shows them.{looks}",
        )


def _contradictions(tags: Tags) -> Iterator[Notice]:
    taken, changed = moment_of(tags, "DateTimeOriginal"), moment_of(tags, "DateTime")
    digitized, heard = moment_of(tags, "DateTimeDigitized"), moment_of_position(tags)
    if taken and changed and _apart(taken, changed) > _A_DAY:
        yield _contradict(f"taken at {taken}, and changed before that, at {changed}")
    if taken and digitized and abs(_apart(taken, digitized)) > _A_DAY:
        yield _contradict(f"taken at {taken} by one clock, at {digitized} by another")
    if taken and heard and abs(_apart(taken, heard)) > _A_DAY:
        yield _contradict(f"taken at {taken} by the camera, at {heard} by the satellites")


def _apart(one: datetime, other: datetime) -> timedelta:
    """Return how much later `one` is; an offset counts only where both have one."""
    if one.tzinfo is None or other.tzinfo is None:
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return one - other


def _contradict(said: str) -> Notice:
    return Notice("dates-contradict", f"The dates in the picture contradict each other: {said}.")
