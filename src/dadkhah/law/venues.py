"""Where a filing goes."""

from dataclasses import dataclass, field

from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Venue:
    """Where a filing goes: who may send it, in which form, by which channel."""

    id: str  # "icc-otp-article-15"
    names: Labels
    provision: str
    who: str
    form: str
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    sifting: tuple[str, ...]
    sections: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    place: str = field(default="", compare=False)
