"""A dossier: files beside lists of their hashes, as eyeWitness and others hand over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from dadkhah.derivation.findings import Fact, Findings
from dadkhah.derivation.kinds.packages.claims import (
    Promise,
    algorithm_of,
    claims_of,
    compared,
    telling,
)
from dadkhah.derivation.kinds.packages.contents import Contents
from dadkhah.derivation.kinds.packages.records import csv_records, json_records, json_value

TOOL = "a dossier"
_LISTS = (".json", ".csv", ".xml", ".txt", "")
_LINE = re.compile(r"^\s*([0-9a-fA-F]{32,128})\s+\*?(\S.*?)\s*$", re.MULTILINE)
_IN_XML = re.compile(r">\s*([0-9a-fA-F]{32,128})\s*<")
_OF_USE = re.compile(r"time|date|captur|lat|lon|location|device|version|created|id$", re.IGNORECASE)
_MOST_RECORDS = 40


def recognises(names: Sequence[str]) -> bool:
    """Some list may lie beside the files; only what stands in it tells."""
    return len(names) > 1 and any(PurePosixPath(one).suffix.lower() in _LISTS for one in names)


def algorithms(contents: Contents) -> frozenset[str]:
    """Return what hashes of such a length mostly are."""
    return frozenset(promise.algorithm for promise, _ in _promises(contents))


def read(contents: Contents) -> Findings | None:
    """Read every list in which a hash of one of the files stands; without any it is no dossier."""
    found = list(_promises(contents))
    promises = [promise for promise, _ in found]
    if not _is_dossier(promises, contents):
        return None
    facts: list[Fact] = []
    for promise, record in found[:_MOST_RECORDS]:
        of_use = {key: one for key, one in record.items() if _OF_USE.search(key)}
        facts += claims_of(of_use, of=promise.name or promise.digest[:16])
    notices = (*compared(promises, contents, TOOL), *telling(facts))
    return Findings(facts=(Fact("package", "tool", _tool(contents)), *facts), notices=notices)


def _promises(contents: Contents) -> Iterator[tuple[Promise, Mapping[str, str]]]:
    last = {PurePosixPath(name).name for name in contents}
    for name, held in contents.items():
        if held.content and PurePosixPath(name).suffix.lower() in _LISTS:
            for record in _records(name, held.text):
                if promise := _promise(record, last):
                    yield promise, record


def _is_dossier(promises: list[Promise], contents: Contents) -> bool:
    """A hash in a list alone may be of anything: one must be of a file here, or name one."""
    digests = {digest for held in contents.values() for digest in held.digests.values()}
    return any(one.name or not digests or one.digest in digests for one in promises)


def _tool(contents: Contents) -> str:
    says_so = any(b"eyewitness" in (held.content or b"").lower() for held in contents.values())
    return "a dossier that names eyeWitness" if says_so else TOOL


def _records(name: str, text: str) -> Iterator[Mapping[str, str]]:
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".json":
        for one in json_records(json_value(text)):
            yield _plain(one)
    elif ending == ".csv":
        yield from csv_records(text)
    elif ending == ".xml":
        yield from ({"hash": digest} for digest in _IN_XML.findall(text))
    else:
        yield from ({"hash": digest, "file": file} for digest, file in _LINE.findall(text))


def _plain(record: dict[str, Any]) -> dict[str, str]:
    kept = {key: one for key, one in record.items() if not isinstance(one, dict | list)}
    return {str(key): str(one) for key, one in kept.items() if one is not None}


def _promise(record: Mapping[str, str], last: set[str]) -> Promise | None:
    """Return the hash in a record, with the file of the package that the record names."""
    digest = next((value for value in record.values() if algorithm_of(value)), "")
    if not digest:
        return None
    names = [PurePosixPath(str(value).replace("\\", "/")).name for value in record.values()]
    name = next((one for one in names if one in last), "")
    return Promise(name, algorithm_of(digest), digest.lower())
