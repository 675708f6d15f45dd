"""A ProofMode package (Guardian Project): media, and what the phone noted when they were made."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.kinds.packages.claims import Promise, claims_of, compared, telling
from dadkhah.derivation.kinds.packages.contents import Contents
from dadkhah.derivation.kinds.packages.records import csv_records, json_value
from dadkhah.derivation.kinds.packed.names import listed

TOOL = "ProofMode"
_PROOFS = (".proof.csv", ".proof.json")
_HOW_TO = "HowToVerifyProofData.txt"
_HASH, _PATH = "File Hash SHA256", "File Path"
_MOST_PROOFS = 40


def recognises(names: Sequence[str]) -> bool:
    """Its proofs have names of their own, and a text says how to check them."""
    return any(name.endswith((*_PROOFS, _HOW_TO)) for name in names)


def algorithms(contents: Contents) -> frozenset[str]:
    """ProofMode writes SHA-256."""
    return frozenset({"sha256"})


def read(contents: Contents) -> Findings | None:
    """Read every proof as a claim, and compare the hash in it with the media."""
    records = list(_records(contents))
    promises = [
        Promise(PurePosixPath(one.get(_PATH, "")).name, "sha256", one[_HASH].lower())
        for one in records
        if one.get(_HASH)
    ]
    facts = [Fact("package", "tool", TOOL)]
    for one in _distinct(records)[:_MOST_PROOFS]:
        facts += claims_of(one, of=PurePosixPath(one.get(_PATH) or one[_HASH][:16]).name)
    endings = {".asc": "OpenPGP signatures", ".ots": "OpenTimestamps proofs",
               ".gst": "attestations of the device", "pubkey.asc": "public keys"}  # fmt: skip
    for ending, what in endings.items():
        if number := sum(name.endswith(ending) for name in contents):
            facts.append(Fact("package", what, str(number)))
    notices = [*compared(_named(promises, contents), contents, TOOL), *telling(facts)]
    bare = [n for n in contents if n.endswith(_PROOFS) and f"{n}.asc" not in contents]
    if bare:
        said = f"Proofs without a signature beside them: {listed(bare)}."
        notices.append(Notice("package-unsigned", said))
    return Findings(facts=tuple(facts), notices=tuple(notices))


def _records(contents: Contents) -> Iterator[dict[str, str]]:
    for name, held in contents.items():
        if name.endswith(".proof.csv"):
            yield from (one for one in csv_records(held.text) if one.get(_HASH))
        elif name.endswith(".proof.json"):
            value = json_value(held.text)
            if isinstance(value, dict) and value.get(_HASH):
                yield _plain(value)


def _plain(value: dict[str, Any]) -> dict[str, str]:
    return {str(key): str(one) for key, one in value.items() if not isinstance(one, dict | list)}


def _distinct(records: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return one record for each file: the same stands in a CSV and in a JSON."""
    return list({one[_HASH].lower(): one for one in reversed(records)}.values())[::-1]


def _named(promises: list[Promise], contents: Contents) -> Iterator[Promise]:
    """Name a file only where its name is in the package: apps rename what they share."""
    last = {PurePosixPath(name).name for name in contents}
    for one in promises:
        yield one if one.name in last else Promise("", one.algorithm, one.digest)
