"""The manifest of a WACZ, and whether its files are as it says.

WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/): a zip that is a Frictionless Data Package;
`datapackage.json` lists the files with their hashes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dadkhah.derivation.outcome import Reason
from dadkhah.derivation.provenance.held_files import HeldFiles
from dadkhah.errors import FileNotDerivable

MANIFEST = "datapackage.json"
SIGNATURE = "datapackage-digest.json"
_HASH = re.compile(r"(sha256|sha512|md5|sha1):([0-9a-f]{32,128})")
_STRONG = {"sha256", "sha512"}
_OUTSIDE = {MANIFEST, SIGNATURE, "signed-data.json"}  # not listed in the manifest, by the standard


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as the manifest says, and how."""

    path: str
    what: str  # a clause: "is not in the zip"

    def __str__(self) -> str:
        return f"{self.path!r} {self.what}"


def manifest_of(held: HeldFiles) -> Mapping[str, Any]:
    """Read `datapackage.json`; raises `FileNotDerivable` if there is none that can be read."""
    return json_object(held, MANIFEST)


def json_object(held: HeldFiles, name: str) -> Mapping[str, Any]:
    """Read a file of the zip that must hold one JSON object."""
    content = held.read(name)
    try:
        written = json.loads(content)
    except (ValueError, RecursionError) as error:
        message = f"{name} in the zip cannot be read as JSON: {error}."
        raise FileNotDerivable(Reason.DAMAGED, message) from error
    if not isinstance(written, Mapping):
        raise FileNotDerivable(Reason.DAMAGED, f"{name} in the zip is no JSON object.")
    return written


def faults(held: HeldFiles, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    """Compare every file with the manifest; what is not listed is a fault too."""
    resources = manifest.get("resources")
    listed: set[str] = set()
    for resource in resources if isinstance(resources, list) else ():
        written = resource if isinstance(resource, Mapping) else {}
        path = str(written.get("path", ""))
        listed.add(path)
        what = _what_is_wrong(held, path, written)
        if what:
            yield Fault(path, what)
    for name in held.doubled:
        if name not in listed:
            yield Fault(name, "stands in the zip twice")
    for name in held.names:
        if name not in listed | _OUTSIDE:
            yield Fault(name, "is not listed in the manifest")


def _what_is_wrong(held: HeldFiles, path: str, written: Mapping[str, Any]) -> str:
    # Older writers put it with the other figures.
    figures = written.get("stats")
    figures = figures if isinstance(figures, Mapping) else {}
    match = _HASH.fullmatch(str(written.get("hash") or figures.get("hash", "")).lower())
    if path in held.doubled:
        return "stands in the zip twice"
    if path not in held:
        return "is not in the zip"
    if match is None or match[1] not in _STRONG:
        return "has no hash that proves anything"
    try:
        digest = held.digest(path, match[1])
    except FileNotDerivable as error:
        return f"cannot be read ({error})"
    return "" if digest == match[2] else "is not what was hashed"
