"""Comment on a filing, approve it, seal it into the vault."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from dadkhah.errors import FilingNotReady, ItemsNotReceived, NotAllowed
from dadkhah.evidence.vault import Arrival, NotReceived
from dadkhah.filings.gates import GateState
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.services import log_entries, site_home, site_vault
from dadkhah_web.filings.consents import consent_gate
from dadkhah_web.filings.models import Approval, Filing, FilingComment
from dadkhah_web.filings.selectors import NEEDED_APPROVALS, digest_of, is_approved

OWN_SOURCE = "own-filing-1"


def comment(access: Access, filing: Filing, *, text: str, place: str, at: datetime) -> None:
    """Say something of a filing to those who work on it."""
    FilingComment.objects.create(filing=filing, place=place, text=text, by=access.user.code, at=at)


def settle(access: Access, filing: Filing, number: int) -> None:
    """Mark a comment as settled."""
    filing.comments.filter(pk=number, settled_by="").update(settled_by=access.user.code)


def approve(access: Access, filing: Filing, *, confirmed: Sequence[str], at: datetime) -> Approval:
    """Approve exactly these files; the approval is an entry of the custody log.

    Raises `FilingNotReady` while a gate is closed or a gate that only a person can open was not
    confirmed, and `NotAllowed` for who approved already.
    """
    refuse_closed_gates(filing)
    asked = {gate["name"] for gate in filing.gates if gate["state"] == GateState.BY_HAND.value}
    asked.discard("receipt")  # comes after sending
    if missing := sorted(asked - set(confirmed)):
        raise FilingNotReady(f"Confirm each of these before you approve: {', '.join(missing)}.")
    digest = digest_of(filing)
    if filing.approvals.filter(user=access.user, digest=digest).exists():
        raise NotAllowed("You have approved this filing. A second person has to approve it too.")
    with transaction.atomic():
        filing.approvals.filter(user=access.user).delete()
        fields = {
            "type": "approval",
            "filing": f"{filing.kind}-{filing.number}",
            "files": digest,
            "actor": access.user.code,
        }
        (entry,) = log_entries([fields], vault=site_vault(), at=at)
        return Approval.objects.create(
            filing=filing,
            user=access.user,
            at=at,
            digest=digest,
            device=entry.device,
            entry=entry.entry,
            disclosures=list(entry.disclosures),
        )


def refuse_closed_gates(filing: Filing) -> None:
    """Raise `FilingNotReady` naming each closed gate; consent is asked again each time."""
    now = consent_gate(filing.case, filing.listing, is_public=filing.is_public)
    gates = [now, *(gate for gate in filing.gates if gate["name"] != "consent")]
    closed = [gate for gate in gates if gate["state"] == GateState.FAILED.value]
    if closed:
        listed = " ".join(f"{gate['name']}: {gate['reason']}" for gate in closed)
        raise FilingNotReady(f"This filing may not leave. {listed}")


def seal(access: Access, filing: Filing, *, at: datetime) -> None:
    """Seal the files of an approved filing into the vault, like anything that came in.

    Raises `FilingNotReady` without two approvals of exactly these files.
    """
    if filing.state == Filing.SEALED:
        return
    refuse_closed_gates(filing)
    if not is_approved(filing):
        raise FilingNotReady(
            f"Sealing needs the approval of {NEEDED_APPROVALS} different people for exactly these "
            "files."
        )
    sealed = _receive(access, filing, at)
    with transaction.atomic():
        for file in filing.files.all():
            file.object_name = sealed[file.name]
            file.save(update_fields=["object_name"])
        Filing.objects.filter(pk=filing.pk).update(
            state=Filing.SEALED, sealed_at=at, sealed_by=access.user.code
        )
    filing.refresh_from_db()


def _receive(access: Access, filing: Filing, at: datetime) -> Mapping[str, str]:
    """Put the files into the vault; return the object of each."""
    name = f"filing {filing.case.slug} {filing.kind}-{filing.number}"
    sealed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=site_home()) as folder:
        arrivals = []
        for file in filing.files.all():
            path = Path(folder) / file.name
            path.write_bytes(bytes(file.content))
            code = f"{filing.kind}-{filing.number}"
            arrivals.append(Arrival(path, file.name, OWN_SOURCE, code, file.media_type))
        for outcome in site_vault().receive(
            arrivals, actor=access.user.code, clock=lambda: at, reception=name, workers=1
        ):
            if isinstance(outcome, NotReceived):
                raise ItemsNotReceived(f"{outcome.path}: {outcome.message}")
            sealed[outcome.path] = outcome.object_name
    return sealed
