"""A whole case as one value: what the library qualifies, files and bundles."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dadkhah.records.analysis import Charge, ElementFinding, Proposition
from dadkhah.records.events import Act, Event, Involvement
from dadkhah.records.evidence import EvidenceItem, Passage, Reception, Source
from dadkhah.records.persons import CommandLink, Person, PersonName, Position
from dadkhah.records.restrictions import Restriction, RestrictionStatus


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """The head of a case: who brings it, about what, under which rules."""

    slug: str
    title: str
    situation: str  # "ICC-02/17"
    sender: str
    mandate: str
    languages: tuple[str, ...]
    method: tuple[str, ...]  # paragraphs: how collected, by whom
    limits: tuple[str, ...]  # paragraphs: gaps and known bias
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """All records of a case. Each tuple is in its natural order (by id unless said)."""

    info: CaseInfo
    sources: tuple[Source, ...] = ()
    items: tuple[EvidenceItem, ...] = ()
    receptions: tuple[Reception, ...] = ()
    passages: tuple[Passage, ...] = ()
    persons: tuple[Person, ...] = ()
    person_names: tuple[PersonName, ...] = ()
    positions: tuple[Position, ...] = ()
    command_links: tuple[CommandLink, ...] = ()
    events: tuple[Event, ...] = ()
    acts: tuple[Act, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    restriction_statuses: tuple[RestrictionStatus, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    findings: tuple[ElementFinding, ...] = ()
    charges: tuple[Charge, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)  # "filings/letter.yaml" -> its text
