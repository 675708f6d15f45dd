"""Persons and institutions, their names, offices and chains of command."""

from dataclasses import dataclass

from dadkhah.dates import PartialDate
from dadkhah.records.evidence import Citations


@dataclass(frozen=True, slots=True)
class PersonName:
    """One written form of a name."""

    person: str
    text: str
    language: str  # "en", "fa", "ps", "ar"
    kind: str = "variant"  # "main" | "variant"


@dataclass(frozen=True, slots=True)
class Person:
    """An individual, group or institution that acts in public office."""

    id: str  # "P-akhundzada", "O-pvpv"
    kind: str  # "individual" | "institution" | "group"
    description: str = ""
    note: str = ""  # e.g. who must not be confused with whom
    citations: Citations = Citations()


@dataclass(frozen=True, slots=True)
class Position:
    """An office held, with its dates."""

    id: str
    person: str
    institution: str
    title: str
    held: PartialDate  # an interval, e.g. EDTF "2021-08-15/.."
    citations: Citations = Citations()


@dataclass(frozen=True, slots=True)
class CommandLink:
    """A superior and a subordinate, with the dates and the basis."""

    id: str
    superior: str
    subordinate: str
    held: PartialDate
    basis: str
    kind: str = "de-facto"  # "de-jure" | "de-facto"
    citations: Citations = Citations()
