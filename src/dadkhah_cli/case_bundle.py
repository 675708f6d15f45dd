"""Gather what a bundle of a case needs: from the tables, the vault and a folder of filings."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dadkhah.errors import FilingNotOfCase
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah.exchange.bundle import (
    BundleWritten,
    Custody,
    LoggedEntry,
    Withholding,
    write_bundle,
)
from dadkhah.records.case import CaseRecords
from dadkhah_cli import site

RENDERED = (".pdf", ".docx", ".html", ".json")


@dataclass(frozen=True, slots=True)
class Release:
    """Who releases a bundle, when, with which key of which vault."""

    vault: Vault
    identity: VaultIdentity
    actor: str
    at: datetime

    def write(
        self,
        slug: str,
        *,
        recipient: str,
        out: Path,
        filings: Path | None,
        withhold: Sequence[str],
    ) -> BundleWritten:
        """Write the bundle of a case; see `write_bundle` for what is refused."""
        case = site.load_case(slug)
        files = dict(filings_in(filings)) if filings else {}
        if filings and not files:
            raise FilingNotOfCase(
                f"{filings} holds no filing: none of its .json files lists facts. Name the folder "
                "that `dadkhah filing draft` wrote, or leave --filings out."
            )
        content = site.bundle_content(
            slug,
            filings=files,
            numbers=exhibit_numbers(files, case),
            receptions=self._receptions(case),
        )
        custody = Custody(
            logs=self.vault.folder / "log",
            open_item=lambda item: self.vault.open_object(item.object_name, self.identity),
            seal=lambda fields: site.record_release(
                slug, fields, vault=self.vault, actor=self.actor, at=self.at
            ),
            anchors=self.vault.folder / "anchors",
        )
        return write_bundle(
            content,
            custody,
            recipient=recipient,
            at=self.at,
            out=out,
            withholding=Withholding(tuple(withhold)),
        )

    def _receptions(self, case: CaseRecords) -> dict[str, LoggedEntry]:
        """Return the newest reception of each item in a log of this vault."""
        here = set(self.vault.devices())
        newest = {one.item: one for one in case.receptions if one.device in here}
        return {
            item: LoggedEntry(
                one.device,
                one.entry,
                tuple(
                    disclosure.encoded
                    for disclosure in self.vault.disclosures(self.identity, one.device, one.entry)
                ),
            )
            for item, one in newest.items()
        }


def filings_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of each filing in `folder`: those that stand beside its list of facts."""
    for listing in sorted(folder.glob("*.json")):
        if "facts" in _read_listing(listing.name, listing.read_bytes()):
            for suffix in RENDERED:
                file = listing.with_suffix(suffix)
                if file.is_file():
                    yield file.name, file.read_bytes()


def exhibit_numbers(files: Mapping[str, bytes], case: CaseRecords) -> dict[str, dict[str, str]]:
    """Return for each filing the number it gives each item, from the passages its facts cite."""
    item_of = {passage.id: passage.item for passage in case.passages}
    numbers: dict[str, dict[str, str]] = {}
    for name, content in files.items():
        if not name.endswith(".json"):
            continue
        own = numbers.setdefault(name.removesuffix(".json"), {})
        for fact in _read_listing(name, content)["facts"]:
            for cited in fact["citations"]:
                if cited["passage"] not in item_of:
                    raise FilingNotOfCase(
                        f"{name} cites passage {cited['passage']}, which is not in the case. "
                        "Draft it again."
                    )
                own[item_of[cited["passage"]]] = cited["exhibit"]
    return numbers


def _read_listing(name: str, content: bytes) -> dict[str, Any]:
    try:
        listing = json.loads(content)
    except ValueError as error:
        raise FilingNotOfCase(f"{name} is not JSON: {error}.") from None
    return listing if isinstance(listing, dict) else {}
