"""An export of Bayanat (SJAC): records as JSON or CSV, and the media they name."""

from collections.abc import Sequence
from typing import Any

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.kinds.packages.claims import Promise, algorithm_of, claim, compared
from dadkhah.derivation.kinds.packages.contents import Contents
from dadkhah.derivation.kinds.packages.records import json_records, json_value

TOOL = "Bayanat"
_EXPORT = "export.json"
_TABLES = ("bulletins", "actors", "incidents")
_MOST_TITLES = 20


def recognises(names: Sequence[str]) -> bool:
    """Its records lie in one file of this name."""
    return _EXPORT in names


def algorithms(contents: Contents) -> frozenset[str]:
    """Bayanat keeps an MD5 of each file, which it calls an etag."""
    return frozenset({"md5"})


def read(contents: Contents) -> Findings | None:
    """Count the records, and compare the hash of each medium with the file it names."""
    exported = json_value(contents[_EXPORT].text)
    tables = [name for name in _TABLES if isinstance(exported, dict) and name in exported]
    if not tables:
        return None
    facts = [Fact("package", "tool", TOOL)]
    for table in tables:
        records = exported[table] if isinstance(exported[table], list) else []
        facts.append(claim(table, len(records)))
        titles = [one.get("title") for one in records if isinstance(one, dict)]
        facts += [claim("title", title) for title in titles[:_MOST_TITLES] if title]
    media = [one for one in json_records(exported) if one.get("filename") and "etag" in one]
    facts.append(claim("media", len(media)))
    notices = [*compared(_promises(media), contents, TOOL), *_left_out(media, contents)]
    return Findings(facts=tuple(facts), notices=tuple(notices))


def _promises(media: list[dict[str, Any]]) -> list[Promise]:
    return [
        Promise(str(one["filename"]), "md5", str(one["etag"]).lower())
        for one in media
        if algorithm_of(str(one["etag"])) == "md5"
    ]


def _left_out(media: list[dict[str, Any]], contents: Contents) -> list[Notice]:
    """Media of which the hash is none that can be compared, as storage services make them."""
    bare = [one for one in media if algorithm_of(str(one["etag"])) != "md5"]
    if not bare:
        return []
    there = sum(str(one["filename"]) in contents for one in bare)
    said = f"Of {len(bare)} media it has no hash that can be compared; {there} of them are there."
    return [Notice("package-hash-unknown", said)]
