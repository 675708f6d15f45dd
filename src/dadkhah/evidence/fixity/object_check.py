"""Check, without a key, that stored objects are those the logs name: in a vault or in any copy."""

from collections.abc import Collection
from dataclasses import dataclass

from dadkhah.errors import DadkhahError
from dadkhah.evidence.fixity.manifest_check import Fault
from dadkhah.evidence.replicas.store import Store
from dadkhah.evidence.vault.objects import OBJECT_NAME

NAME_BYTES = 32
OBJECTS = "objects"
SHARDS = 256


@dataclass(frozen=True, slots=True)
class Shard:
    """What was found in one of the 256 folders of objects."""

    objects: int
    bytes: int
    faults: tuple[Fault, ...]
    undestroyed: tuple[str, ...]
    """Objects that are still here though a log says they were disposed of."""


def check_shard(store: Store, number: int, names: bytes, disposed: Collection[str]) -> Shard:
    """Hash every file of `objects/<number>`; `names` are those the manifests list, packed."""
    prefix = f"{number:02x}"
    listed = {names[at : at + NAME_BYTES].hex() for at in range(0, len(names), NAME_BYTES)}
    present = {
        stored.name.removeprefix(f"{OBJECTS}/").replace("/", "", 1)
        for stored in store.files(f"{OBJECTS}/{prefix}")
    }
    lost = listed - present - set(disposed)
    faults = [_fault("object-missing", name, "It is missing.") for name in lost]
    size = 0
    for name in sorted(present):
        try:
            length, digest = store.digest(path_of(name))
        except (OSError, DadkhahError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            faults.append(_fault("object-unreadable", name, f"{reason}."))
            continue
        size += length
        faults += _judged(name, digest, listed)
    undestroyed = tuple(sorted(present & set(disposed)))
    return Shard(len(present), size, tuple(faults), undestroyed)


def path_of(object_name: str) -> str:
    """The name of an object's file in a vault or store."""
    return f"{OBJECTS}/{object_name[:2]}/{object_name[2:]}"


def object_of(path: str) -> str:
    """The name of the object in this file; empty for what is no object."""
    name = path.removeprefix(f"{OBJECTS}/").replace("/", "", 1)
    return name if OBJECT_NAME.fullmatch(name) and path_of(name) == path else ""


def _judged(name: str, digest: str, listed: set[str]) -> list[Fault]:
    if not OBJECT_NAME.fullmatch(name):
        return [_fault("object-extra", name, "No object has such a name.")]
    if digest != name:
        message = f"Its bytes are not those that were sealed: their SHA-256 is {digest}."
        return [_fault("object-changed", name, message)]
    if name not in listed:
        message = "It is whole, but no entry of any log brought it here."
        return [_fault("object-unlogged", name, message)]
    return []


def _fault(code: str, name: str, message: str) -> Fault:
    return Fault(code, f"objects/{name[:2]}/{name[2:]}", message)
