"""Write a bundle of a case: what somebody may see of it, with the proof, and its release."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah.exchange.bundle import (
    BundleContent,
    BundleWritten,
    Custody,
    LoggedEntry,
    Withholding,
    write_bundle,
)
from dadkhah.exchange.filing_listing import exhibit_numbers
from dadkhah.records.case import CaseRecords
from dadkhah_web.cases.models import Case
from dadkhah_web.exchange.checking.comparison import all_cells
from dadkhah_web.records.selectors import latest_revisions
from dadkhah_web.records.services import record_release


@dataclass(frozen=True, slots=True)
class Releaser:
    """Who releases a bundle, when, with which key of which vault."""

    vault: Vault
    identity: VaultIdentity
    actor: str
    at: datetime


def release_bundle(
    row: Case,
    case: CaseRecords,
    *,
    by: Releaser,
    recipient: str,
    filings: Mapping[str, bytes],
    withholding: Withholding,
    out: Path,
    folders: Mapping[str, str] | None = None,
) -> BundleWritten:
    """Write the bundle of `case` (records of `row`, all or a part) to `out` and `out`.zip.

    `filings` are files by name. What of the case is not in `case` is withheld: its entries show
    as bare hashes. `folders` are those the filings link to, by item. See `write_bundle` for what is
    refused.
    """
    content = BundleContent(
        case,
        filings,
        _revisions(row, case),
        _receptions(case, by),
        exhibit_numbers(filings, case),
        folders or {},
    )

    def seal(fields: Mapping[str, str]) -> LoggedEntry:
        entry = record_release(row, fields, vault=by.vault, actor=by.actor, at=by.at)
        return LoggedEntry(entry.device, entry.entry, entry.disclosures)

    custody = Custody(
        logs=by.vault.folder / "log",
        open_item=lambda item: by.vault.open_object(item.object_name, by.identity),
        seal=seal,
        anchors=by.vault.folder / "anchors",
    )
    return write_bundle(
        content,
        custody,
        recipient=recipient,
        at=by.at,
        out=out,
        withholding=withholding,
    )


def _revisions(row: Case, case: CaseRecords) -> dict[str, LoggedEntry]:
    """Return the log entry of the newest revision of each record; drafts stay in the house."""
    shown = {f"{kind}/{code}" for (kind, code), _, _ in all_cells(case)}
    return {
        key: LoggedEntry(revision.device, revision.entry, tuple(revision.disclosures))
        for key, revision in latest_revisions(row).items()
        if revision.kind != "draft" and key in shown
    }


def _receptions(case: CaseRecords, by: Releaser) -> dict[str, LoggedEntry]:
    """Return the newest reception of each item in a log of this vault."""
    here = set(by.vault.devices())
    newest = {one.item: one for one in case.receptions if one.device in here}
    return {
        item: LoggedEntry(
            one.device,
            one.entry,
            tuple(
                disclosure.encoded
                for disclosure in by.vault.disclosures(by.identity, one.device, one.entry)
            ),
        )
        for item, one in newest.items()
    }
