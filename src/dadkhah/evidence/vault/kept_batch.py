"""The two files the vault keeps beside each batch of its own entries.

`private/<device>/<first>-<last>.jsonl.age`: the disclosures, encrypted to the vault.
`manifests/<device>/<last>.sha256`: the names of the objects that came with the batch, as
`sha256sum -c` reads them. Entry `<last>` commits to its hash, and `<last>.disclosures` opens that
entry to everybody, so a missing object is noticed without any key.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dadkhah.errors import VaultNotReadable
from dadkhah.evidence.custody.entry import commit
from dadkhah.evidence.vault.age_file import AgeReader, encrypt
from dadkhah.evidence.vault.identity import VaultIdentity, recipient_key

_PRIVATE = re.compile(r"(\d+)-(\d+)\.jsonl\.age")
_MANIFEST = re.compile(r"(\d+)\.(?:sha256|disclosures)")


class KeptEntry(NamedTuple):
    """An entry and the encoded disclosures that the vault keeps for it."""

    content: bytes
    disclosures: tuple[str, ...]
    shown: tuple[str, ...] = ()
    """Those of a disposal that everybody may read: `manifests/<device>/<entry>.disposal`."""


def kept_entry(fields: Mapping[str, str], at: datetime, shown: Collection[str] = ()) -> KeptEntry:
    """Commit to fields; those named in `shown` are opened to everybody."""
    content, disclosures = commit(fields, at)
    opened = tuple(one.encoded for one in disclosures if one.name in shown)
    return KeptEntry(content, tuple(one.encoded for one in disclosures), opened)


class KeptBatches:
    """The kept files of the log of one device."""

    def __init__(self, vault: Path, device: str) -> None:
        self.private = vault / "private" / device
        self.manifests = vault / "manifests" / device

    def write(
        self, first: int, kept: Sequence[KeptEntry], *, objects: Sequence[str], recipient: str
    ) -> list[Path]:
        """Write the files of a batch; its last entry is the one `manifest_entry` made."""
        last = first + len(kept) - 1
        lines = private_lines(enumerate((entry.disclosures for entry in kept), first))
        private = self.private / f"{first}-{last}.jsonl.age"
        manifest = self.manifests / f"{last}.sha256"
        disclosures = self.manifests / f"{last}.disclosures"
        self.private.mkdir(parents=True, exist_ok=True)
        self.manifests.mkdir(parents=True, exist_ok=True)
        private.write_bytes(encrypt(lines, recipient_key(recipient)))
        manifest.write_bytes(manifest_text(objects))
        disclosures.write_text("".join(f"{one}\n" for one in kept[-1].disclosures), "ascii")
        shown = [(number, entry.shown) for number, entry in enumerate(kept, first) if entry.shown]
        opened = [self.manifests / f"{number}.disposal" for number, _ in shown]
        for path, (_, encoded) in zip(opened, shown, strict=True):
            path.write_text("".join(f"{one}\n" for one in encoded), "ascii")
        return [private, manifest, disclosures, *opened]

    def manifest_entry(self, objects: Sequence[str], at: datetime, *, size: int) -> KeptEntry:
        """Make the entry that closes a batch and names the manifest before it, if any.

        `size` is the size of the log before the batch. What lies beyond it was never acknowledged
        and is removed first.
        """
        self._remove_beyond(size)
        previous = [last for last in self.manifest_positions() if last < size]
        fields = {
            "type": "manifest",
            "manifest": hashlib.sha256(manifest_text(objects)).hexdigest(),
            "objects": str(len(objects)),
            "previous": str(max(previous)) if previous else "",
        }
        return kept_entry(fields, at)

    def manifest_positions(self) -> list[int]:
        """The entries that close a batch, in order, by the names of the files."""
        matches = map(_MANIFEST.fullmatch, _names(self.manifests))
        return sorted({int(match[1]) for match in matches if match})

    def private_ranges(self) -> list[tuple[int, int]]:
        """First and last entry of each private file, in order."""
        matches = map(_PRIVATE.fullmatch, _names(self.private))
        return sorted((int(match[1]), int(match[2])) for match in matches if match)

    def disclosures(self, identity: VaultIdentity, entry: int) -> tuple[str, ...]:
        """The encoded disclosures of one entry; () when the vault keeps none for it."""
        for first, last in self.private_ranges():
            if first <= entry <= last:
                return dict(self.read(first, last, identity)).get(entry, ())
        return ()

    def read(
        self, first: int, last: int, identity: VaultIdentity
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the entries of one private file with their disclosures."""
        path = self.private / f"{first}-{last}.jsonl.age"
        with AgeReader(path.open("rb"), identity, name=f"private/{path.name}") as stream:
            lines = stream.readall().splitlines()
        for line in lines:
            try:
                kept = json.loads(line)
                yield int(kept["entry"]), tuple(map(str, kept["disclosures"]))
            except (ValueError, KeyError, TypeError):
                raise VaultNotReadable(f"{path} holds a line that is no disclosure.") from None

    def _remove_beyond(self, size: int) -> None:
        for first, last in self.private_ranges():
            if first >= size:
                (self.private / f"{first}-{last}.jsonl.age").unlink()
        for last in self.manifest_positions():
            if last >= size:
                (self.manifests / f"{last}.sha256").unlink(missing_ok=True)
                (self.manifests / f"{last}.disclosures").unlink(missing_ok=True)
        for path in self.manifests.glob("*.disposal"):
            if int(path.stem) >= size:
                path.unlink()


def private_lines(kept: Iterable[tuple[int, Sequence[str]]]) -> bytes:
    """Return what a private file holds before it is encrypted: entries with their disclosures."""
    # Encoded disclosures are base64url: nothing in them needs escaping.
    quoted = '","'
    lines = (
        f'{{"entry":{number},"disclosures":["{quoted.join(disclosures)}"]}}\n'
        if disclosures
        else f'{{"entry":{number},"disclosures":[]}}\n'
        for number, disclosures in kept
    )
    return "".join(lines).encode()


def manifest_text(objects: Sequence[str]) -> bytes:
    """Return the manifest of these objects: `sha256sum -c` in the vault's folder checks it."""
    return "".join(f"{name}  objects/{name[:2]}/{name[2:]}\n" for name in sorted(objects)).encode()


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []
