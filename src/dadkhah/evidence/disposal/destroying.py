"""Destroy an object and what was disclosed of it, after two custodians agreed and the log said so.

The entry is durable before anything is destroyed, and so are the disclosures as they will be: a run
that was cut off is finished by the next one. Leaf, root and anchors stay as they are.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dadkhah.errors import DisposalRefused
from dadkhah.evidence.disposal.record import SHOWN, Disposal, disposals_in, kept_text
from dadkhah.evidence.durability import move_durably
from dadkhah.evidence.fixity.item_proof import kept_entries
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah.evidence.vault.age_file import encrypt
from dadkhah.evidence.vault.identity import recipient_key
from dadkhah.evidence.vault.kept_batch import private_lines

PREPARED = ".disposed"


@dataclass(frozen=True, slots=True)
class Approval:
    """A custodian who opened the vault for this: the code of the key that did."""

    custodian: str
    identity: VaultIdentity


@dataclass(frozen=True, slots=True)
class _Rewrite:
    """A file of disclosures, and the same without those of the object."""

    name: str
    sha256: str
    prepared: Path
    entries: tuple[int, ...]


def dispose(
    vault: Vault,
    object_name: str,
    *,
    reason: str,
    approvals: Sequence[Approval],
    actor: str,
    at: datetime,
) -> Disposal:
    """Log that an object is disposed of, and destroy it with the disclosures of its receptions.

    `reason` is readable by everybody who holds the vault or a copy. Where an earlier run was cut
    off, what it logged is carried out. Raises `DisposalRefused`, `LogBusy`, `DeviceKeyMissing`.
    """
    codes = _agreed(approvals)
    with vault.undisturbed() as index:
        earlier = disposals_in(vault.folder, vault.devices())
        if object_name not in earlier:
            _refuse_nameless(vault, object_name, reason)
            rewrites = _prepare(vault, object_name, approvals[0].identity)
            fields = {
                "type": "dispose",
                "object": object_name,
                "reason": reason.strip(),
                "kept": kept_text([(one.name, one.sha256) for one in rewrites]),
                "entries": " ".join(_positions(rewrites)),
                "first": codes[0],
                "second": codes[1],
                "actor": actor,
            }
            prepared = [one.prepared for one in rewrites]
            vault.note_all([fields], at=at, shown=SHOWN, written=prepared)
            earlier = disposals_in(vault.folder, vault.devices())
        disposal = earlier[object_name]
        _destroy(vault, disposal)
        index.forget(object_name)
    return disposal


def _agreed(approvals: Sequence[Approval]) -> tuple[str, str]:
    first, second = approvals
    if first.custodian == second.custodian:
        raise DisposalRefused(
            f"Both keys are those of '{first.custodian}'. Two different custodians must agree; "
            "`dadkhah vault key list` shows who there is. Nothing was destroyed."
        )
    return first.custodian, second.custodian


def _refuse_nameless(vault: Vault, object_name: str, reason: str) -> None:
    if not reason.strip():
        raise DisposalRefused("Say why the object is destroyed: the reason stays in the log.")
    if not vault.objects.path(object_name).exists():
        raise DisposalRefused(
            f"The vault holds no object {object_name} to dispose of. What is only missing is "
            "brought back from a copy: `dadkhah vault repair`."
        )


def _prepare(vault: Vault, object_name: str, identity: VaultIdentity) -> list[_Rewrite]:
    """Write each file of disclosures that opens a reception of the object anew, beside the old."""
    receptions: dict[str, set[int]] = {}
    for kept in kept_entries(vault, identity):
        if kept.fields.get("type") == "receive" and kept.fields.get("object") == object_name:
            receptions.setdefault(kept.device, set()).add(kept.entry)
    rewrites = []
    for device, entries in receptions.items():
        batches = vault.kept(device)
        for first, last in batches.private_ranges():
            gone = tuple(sorted(one for one in entries if first <= one <= last))
            if gone:
                lines = dict(batches.read(first, last, identity))
                name = f"private/{device}/{first}-{last}.jsonl.age"
                rewrites.append(_rewrite(vault, name, lines, gone))
    return rewrites


def _rewrite(
    vault: Vault, name: str, lines: Mapping[int, tuple[str, ...]], gone: tuple[int, ...]
) -> _Rewrite:
    left = [(number, () if number in gone else lines[number]) for number in lines]
    content = encrypt(private_lines(left), recipient_key(vault.recipient))
    prepared = vault.folder / f"{name}{PREPARED}"
    prepared.write_bytes(content)
    return _Rewrite(name, hashlib.sha256(content).hexdigest(), prepared, gone)


def _positions(rewrites: Sequence[_Rewrite]) -> list[str]:
    return [f"{one.name.split('/')[1]}/{entry}" for one in rewrites for entry in one.entries]


def _destroy(vault: Vault, disposal: Disposal) -> None:
    for name, sha256 in disposal.kept:
        prepared = vault.folder / f"{name}{PREPARED}"
        if prepared.exists() and hashlib.sha256(prepared.read_bytes()).hexdigest() == sha256:
            move_durably(prepared, vault.folder / name)
    vault.objects.path(disposal.object_name).unlink(missing_ok=True)
