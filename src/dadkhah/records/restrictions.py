"""A decree, order, law or practice that restricts, and how its status changed."""

from dataclasses import dataclass

from dadkhah.dates import PartialDate
from dadkhah.records.evidence import Citations


@dataclass(frozen=True, slots=True)
class RestrictionStatus:
    """One step in a restriction's life: in_force, modified, superseded, lifted ..."""

    restriction: str
    status: str
    since: PartialDate
    note: str = ""
    citations: Citations = Citations()


@dataclass(frozen=True, slots=True)
class Restriction:
    """A measure of those in power; its areas are of the vocabulary of the register."""

    id: str  # "afg-r-012"
    title: str
    date: PartialDate
    issuer: str  # as reported
    issuers: tuple[str, ...]  # vocabulary taliban_institutions
    form: str
    form_class: str
    areas: tuple[str, ...]
    scope: tuple[str, ...]  # "national" or ISO 3166-2 codes; anything else as reported
    target: str
    confidence: str
    note: str = ""
    citations: Citations = Citations()
