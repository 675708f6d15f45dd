"""Nothing bare: every statement of fact names where it was seen."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from dadkhah.law.check.finding import LawFinding
from dadkhah.law.model import Law


class _Sourced(Protocol):
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def place(self) -> str: ...


def check_sources(law: Law) -> Iterator[LawFinding]:
    """Yield each statement without a source.

    A step of a proceeding may instead say what was searched and not found.
    """
    sourced: tuple[Iterable[_Sourced], ...] = (
        law.modes.values(),
        law.standards.values(),
        law.instruments.values(),
        law.other_treaties,
        law.restrictions.values(),
        law.respondents.values(),
        law.venues.values(),
        *(crime.case_law for crime in law.crimes.values()),
        *(crime.sub_forms for crime in law.crimes.values()),
        *(concept.debate for concept in law.concepts.values()),
        *(proceeding.case_law for proceeding in law.proceedings.values()),
    )
    steps = [step for proceeding in law.proceedings.values() for step in proceeding.steps]
    unsearched = [step for step in steps if not step.search_note]
    for kind in (*sourced, unsearched):
        for thing in kind:
            if not thing.sources:
                yield LawFinding("missing-source", thing.place, "there is no source. Add `sources`")
