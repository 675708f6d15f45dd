"""One entry of the custody log: a coarse time and salted digests, in canonical JSON."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dadkhah.evidence.custody.disclosure import Disclosure, SaltSource


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry shows to a stranger: a minute, and digests that say nothing."""

    time: str
    digests: tuple[str, ...]


def commit(
    fields: Mapping[str, str], at: datetime, *, salt_source: SaltSource = secrets.token_bytes
) -> tuple[bytes, tuple[Disclosure, ...]]:
    """Return the entry's bytes and the disclosures (in the order of `fields`) that open it."""
    raise NotImplementedError


def read_entry(content: bytes) -> Entry:
    """Read an entry strictly; raises `EntryNotReadable`."""
    raise NotImplementedError


def disclosed_fields(content: bytes, disclosures: Iterable[str]) -> dict[str, str]:
    """Return the fields these encoded disclosures prove of the entry.

    Raises `DisclosureMismatch` when one is not of this entry or a name comes twice.
    """
    raise NotImplementedError
