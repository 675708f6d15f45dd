"""Prove one item to somebody who has only the head of the log: a C2SP tlog-proof file."""

import base64
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dadkhah.errors import ItemNotFound
from dadkhah.evidence.custody.disclosure import Disclosure
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.vault import Vault
from dadkhah.evidence.vault.identity import VaultIdentity
from dadkhah.text.one_line import on_one_line

SHOWN = ("type", "sha256", "size", "object")
_MOST_OFFERED = 10


@dataclass(frozen=True, slots=True)
class KeptFields:
    """An entry that the vault keeps the disclosures of, opened."""

    device: str
    entry: int
    fields: dict[str, str]
    disclosures: tuple[str, ...]


def kept_entries(vault: Vault, identity: VaultIdentity) -> Iterator[KeptFields]:
    """Yield every entry of every device that the vault can open, in the order of the logs."""
    for device in vault.devices():
        log, kept = vault.log(device), vault.kept(device)
        for first, last in kept.private_ranges():
            if last >= log.size:
                continue
            contents = log.entries(first, last + 1)
            for content, (entry, encoded) in zip(
                contents, kept.read(first, last, identity), strict=True
            ):
                yield KeptFields(device, entry, disclosed_fields(content, encoded), encoded)


def find_receptions(vault: Vault, identity: VaultIdentity, item: str) -> Iterator[KeptFields]:
    """Yield the receptions of an item, named by SHA-256 as received, object, item code or path."""
    for kept in kept_entries(vault, identity):
        named = {kept.fields.get(name) for name in ("sha256", "object", "item", "path")}
        if kept.fields.get("type") == "receive" and item in named:
            yield kept


def find_item(vault: Vault, identity: VaultIdentity, item: str) -> KeptFields:
    """Return the first reception of an item; raises `ItemNotFound`."""
    for kept in find_receptions(vault, identity, item):
        return kept
    paths = {kept.fields.get("path", "") for kept in kept_entries(vault, identity)}
    like = [f"'{on_one_line(path)}'" for path in sorted(paths) if item and path.endswith(item)]
    meant = f" Was it received as {' or '.join(like[:_MOST_OFFERED])}?" if like else ""
    raise ItemNotFound(
        f"The vault holds nothing named '{item}'.{meant} Give the SHA-256 as received, the object's"
        " name, the item's code or the path as `dadkhah vault log` shows it."
    )


def prove_item(
    vault: Vault, identity: VaultIdentity, item: str, *, show: Collection[str] = SHOWN
) -> bytes:
    """Return a proof that the item was received, opening only the fields in `show`.

    The file's extra data is JSON with the entry and the disclosures that open it.
    """
    kept = find_item(vault, identity, item)
    log = vault.log(kept.device)
    shown = [one for one in kept.disclosures if Disclosure.decode(one).name in show]
    extra = {"entry": log.entry(kept.entry).decode(), "disclosures": shown}
    return tlog_proof(log, kept.entry, extra=json.dumps(extra).encode())


def tlog_proof(log: LogReader, entry: int, *, extra: bytes = b"") -> bytes:
    """Return a proof of one entry as c2sp.org/tlog-proof@v1 writes it."""
    lines = ["c2sp.org/tlog-proof@v1"]
    if extra:
        lines.append(f"extra {base64.b64encode(extra).decode()}")
    lines.append(f"index {entry}")
    lines += [base64.b64encode(part).decode() for part in log.inclusion_proof(entry)]
    return "\n".join([*lines, "", ""]).encode() + log.head().signed
