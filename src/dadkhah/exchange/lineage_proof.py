"""Prove that one item was made of another, without showing the other.

The entry that received a copy has two salted fields: `relation` and `parent`, which is
`device/entry#leaf hash`. Who shows these two shows that the copy names one entry of one log, and
the tiles of that log show that this very entry is there. What it holds stays closed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dadkhah.errors import DisclosureMismatch, EntryNotReadable, LineageNotProven
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.merkle import leaf_hash, proves_inclusion

PARENT, RELATION = "parent", "relation"
_COMMITMENT = re.compile(r"([^/#\s]{1,64})/(0|[1-9]\d{0,17})#([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What names an item without saying anything of it: one entry of one log, and its leaf hash."""

    device: str
    entry: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class ProvenLineage:
    """The copy in entry `copy_entry` of `copy_device` was made of the item that `parent` names."""

    copy_device: str
    copy_entry: int
    relation: str
    parent: Commitment

    @property
    def sentence(self) -> str:
        """What was proved, for a person."""
        parent = self.parent
        return (
            f"Entry {self.copy_entry} of log {self.copy_device} says that its item is a "
            f"{self.relation} of the item received in entry {parent.entry} of log {parent.device}. "
            "That entry is in the log; its content is not shown."
        )


def read_commitment(written: str) -> Commitment:
    """Read `device/entry#leaf hash`; raises `LineageNotProven`."""
    match = _COMMITMENT.fullmatch(written)
    if match is None:
        message = f"'{written[:100]}' names no entry of a log; expected device/entry#leaf hash."
        raise LineageNotProven(message)
    return Commitment(match[1], int(match[2]), bytes.fromhex(match[3]))


def prove_lineage(
    copy: tuple[str, int],
    entry: bytes,
    disclosures: Iterable[str],
    logs: Mapping[str, LogReader],
) -> ProvenLineage:
    """Prove it for the copy that `copy`, a device and a position, received as `entry`.

    `disclosures` open at least the fields `parent` and `relation` of the entry. Of `logs`, by
    device, only the signed heads and the hash tiles are read. Raises `LineageNotProven`.
    """
    device, position = copy
    _require_in(logs, Commitment(device, position, leaf_hash(entry)), "the copy")
    try:
        fields = disclosed_fields(entry, disclosures)
    except (DisclosureMismatch, EntryNotReadable) as error:
        raise LineageNotProven(f"The entry of the copy is not opened by this: {error}") from error
    if not fields.get(PARENT) or not fields.get(RELATION):
        raise LineageNotProven("The fields parent and relation of the copy are not shown.")
    parent = read_commitment(fields[PARENT])
    if parent.device == device and parent.entry >= position:
        message = f"Entry {position} of log {device} names entry {parent.entry}, which came later."
        raise LineageNotProven(message)
    _require_in(logs, parent, "the original")
    return ProvenLineage(device, position, fields[RELATION], parent)


def _require_in(logs: Mapping[str, LogReader], named: Commitment, what: str) -> None:
    """Raise `LineageNotProven` unless an entry is in the log that its head signs."""
    log = logs.get(named.device)
    if log is None or named.entry >= log.size:
        message = f"Entry {named.entry} of log {named.device}, of {what}, is not in what is here."
        raise LineageNotProven(message)
    (leaf,) = log.leaf_hashes(named.entry, named.entry + 1)
    path = log.inclusion_proof(named.entry)
    head = log.head()
    is_in = proves_inclusion(
        index=named.entry, size=head.size, leaf=named.leaf, path=path, root=head.root
    )
    if leaf != named.leaf or not is_in:
        message = f"Entry {named.entry} of log {named.device} is another one than that of {what}."
        raise LineageNotProven(message)
