"""What the law folder registers beside the law: vocabularies, restrictions, proceedings, venues."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dadkhah.law.model import CaseLaw, Labels


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


@dataclass(frozen=True, slots=True)
class RegisteredRestriction:
    """A measure of the de facto authorities, as reported by the sources of its row."""

    id: str  # "afg-r-012"
    date: str  # "2021-08-15", "2021-08" or "2021"
    date_precision: str
    title: str
    issuer: str
    issuers: tuple[str, ...]
    form: str
    form_class: str
    areas: tuple[str, ...]
    scope: tuple[str, ...]
    target: str
    status: str
    confidence: str
    sources: tuple[str, ...]
    end_date: str = ""
    note: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ProceedingStep:
    """One dated step; without a source only when it says what was searched."""

    date: str
    event: str
    confidence: str
    sources: tuple[str, ...]
    note: str = ""
    search_note: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ListedOfficial:
    """An official named in sanctions lists."""

    name: str
    position: str
    listed_by: tuple[str, ...]
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Proceeding:
    """A line of proceedings or accountability, in order of date."""

    id: str
    title: str
    notes: tuple[tuple[str, str], ...]
    steps: tuple[ProceedingStep, ...]
    case_law: tuple[CaseLaw, ...] = ()
    listed_officials: tuple[ListedOfficial, ...] = ()
    place: str = field(default="", compare=False)


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


@dataclass(frozen=True, slots=True)
class Rule:
    """A general rule of the Statute that every charge meets."""

    id: str
    provision: str
    text: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class About:
    """How a part of the law was compiled: notes by name, and sources."""

    id: str
    title: str
    notes: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
