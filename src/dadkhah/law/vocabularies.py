"""Closed lists of codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary. `crimes` are candidates to examine, never conclusions."""

    code: str
    names: Labels
    group: str = ""
    note: str = ""
    crimes: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()  # other written forms, any script
    confidence: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of codes."""

    id: str  # "act_types"
    title: str
    terms: Mapping[str, Term]
    note: str = ""
    place: str = field(default="", compare=False)
