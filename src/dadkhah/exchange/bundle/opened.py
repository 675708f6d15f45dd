"""Open the log entries of a case: which fields leave, which stay, and where each stands."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import BundleIncomplete
from dadkhah.evidence.custody.disclosure import Disclosure
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.exchange.bundle.content import BundleContent, LoggedEntry
from dadkhah.exchange.bundle.withholding import Withheld, Withholding, resolve


@dataclass(frozen=True, slots=True)
class OpenedEntry:
    """An entry under the id it has in the bundle; its fields shown and those held back."""

    id: str
    logged: LoggedEntry
    shown: tuple[Disclosure, ...]
    held_back: tuple[Disclosure, ...] = ()

    @property
    def kind(self) -> str:
        """The part of the id before the stroke: `act`, `item`, `receive`."""
        return self.id.partition("/")[0]

    @property
    def names(self) -> frozenset[str]:
        """The names of all fields, as they are committed."""
        return frozenset(d.name for d in (*self.shown, *self.held_back))


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """The entries of a case, divided into what leaves and what stays."""

    revisions: dict[str, OpenedEntry]  # by record, sorted
    receptions: dict[str, OpenedEntry]  # by item, sorted
    withheld: Withheld
    logs: dict[str, LogReader]

    @property
    def entries(self) -> tuple[OpenedEntry, ...]:
        """All entries, also those that stay."""
        return (*self.revisions.values(), *self.receptions.values())

    def record_line(self, entry: OpenedEntry) -> dict[str, object]:
        """Return what a bundle says of an entry: docs/formats/case-bundle.md, section 4."""
        place = {"id": entry.id, "device": entry.logged.device, "entry": entry.logged.entry}
        if entry.id in self.withheld.records:
            return {**place, "leaf": self.leaf(entry)}
        content = self.logs[entry.logged.device].entry(entry.logged.entry)
        withheld = sorted(d.name for d in entry.held_back)
        return {
            **place,
            "entry_bytes": content.decode(),
            "disclosures": [d.encoded for d in entry.shown],
            **({"withheld": withheld} if withheld else {}),
        }

    def leaf(self, entry: OpenedEntry) -> str:
        """Return the leaf hash of an entry in base64."""
        position = entry.logged.entry
        (leaf,) = self.logs[entry.logged.device].leaf_hashes(position, position + 1)
        return base64.b64encode(leaf).decode()

    def shown_positions(self, device: str) -> set[int]:
        """Return where in a log something is shown."""
        return {e.logged.entry for e in self.entries if e.shown and e.logged.device == device}

    def withheld_names(self) -> tuple[str, ...]:
        """Name what stays: whole records, then fields of records that are shown."""
        fields = (
            f"{entry.id}:{d.name.removeprefix('f:')}"
            for entry in self.entries
            for d in entry.held_back
            if entry.shown
        )
        return (*sorted(self.withheld.records), *sorted(fields))

    def columns(self) -> dict[str, list[str]]:
        """Return the fields that every record of a kind has."""
        columns: dict[str, frozenset[str]] = {}
        for entry in self.revisions.values():
            own = frozenset(name for name in entry.names if name.startswith("f:"))
            columns[entry.kind] = columns.get(entry.kind, own) & own
        return {kind: sorted(names) for kind, names in sorted(columns.items())}


def open_case(content: BundleContent, logs: Path, withholding: Withholding) -> OpenedCase:
    """Open all entries and divide their fields.

    Raises `BundleIncomplete` when an item was never received, `WithholdingNotUnderstood`.
    """
    without = [item.id for item in content.case.items if item.id not in content.receptions]
    if without:
        message = f"No custody log has the reception of {', '.join(without)}. Receive them first."
        raise BundleIncomplete(message)
    revisions = {r: _opened(r, logged) for r, logged in sorted(content.revisions.items())}
    receptions = {
        item: _opened(f"receive/{logged.device}/{logged.entry}", logged)
        for item, logged in sorted(content.receptions.items())
    }
    entries = (*revisions.values(), *receptions.values())
    withheld = resolve(withholding, content.case, {e.id: e.names for e in entries})
    whole = withheld.records | {receptions[item].id for item in withheld.items}
    return OpenedCase(
        {r: _divided(e, withheld, whole) for r, e in revisions.items()},
        {item: _divided(e, withheld, whole) for item, e in receptions.items()},
        withheld,
        open_logs(logs, (entry.logged.device for entry in entries)),
    )


def open_logs(logs: Path, devices: Iterable[str]) -> dict[str, LogReader]:
    """Open the logs of these devices for reading, each at its head of this moment."""
    return {device: LogReader(logs / device) for device in sorted(set(devices))}


def _opened(id_: str, logged: LoggedEntry) -> OpenedEntry:
    return OpenedEntry(id_, logged, tuple(Disclosure.decode(d) for d in logged.disclosures))


def _divided(entry: OpenedEntry, withheld: Withheld, whole: Iterable[str]) -> OpenedEntry:
    def stays(disclosure: Disclosure) -> bool:
        return entry.id in whole or withheld.hides(entry.id, disclosure.name)

    shown = tuple(d for d in entry.shown if not stays(d))
    return OpenedEntry(entry.id, entry.logged, shown, tuple(filter(stays, entry.shown)))


def fields_held_back(entries: Iterable[OpenedEntry]) -> Iterator[tuple[str, Disclosure]]:
    """Give each field that stays, under `record:field`."""
    for entry in entries:
        for disclosure in entry.held_back:
            yield f"{entry.id}:{disclosure.name}", disclosure
