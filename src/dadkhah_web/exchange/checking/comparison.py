"""Compare a case with the one in the tables: what is new, what changed, what is absent."""

from collections.abc import Iterator
from dataclasses import dataclass

from dadkhah.exchange.tables import record_fields
from dadkhah.records.case import CaseRecords
from dadkhah_web.exchange.kinds import KeyedRecord, keyed_records
from dadkhah_web.records.services import Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """What saving a case will write: records with their rows, and one change for each revision."""

    records: tuple[KeyedRecord, ...]
    """New and changed records."""
    changes: tuple[Change, ...]
    """Of the head, the drafts and the records."""
    absent: tuple[str, ...]

    def names(self, action: str) -> tuple[str, ...]:
        """Return the names of what is created (`create`) or changed (`change`)."""
        return tuple(f"{c.kind}/{c.code}" for c in self.changes if c.action == action)


def compare(case: CaseRecords, held: CaseRecords | None) -> Comparison:
    """Compare `case` with what is `held` under its name, if anything is."""
    before = {key: cells for key, cells, _ in all_cells(held)} if held else {}
    records: list[KeyedRecord] = []
    changes: list[Change] = []
    seen: set[tuple[str, str]] = set()
    for key, cells, record in all_cells(case):
        seen.add(key)
        if before.get(key) == cells:
            continue
        changes.append(Change(*key, "change" if key in before else "create", cells))
        if record is not None:
            records.append(record)
    absent = tuple(f"{kind}/{code}" for kind, code in before if (kind, code) not in seen)
    return Comparison(tuple(records), tuple(changes), absent)


def all_cells(
    case: CaseRecords,
) -> Iterator[tuple[tuple[str, str], dict[str, str], KeyedRecord | None]]:
    """Yield kind and id, the text of each column, and the record unless it is head or draft."""
    yield ("case", case.info.slug), record_fields(case.info), None
    for path, text in case.drafts.items():
        yield ("draft", path.rpartition("/")[2]), {"path": path, "text": text}, None
    for record in keyed_records(case):
        yield (record.kind.name, record.code), record.cells, record
