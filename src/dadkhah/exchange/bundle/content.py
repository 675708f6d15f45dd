"""What goes into a bundle, and where it comes from: all of it given by the caller."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dadkhah.records.case import CaseRecords
from dadkhah.records.evidence import EvidenceItem


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """Where something stands in a custody log, and the disclosures that open it."""

    device: str
    entry: int
    disclosures: tuple[str, ...]  # encoded as RFC 9901 says


@dataclass(frozen=True, slots=True)
class BundleContent:
    """A case with the log entries of its records, and its filings."""

    case: CaseRecords
    filings: Mapping[str, bytes]  # "communication.pdf" -> its bytes
    revisions: Mapping[str, LoggedEntry]  # "act/A-0001" -> its latest revision
    receptions: Mapping[str, LoggedEntry]  # item id -> its reception
    exhibit_numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Filing ("communication") -> item id -> the number the filing gives it."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """Item id -> the folder its filings link to; where none are given, as the first filing says."""


Seal = Callable[[Mapping[str, str]], LoggedEntry]
"""Append one entry with these fields to this device's log; return it when it is durable."""


@dataclass(frozen=True, slots=True)
class Custody:
    """The vault, as far as a bundle needs it."""

    logs: Path  # the folder vault/log
    open_item: Callable[[EvidenceItem], AbstractContextManager[BinaryIO]]
    seal: Seal
    anchors: Path | None = None  # the folder vault/anchors
