"""Treaties and declarations, their articles, and whether Afghanistan is bound."""

from dataclasses import dataclass, field

from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Provision:
    """An article of an instrument and what it protects or rules."""

    id: str  # "cedaw/10"
    article: str
    label: str
    right: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Participation:
    """Whether and since when Afghanistan is bound. Dates as in the source, empty if none."""

    consent: str
    signed: str = ""
    on: str = ""
    in_force: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or declaration with the provisions that cases use."""

    id: str
    names: Labels
    kind: str  # "treaty" | "declaration"
    adopted: str
    entry_into_force: str
    afghanistan: Participation
    provisions: tuple[Provision, ...]
    sources: tuple[str, ...]
    confidence: str
    place: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en
