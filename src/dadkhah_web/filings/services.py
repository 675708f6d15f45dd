"""Comment on a filing, approve it, seal it into the vault."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import transaction

from dadkhah.errors import FilingNotReady, ItemsNotReceived, NotAllowed
from dadkhah.evidence.vault import Arrival, NotReceived, Received
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.copies.working import remove_folder
from dadkhah_web.evidence.services import log_entries, site_home, site_vault
from dadkhah_web.filings.gates import asked_of_people, gates_now, refuse_closed_gates
from dadkhah_web.filings.models import Approval, Filing, FilingComment, FilingFile
from dadkhah_web.filings.selectors import NEEDED_APPROVALS, counts, digest_of, is_approved

OWN_SOURCE = "own-filing-1"


def comment(access: Access, filing: Filing, *, text: str, place: str, at: datetime) -> None:
    """Say something of a filing to those who work on it; it never leaves with it."""
    FilingComment.objects.create(filing=filing, place=place, text=text, by=access.user.code, at=at)


def settle(access: Access, filing: Filing, number: int) -> None:
    """Mark a comment as settled."""
    filing.comments.filter(pk=number, settled_by="").update(settled_by=access.user.code)


def approve(access: Access, filing: Filing, *, confirmed: Sequence[str], at: datetime) -> Approval:
    """Approve exactly these files; the approval is an entry of the custody log.

    A sealed filing is approved again when more is asked than at first. Raises `FilingNotReady`
    while a gate is shut or when something that only a person can say was not confirmed, and
    `NotAllowed` for who approved all of this already.
    """
    gates = gates_now(filing)
    refuse_closed_gates(gates)
    asked = asked_of_people(gates)
    if missing := [sentence for sentence in asked if sentence not in confirmed]:
        raise FilingNotReady(f"Confirm each of these before you approve: {' '.join(missing)}")
    digest = digest_of(filing)
    mine = filing.approvals.filter(user=access.user)
    if any(counts(one, asked, digest) for one in mine):
        raise NotAllowed("You have approved this filing. A second person has to approve it too.")
    fields = {
        "type": "approval",
        "filing": f"{filing.kind}-{filing.number}",
        "files": digest,
        "confirmed": "\n".join(asked),
        "actor": access.user.code,
    }
    with transaction.atomic():
        mine.delete()
        row = Approval(filing=filing, user=access.user, at=at, digest=digest, confirmed=asked)
        (entry,) = log_entries([fields], vault=site_vault(), at=at)
        row.device, row.entry = entry.device, entry.entry
        row.disclosures = list(entry.disclosures)
        row.save()
    return row


def seal(access: Access, filing: Filing, *, at: datetime) -> None:
    """Seal the files of an approved filing into the vault, like anything that came in.

    Raises `FilingNotReady` while a gate is shut, without two approvals of exactly these files, or
    when the files are not those that were approved.
    """
    if filing.state == Filing.SEALED:
        return
    refuse_unready(filing)
    name = f"filing {filing.case.slug} {filing.kind}-{filing.number}"
    code = f"{filing.kind}-{filing.number}"
    with in_the_clear(f"seal-{filing.pk}") as folder:
        arrivals = []
        for file in filing.files.all():
            path = folder / file.name
            path.write_bytes(content_of(file))
            arrivals.append(Arrival(path, file.name, OWN_SOURCE, code, file.media_type))
        sealed = receive_own(access, arrivals, reception=name, at=at)
    with transaction.atomic():
        for file in filing.files.defer("content"):
            file.object_name = sealed[file.name].object_name
            file.save(update_fields=["object_name"])
        filing.state, filing.sealed_at, filing.sealed_by = Filing.SEALED, at, access.user.code
        filing.save(update_fields=["state", "sealed_at", "sealed_by"])


def refuse_unready(filing: Filing) -> None:
    """Raise `FilingNotReady` unless every gate is open and two people approved."""
    refuse_closed_gates(gates_now(filing))
    if not is_approved(filing):
        raise FilingNotReady(
            f"This needs the approval of {NEEDED_APPROVALS} different people for exactly these "
            "files and for everything that is asked of people now."
        )


def content_of(file: FilingFile) -> bytes:
    """Return the bytes of a file; raises `FilingNotReady` when they are not those kept."""
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise FilingNotReady(f"{file.name} is not the file that was drafted. Draft it again.")
    return content


def receive_own(
    access: Access, arrivals: Sequence[Arrival], *, reception: str, at: datetime
) -> Mapping[str, Received]:
    """Put what we made ourselves into the vault; return each reception by name."""
    sealed: dict[str, Received] = {}
    for outcome in site_vault().receive(
        arrivals, actor=access.user.code, clock=lambda: at, reception=reception, workers=1
    ):
        if isinstance(outcome, NotReceived):
            raise ItemsNotReceived(f"{outcome.path}: {outcome.message}")
        sealed[outcome.path] = outcome
    return sealed


@contextmanager
def in_the_clear(name: str) -> Iterator[Path]:
    """Give a folder for what lies unsealed while it is made; nothing of it stays.

    The same name begins by removing what an attempt that was cut off has left.
    """
    folder = site_home() / "leaving" / name
    remove_folder(folder)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        remove_folder(folder)
