"""One entry of the custody log: a coarse time and salted digests, in canonical JSON."""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from dadkhah.errors import DisclosureMismatch, EntryNotReadable, EntryTooLarge, FieldNotText
from dadkhah.evidence.custody.disclosure import (
    SALT_BYTES,
    Disclosure,
    SaltSource,
    base64url,
    digest_of,
)
from dadkhah.evidence.tlog.tiles import LONGEST_ENTRY

VERSION = 1
DIGESTS_STEP = 8
"""Decoys fill the digests of an entry up to a multiple of this."""

_MINUTE = "%Y-%m-%dT%H:%MZ"
_DIGEST = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
_DECOY_BYTES = 32
# RFC 8785 for what we write: sorted names, no spaces, text as it is.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry shows to a stranger: a minute, and digests that say nothing."""

    time: str
    digests: tuple[str, ...]


def commit(
    fields: Mapping[str, str], at: datetime, *, salt_source: SaltSource = secrets.token_bytes
) -> tuple[bytes, tuple[Disclosure, ...]]:
    """Return the entry's bytes and the disclosures (in the order of `fields`) that open it.

    `at` is aware; only its minute is kept. Raises `FieldNotText` and `EntryTooLarge`.
    """
    if at.utcoffset() is None:
        raise ValueError("The time of an entry must be aware of its zone.")
    disclosures = tuple(
        [_disclosure(salt_source(SALT_BYTES), name, value) for name, value in fields.items()]
    )
    digests = [disclosure.digest for disclosure in disclosures]
    for _ in range(-len(digests) % DIGESTS_STEP or DIGESTS_STEP * (not digests)):
        digests.append(base64url(hashlib.sha256(salt_source(_DECOY_BYTES)).digest()))
    time = at.astimezone(UTC).strftime(_MINUTE)
    content = _JSON.encode({"_sd": sorted(digests), "t": time, "v": VERSION}).encode()
    if len(content) > LONGEST_ENTRY:
        message = f"The entry has {len(fields)} fields; its digests would not fit 65,535 bytes."
        raise EntryTooLarge(message)
    return content, disclosures


def read_entry(content: bytes) -> Entry:
    """Read an entry strictly; raises `EntryNotReadable`."""
    try:
        members = json.loads(content)
        canonical = _JSON.encode(members).encode()
    except (ValueError, RecursionError):
        raise EntryNotReadable(f"An entry is not JSON in UTF-8: {content[:80]!r}.") from None
    reason = _unlike_an_entry(members) or (canonical != content and "it is not in canonical form")
    if reason or len(content) > LONGEST_ENTRY:
        reason = reason or "it is too long"
        raise EntryNotReadable(f"This is not an entry, since {reason}: {content[:80]!r}.")
    return Entry(members["t"], tuple(members["_sd"]))


def disclosed_fields(content: bytes, disclosures: Iterable[str]) -> dict[str, str]:
    """Return the fields these encoded disclosures prove of the entry.

    Raises `DisclosureMismatch` when one is not of this entry or a name comes twice.
    """
    digests = frozenset(read_entry(content).digests)
    fields: dict[str, str] = {}
    for encoded in disclosures:
        disclosure = Disclosure.decode(encoded)
        if digest_of(encoded) not in digests:
            message = f"The field {disclosure.name!r} is altered or belongs to another entry."
            raise DisclosureMismatch(message)
        if disclosure.name in fields:
            message = f"The field {disclosure.name!r} is disclosed twice for one entry."
            raise DisclosureMismatch(message)
        fields[disclosure.name] = disclosure.value
    return fields


def _disclosure(salt: bytes, name: str, value: str) -> Disclosure:
    try:
        return Disclosure(base64url(salt), name, value)
    except UnicodeEncodeError:
        message = f"The field {name!r} holds {value!r}, which cannot be written in UTF-8."
        raise FieldNotText(message) from None


def _unlike_an_entry(members: object) -> str:
    if not isinstance(members, dict) or set(members) != {"_sd", "t", "v"}:
        return "it must have the members _sd, t and v and no other"
    if type(members["v"]) is not int or members["v"] != VERSION:
        return f"its version is {members['v']!r}, not {VERSION}"
    digests = members["_sd"]
    if not isinstance(digests, list) or not digests or len(digests) % DIGESTS_STEP:
        return f"the number of its digests is not a multiple of {DIGESTS_STEP}"
    if not all(isinstance(d, str) and _DIGEST.fullmatch(d) for d in digests):
        return "a digest is not the base64url of 32 bytes"
    if not all(first < second for first, second in pairwise(digests)):
        return "its digests are not sorted, or one comes twice"
    return "" if _is_minute(members["t"]) else "its time is not a minute in UTC"


def _is_minute(time: object) -> bool:
    try:
        return isinstance(time, str) and datetime.strptime(time, _MINUTE).strftime(_MINUTE) == time  # noqa: DTZ007
    except ValueError:
        return False
