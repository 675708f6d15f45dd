"""Crimes of the Statute with their numbered elements."""

from dataclasses import dataclass, field
from datetime import date

from dadkhah.law.case_law import CaseLaw
from dadkhah.law.elements import Element
from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of persecution."""

    id: str
    names: Labels
    provision: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubForm:
    """A conduct without its own paragraph that case law places under the crime."""

    id: str
    names: Labels
    text: str
    authority: str
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Crime:
    """A crime of the Statute with its numbered elements."""

    id: str  # "rs-7-1-h"
    provision: str  # "rome-statute/7(1)(h)"
    names: Labels
    family: str  # "crime-against-humanity" | "war-crime-niac"
    in_force_from: date
    elements: tuple[Element, ...]
    element_count: int
    secondary: bool = False  # charged only where an armed conflict is shown
    statutory_definition: str = ""
    grounds: tuple[Ground, ...] = ()
    sub_forms: tuple[SubForm, ...] = ()
    case_law: tuple[CaseLaw, ...] = ()
    notes: str = ""
    relevance_note: str = ""
    confidence_note: str = ""
    place: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en
