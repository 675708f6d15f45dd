"""Persons named in public decisions of the Court."""

from dataclasses import dataclass, field

from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class RespondentCharge:
    """A public charge: a crime on a ground."""

    crime: str
    ground: str


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person named in a public decision of the Court; presumed innocent (Art. 66)."""

    id: str
    names: Labels
    variants_en: tuple[str, ...]
    variants_fa: tuple[str, ...]
    variants_ar: tuple[str, ...]
    position: str
    since: str
    status: str
    charges: tuple[RespondentCharge, ...]
    modes: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    base: str = ""
    note: str = ""
    place: str = field(default="", compare=False)
