"""The law as frozen values: elements, crimes, modes of liability, standards, instruments.

Every text is our paraphrase; `cite` and `provision` say where the official text stands. `place` is
the file and line a lawyer edits.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ElementKind(StrEnum):
    """What an element asks for; the Court's own order, context last."""

    CONDUCT = "conduct"
    CONSEQUENCE = "consequence"
    CIRCUMSTANCE = "circumstance"
    MENTAL = "mental"
    CONTEXTUAL = "contextual"


@dataclass(frozen=True, slots=True)
class Labels:
    """A short name in English, Dari (`fa`) and Pashto (`ps`); empty where not translated."""

    en: str
    fa: str = ""
    ps: str = ""
    official: bool = False  # whether the translations are

    def in_language(self, language: str) -> str:
        """Return the name in `language`; in English where there is no translation."""
        return {"fa": self.fa, "ps": self.ps}.get(language) or self.en


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that must be shown. `number` is the official one; 0 where there is none."""

    id: str  # "rs-7-1-h/4", "cah-attack", "25-3-b-ordering/2"
    number: int
    kind: ElementKind
    text: str
    cite: str  # "icc-elements/7(1)(h)#4"
    shared: str = ""  # "cah-context-nexus": see Law.contextual_needs
    sub_kind: str = ""
    footnotes: str = ""
    alternatives: tuple[str, ...] = ()
    needs: str = ""  # "act-of-another-crime": what a proposition must also rest on
    names: Labels | None = None  # only contextual elements have a name
    proof_hints: tuple[str, ...] = ()
    appears_as: str = ""
    confidence: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SharedContext:
    """A contextual element that many crimes repeat, and what shows it.

    Each group of `needs` must be met; any one element of a group meets it.
    """

    id: str  # "cah-context-nexus"
    text: str
    needs: tuple[tuple[str, ...], ...]
    place: str = field(default="", compare=False)


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
class CaseLaw:
    """A decision and what it stands for."""

    case: str
    date: str
    point: str
    sources: tuple[str, ...]
    confidence: str = ""


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


@dataclass(frozen=True, slots=True)
class ModeOfLiability:
    """How a person answers for a crime. The Court numbers no elements here; the numbers are ours."""

    id: str  # "25-3-b-ordering"
    provision: str  # "rome-statute/25(3)(b)"
    names: Labels
    form: str  # "principal" | "accessory" | "inchoate" | "superior"
    elements: tuple[Element, ...]
    sources: tuple[str, ...]
    confidence: str
    only_for: tuple[str, ...] = ()  # families of crimes; empty: any
    alternatives: tuple[str, ...] = ()
    proof_hints: tuple[str, ...] = ()
    case_law: tuple[str, ...] = ()
    used_in: str = ""
    notes: str = ""
    relevance_note: str = ""
    place: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en

    def reaches(self, crime: Crime) -> bool:
        """Whether a person can answer for `crime` in this mode (incitement: genocide only)."""
        return not self.only_for or crime.family in self.only_for


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


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """From when, and on what basis, the Court may judge acts in the situation."""

    accession: date
    temporal_start: date
    basis: str
    note: str
    confidence: str


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
