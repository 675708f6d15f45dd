"""Hand sealed filings over: one bundle, for one recipient, fixed in the custody log."""

import hashlib
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dadkhah.errors import FilingNotReady, NotVisible
from dadkhah.evidence.vault import VaultIdentity
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.services import site_home, site_vault
from dadkhah_web.exchange.releasing import Releaser, release_bundle
from dadkhah_web.exchange.snapshot import snapshot
from dadkhah_web.filings.models import Filing, Handover
from dadkhah_web.filings.services import refuse_closed_gates


def hand_over(
    access: Access,
    filings: Sequence[Filing],
    *,
    recipient: str,
    withhold: Sequence[str],
    identity: VaultIdentity,
    at: datetime,
) -> Handover:
    """Make the bundle of sealed filings for a recipient; it lies in the home until fetched.

    Raises `FilingNotReady` for a filing that is not sealed, and what `write_bundle` refuses.
    """
    for filing in filings:
        refuse_closed_gates(filing)
        if filing.state != Filing.SEALED:
            raise FilingNotReady(f"{filing.kind} {filing.number} is not sealed yet.")
    folder = site_home() / "handovers" / f"{at:%Y%m%d-%H%M%S-%f}"
    folder.mkdir(mode=0o700, parents=True)
    try:
        written = release_bundle(
            access.case,
            snapshot(access),
            by=Releaser(site_vault(), identity, access.user.code, at),
            recipient=recipient,
            filings={f.name: bytes(f.content) for one in filings for f in one.files.all()},
            withhold=withhold,
            out=folder / "bundle",
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(written.folder)  # the archive holds the same; once in the house is enough
    handover = Handover.objects.create(
        case=access.case,
        recipient=recipient,
        made_by=access.user.code,
        made_at=at,
        folder=folder.name,
        sha256=_sha256(written.archive),
        withheld=list(written.withheld),
        unsearched=list(written.unsearched),
    )
    handover.filings.set(filings)
    return handover


def archive_of(handover: Handover) -> Path:
    """Return the bundle as one file; raises `NotVisible` when it was taken away."""
    archive = site_home() / "handovers" / handover.folder / "bundle.zip"
    if not archive.is_file():
        raise NotVisible("This bundle is no longer here. Make it again.")
    return archive


def _sha256(archive: Path) -> str:
    with archive.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
