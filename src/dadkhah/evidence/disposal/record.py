"""Read, without a key, which objects a vault has disposed of, by which entry and why.

A `dispose` entry is opened to everybody in `manifests/<device>/<entry>.disposal`; only the two
custodians who agreed stay sealed. What does not open an entry of a signed log is no disposal.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import DadkhahError
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.custody.log_reader import LogReader

SUFFIX = ".disposal"
_PRIVATE = re.compile(r"private/[\w-]+/[\w.-]+")
SHOWN = ("type", "object", "reason", "kept")
"""The fields that are opened to everybody."""


@dataclass(frozen=True, slots=True)
class Disposal:
    """Entry `entry` of the log of `device` says that the object was destroyed, and why."""

    device: str
    entry: int
    object_name: str
    reason: str
    kept: tuple[tuple[str, str], ...]
    """Files of disclosures that were rewritten: name in the vault, and SHA-256 as it is since."""

    def __str__(self) -> str:
        return f"disposed of by entry {self.entry} of log {self.device[:8]}: {self.reason}"


def disposals_in(folder: Path, devices: Sequence[str]) -> dict[str, Disposal]:
    """Return the disposals that the logs in a vault's folder prove, by name of the object."""
    found: dict[str, Disposal] = {}
    for device in devices:
        for path in sorted((folder / "manifests" / device).glob(f"*{SUFFIX}")):
            for disposal in _read(folder, device, path):
                found[disposal.object_name] = disposal
    return found


def kept_text(kept: Sequence[tuple[str, str]]) -> str:
    """Write rewritten files as one field, as `sha256sum` would."""
    return "\n".join(f"{sha256}  {name}" for name, sha256 in kept)


def rewritten(disposals: Mapping[str, Disposal]) -> set[tuple[str, str]]:
    """Return every name and SHA-256 of a file of disclosures that a disposal has left."""
    return {one for disposal in disposals.values() for one in disposal.kept}


def _read(folder: Path, device: str, path: Path) -> Iterator[Disposal]:
    try:
        entry = int(path.name.removesuffix(SUFFIX))
        content = LogReader(folder / "log" / device).entry(entry)
        fields = disclosed_fields(content, path.read_text("ascii").split())
    except (DadkhahError, OSError, ValueError, IndexError):
        return
    if fields.get("type") == "dispose" and fields.get("object"):
        lines = [line.partition("  ") for line in fields.get("kept", "").splitlines()]
        # A log of another device may name anything: only files of disclosures are ever moved.
        kept = tuple((name, sha256) for sha256, _, name in lines if _PRIVATE.fullmatch(name))
        yield Disposal(device, entry, fields["object"], fields.get("reason", ""), kept)
