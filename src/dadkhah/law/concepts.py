"""Terms that filings use and that nobody can be charged with."""

from dataclasses import dataclass, field

from dadkhah.law.case_law import CaseLaw
from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Concept:
    """A term that filings use and that nobody can be charged with."""

    id: str
    names: Labels
    not_chargeable_because: str
    belongs: str  # where it may be used instead
    notes: tuple[tuple[str, str], ...]
    debate: tuple[CaseLaw, ...]
    confidence: str
    place: str = field(default="", compare=False)
