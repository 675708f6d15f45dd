"""Hand sealed filings over: one bundle, for one recipient, fixed in the custody log."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from dadkhah.errors import FilingNotReady
from dadkhah.evidence.vault import Arrival, Received, VaultIdentity
from dadkhah.exchange.bundle import BundleWritten, Withholding
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.releasing import Releaser, release_bundle
from dadkhah_web.exchange.snapshot import snapshot
from dadkhah_web.filings.models import Filing, Handover
from dadkhah_web.filings.selectors import require_whole_case
from dadkhah_web.filings.services import (
    OWN_SOURCE,
    content_of,
    in_the_clear,
    receive_own,
    refuse_unready,
)


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What is handed over, to whom, and what stays behind."""

    filings: Sequence[Filing]
    recipient: str
    withhold: Sequence[str]
    name: str
    """Names this one attempt: the same again begins where it was cut off, and cleans up first."""


def hand_over(
    access: Access, asked: HandingOver, *, identity: VaultIdentity, at: datetime
) -> Handover:
    """Make the bundle and seal it into the vault; nothing of it stays outside.

    Raises `FilingNotReady` for a filing that is not sealed or may not leave any more, and what
    `write_bundle` refuses.
    """
    require_whole_case(access)
    if not asked.filings or len({one.kind for one in asked.filings}) < len(asked.filings):
        raise FilingNotReady("Choose at least one sealed filing, and one version of each kind.")
    for filing in asked.filings:
        refuse_unready(filing)
        if filing.state != Filing.SEALED:
            raise FilingNotReady(f"{filing.kind} {filing.number} is not sealed yet.")
    with in_the_clear(asked.name) as folder:
        written = _write(access, asked, folder, Releaser(site_vault(), identity, _by(access), at))
        name = f"bundle {access.case.slug} {asked.name}"
        arrival = Arrival(written.archive, "bundle.zip", OWN_SOURCE, name, "application/zip")
        sealed = receive_own(access, [arrival], reception=name, at=at)
    return _keep(access, asked, written, sealed["bundle.zip"], at)


def open_bundle(handover: Handover, identity: VaultIdentity) -> BinaryIO:
    """Return the bundle as it was made, to read once to the end."""
    return site_vault().open_object(handover.object_name, identity)


def _by(access: Access) -> str:
    return access.user.code


def _write(access: Access, asked: HandingOver, folder: Path, by: Releaser) -> BundleWritten:
    written = release_bundle(
        access.case,
        snapshot(access),
        by=by,
        recipient=asked.recipient,
        filings={f.name: content_of(f) for one in asked.filings for f in one.files.all()},
        withholding=Withholding(tuple(asked.withhold)),
        out=folder / "bundle",
        folders=_folders(asked.filings),
    )
    shutil.rmtree(written.folder)  # the archive holds the same; once in the house is enough
    return written


def _folders(filings: Sequence[Filing]) -> dict[str, str]:
    """Return the folder of each exhibit that the filings link to; they must agree on all."""
    found: dict[str, str] = {}
    for filing in filings:
        for item, folder in filing.folders.items():
            if found.setdefault(item, folder) != folder:
                raise FilingNotReady(
                    f"These filings number {item} differently, so links of one would lead astray. "
                    "Draft them again on the same state of the case, the communication first."
                )
    return found


def _keep(
    access: Access, asked: HandingOver, written: BundleWritten, sealed: Received, at: datetime
) -> Handover:
    with transaction.atomic():
        handover = Handover.objects.create(
            case=access.case,
            recipient=asked.recipient,
            made_by=_by(access),
            made_at=at,
            object_name=sealed.object_name,
            sha256=sealed.sha256,
            size=sealed.size,
            withheld=list(written.withheld),
            unsearched=list(written.unsearched),
        )
        handover.filings.set(asked.filings)
    return handover
