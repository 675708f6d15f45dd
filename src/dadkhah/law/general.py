"""What holds for every charge: jurisdiction, general rules, standards of proof."""

from dataclasses import dataclass, field
from datetime import date

from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """From when, and on what basis, the Court may judge acts in the situation."""

    accession: date
    temporal_start: date
    basis: str
    note: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A general rule of the Statute that every charge meets."""

    id: str
    provision: str
    text: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StandardOfProof:
    """How sure one must be, and at which step."""

    id: str  # "reasonable-grounds"
    provision: str  # "rome-statute/58(1)(a)"
    names: Labels
    text: str
    sources: tuple[str, ...]
    confidence: str
    place: str = field(default="", compare=False)
