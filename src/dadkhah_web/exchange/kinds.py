"""The kinds of record: for each its value in the library and its table here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from dadkhah.exchange.tables import record_fields
from dadkhah.records import analysis, events, evidence, persons, restrictions
from dadkhah.records.case import CaseRecords
from dadkhah_web.cases.models import CaseRecord
from dadkhah_web.evidence import models as evidence_tables
from dadkhah_web.qualification import models as qualification_tables
from dadkhah_web.records import models as record_tables


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name in ids (`act/A-0001`), its field of `CaseRecords`, value and table."""

    name: str
    part: str
    value: type
    table: type[CaseRecord]

    @property
    def owner(self) -> str:
        """The field that names the owner of a record without an id of its own, or nothing."""
        return {"person_name": "person", "restriction_status": "restriction"}.get(self.name, "")


# In reading order: a record refers only to records of kinds above its own.
KINDS: tuple[Kind, ...] = (
    Kind("source", "sources", evidence.Source, evidence_tables.Source),
    Kind("item", "items", evidence.EvidenceItem, evidence_tables.EvidenceItem),
    Kind("passage", "passages", evidence.Passage, evidence_tables.Passage),
    Kind("person", "persons", persons.Person, record_tables.Person),
    Kind("person_name", "person_names", persons.PersonName, record_tables.PersonName),
    Kind("position", "positions", persons.Position, record_tables.Position),
    Kind("command_link", "command_links", persons.CommandLink, record_tables.CommandLink),
    Kind("event", "events", events.Event, record_tables.Event),
    Kind("restriction", "restrictions", restrictions.Restriction, record_tables.Restriction),
    Kind(
        "restriction_status",
        "restriction_statuses",
        restrictions.RestrictionStatus,
        record_tables.RestrictionStatus,
    ),
    Kind("act", "acts", events.Act, record_tables.Act),
    Kind("involvement", "involvements", events.Involvement, record_tables.Involvement),
    Kind("proposition", "propositions", analysis.Proposition, qualification_tables.Proposition),
    Kind("charge", "charges", analysis.Charge, qualification_tables.Charge),
    Kind("finding", "findings", analysis.ElementFinding, qualification_tables.ElementFinding),
)
KIND_BY_NAME = {kind.name: kind for kind in KINDS}
KIND_OF_VALUE = {kind.value: kind for kind in KINDS}
KIND_OF_TABLE: dict[type[Model], str] = {kind.table: kind.name for kind in KINDS}
# The lists that name other records; every other list holds codes.
BASES: dict[tuple[str, str], Any] = {
    ("proposition", "acts"): qualification_tables.PropositionAct,
    ("proposition", "restrictions"): qualification_tables.PropositionRestriction,
    ("finding", "propositions"): qualification_tables.FindingProposition,
    ("finding", "charges"): qualification_tables.FindingCharge,
}
BEARINGS = ("supports", "contradicts", "context")
# What an involvement may be in, in the order in which its id is looked up.
SUBJECTS = ("act", "restriction")


@dataclass(frozen=True, slots=True)
class KeyedRecord:
    """A record with the id under which it is kept, and its row in its file."""

    kind: Kind
    code: str
    row: int
    value: Any

    @property
    def key(self) -> str:
        """Its name in the log and in a bundle: `act/A-0001`."""
        return f"{self.kind.name}/{self.code}"

    @property
    def cells(self) -> dict[str, str]:
        """The text of each column, as the case folder has it."""
        return record_fields(self.value)


def keyed_records(case: CaseRecords) -> Iterator[KeyedRecord]:
    """Yield every record of a case but its receptions, those referred to first.

    A name or a step of status has no id of its own: it is the first, second ... of its owner,
    `P-akhundzada.1`. The id says nothing of the content, which can so be forgotten.
    """
    for kind in KINDS:
        counts: dict[str, int] = {}
        for row, value in enumerate(getattr(case, kind.part)):
            code = getattr(value, kind.owner or "id")
            if kind.owner:
                counts[code] = counts.get(code, 0) + 1
                code = f"{code}.{counts[code]}"
            yield KeyedRecord(kind, code, row, value)
