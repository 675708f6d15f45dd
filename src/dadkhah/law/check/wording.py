"""Names are translated where they should be, and no two things of a kind share one."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Protocol

from dadkhah.law.check.finding import LawFinding
from dadkhah.law.model import Labels, Law

LANGUAGES = ("en", "fa", "ps")


class _Named(Protocol):
    @property
    def names(self) -> Labels: ...
    @property
    def place(self) -> str: ...


def check_wording(law: Law) -> Iterator[LawFinding]:
    """Yield names that are missing or shared, and files not named after what they hold."""
    named: tuple[Iterable[_Named], ...] = (
        law.crimes.values(),
        law.modes.values(),
        law.standards.values(),
        law.instruments.values(),
        law.concepts.values(),
        law.venues.values(),
        law.respondents.values(),
        *(crime.grounds for crime in law.crimes.values()),
        *(crime.sub_forms for crime in law.crimes.values()),
        *(v.terms.values() for v in law.vocabularies.values() if v.is_translated),
    )
    for kind in named:
        yield from _untranslated((thing.names, thing.place) for thing in kind)
    context = [(e.names or Labels(""), e.place) for e in law.contextual.values()]
    yield from _untranslated(context)
    english_only = (v.terms.values() for v in law.vocabularies.values() if not v.is_translated)
    for kind in (*named, *english_only):
        yield from _repeated((thing.names, thing.place) for thing in kind)
    yield from _repeated(context)
    yield from _file_names(law)


def _untranslated(things: Iterable[tuple[Labels, str]]) -> Iterator[LawFinding]:
    for names, place in things:
        for language in LANGUAGES:
            if not getattr(names, language):
                message = f"`{names.en}` has no name in `{language}`"
                yield LawFinding("untranslated", place, message)


def _repeated(things: Iterable[tuple[Labels, str]]) -> Iterator[LawFinding]:
    first: dict[tuple[str, str], str] = {}
    for names, place in things:
        for language in LANGUAGES:
            name = getattr(names, language)
            at = first.setdefault((language, name), place)
            if name and at != place:
                yield LawFinding("duplicate-label", place, f"the name `{name}` is already at {at}")


def _file_names(law: Law) -> Iterator[LawFinding]:
    one_per_file = (
        *(law.crimes, law.modes, law.concepts, law.instruments, law.venues),
        *(law.proceedings, law.respondents, law.vocabularies, law.about),
    )
    for kind in one_per_file:
        for id_, thing in kind.items():
            file, _, _ = thing.place.rpartition(":")
            if PurePosixPath(file).stem != id_.replace("_", "-"):
                message = f"holds `{id_}`: rename the file, or correct the id"
                yield LawFinding("file-name", thing.place, message)
