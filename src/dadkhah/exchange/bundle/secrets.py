"""Say which values a bundle must not contain, and which cannot be searched for."""

from collections.abc import Sequence

from dadkhah.exchange.bundle.leak_check import Secret, is_searchable, plain
from dadkhah.exchange.bundle.opened import OpenedEntry, fields_held_back
from dadkhah.exchange.bundle.withholding import ESSENTIAL
from dadkhah.exchange.tables import TABLES

_LONGEST_CODE = 40
_CALENDAR = "_calendar"
_DATES = frozenset(
    f"f:{column.removesuffix(_CALENDAR)}"
    for table in TABLES
    for column in table.columns
    if column.endswith(_CALENDAR)
)


def secrets_of(
    entries: Sequence[OpenedEntry], fixed_text: str
) -> tuple[list[Secret], tuple[str, ...]]:
    """Return what to search for, and the fields that cannot be searched for.

    Not searched: values too short to mean anything, words of `fixed_text` (what stands in every
    bundle), dates (a month stands inside every day of it), and codes and identifiers that other
    fields of the bundle show in their own right. Salts and encoded disclosures always are.
    """
    codes, fixed = _codes_shown(entries), plain(fixed_text)
    secrets: list[Secret] = []
    unsearched: list[str] = []
    for subject, disclosure in fields_held_back(entries):
        secrets.append(Secret(f"{subject} (its salt)", disclosure.salt, is_token=True))
        encoded = disclosure.encoded
        secrets.append(Secret(f"{subject} (its disclosure)", encoded, is_token=True))
        if disclosure.name in ESSENTIAL - {"sha256"} or not disclosure.value:
            continue
        value = disclosure.value
        is_common = disclosure.name in _DATES or _is_code(value, codes) or plain(value) in fixed
        if is_common or not is_searchable(value):
            unsearched.append(subject)
        else:
            secrets.append(Secret(subject, value))
    return secrets, tuple(unsearched)


def _codes_shown(entries: Sequence[OpenedEntry]) -> set[str]:
    """The ids of all records, and every value shown, taken apart where it is a list."""
    ids = {entry.id.partition("/")[2] for entry in entries}
    return ids | {code for e in entries for d in e.shown for code in _parts(d.value)}


def _is_code(value: str, shown: set[str]) -> bool:
    return all(
        part in shown and len(part) <= _LONGEST_CODE and not any(c.isspace() for c in part)
        for part in _parts(value)
    )


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(";")]
