"""An export of Tella (Horizontal): media, each with a CSV of what the phone noted."""

from collections.abc import Sequence

from dadkhah.derivation.findings import Fact, Findings
from dadkhah.derivation.kinds.packages.claims import (
    Promise,
    algorithm_of,
    claims_of,
    compared,
    telling,
)
from dadkhah.derivation.kinds.packages.contents import Contents
from dadkhah.derivation.kinds.packages.records import csv_records

TOOL = "Tella"
_HASH, _NAME = "File hash", "File name"
_MOST_FILES = 40


def recognises(names: Sequence[str]) -> bool:
    """Its tables lie beside the media; only their first line tells."""
    return any(name.endswith(".csv") for name in names)


def algorithms(contents: Contents) -> frozenset[str]:
    """Tella writes SHA-256; older versions wrote MD5."""
    return frozenset({"sha256", "md5"})


def read(contents: Contents) -> Findings | None:
    """Read every table as a claim, and compare the hash in it with the file it names."""
    records = [
        one
        for name, held in contents.items()
        if name.endswith(".csv")
        for one in csv_records(held.text)
        if _HASH in one and _NAME in one
    ]
    if not records:
        return None
    promises = [
        Promise(one[_NAME], algorithm, one[_HASH].lower())
        for one in records
        if (algorithm := algorithm_of(one[_HASH]))
    ]
    facts = [Fact("package", "tool", TOOL)]
    for one in records[:_MOST_FILES]:
        facts += claims_of(one, of=one[_NAME])
    notices = (*compared(promises, contents, TOOL), *telling(facts))
    return Findings(facts=tuple(facts), notices=notices)
