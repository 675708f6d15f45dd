"""Prepare a disclosure, approve it, give it, and keep its receipt."""

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from dadkhah.errors import DisclosureNotReady, NotAllowed
from dadkhah.evidence.vault import Arrival, Received, VaultIdentity
from dadkhah.exchange.bundle import BundleWritten, Withholding
from dadkhah.exchange.tiers import Tier, allowed_sensitivity
from dadkhah.records.case import CaseRecords
from dadkhah_web.cases.access import Access
from dadkhah_web.disclosures.gates import gates_of, refuse_closed_gates
from dadkhah_web.disclosures.models import DisclosureApproval, DisclosureSet, Receipt
from dadkhah_web.disclosures.selectors import NEEDED_APPROVALS, counted_approvals, digest_of
from dadkhah_web.evidence.selectors import items_of
from dadkhah_web.evidence.services import log_entries, site_vault
from dadkhah_web.exchange.releasing import Releaser, release_bundle
from dadkhah_web.exchange.selectors import load_case
from dadkhah_web.filings.gates import asked_of_people
from dadkhah_web.filings.services import OWN_SOURCE, in_the_clear, receive_own

# What a team writes of an item for itself.
OWN_WORDS = ("item:note",)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to disclose: to whom, how confidential, for what, which items."""

    recipient: str
    tier: Tier
    purpose: str
    codes: Collection[str]


def prepare(access: Access, wanted: Wanted, *, at: datetime) -> DisclosureSet:
    """Prepare a set; raises `NotVisible` for an item that is not there for this person."""
    for code in wanted.codes:
        access.record("item", code)
    items = items_of(access).filter(record__code__in=wanted.codes)
    with transaction.atomic():
        rows = DisclosureSet.objects.filter(case=access.case)
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        made = DisclosureSet.objects.create(
            case=access.case,
            number=number,
            recipient=wanted.recipient,
            tier=wanted.tier,
            purpose=wanted.purpose,
            made_by=access.user.code,
            made_at=at,
        )
        made.items.set(items)
    return made


def drop(disclosure: DisclosureSet) -> None:
    """Give up a set that was not given; its number stays taken."""
    rows = DisclosureSet.objects.filter(pk=disclosure.pk, state=DisclosureSet.PREPARED)
    rows.update(state=DisclosureSet.DROPPED)


def approve(
    access: Access, disclosure: DisclosureSet, *, confirmed: Sequence[str], at: datetime
) -> None:
    """Approve exactly these items for this recipient; the approval is an entry of the log.

    Raises `DisclosureNotReady` while a gate is shut or something was not confirmed that only a
    person can say, and `NotAllowed` for who approved all of this already.
    """
    _refuse_over(disclosure)
    gates = gates_of(disclosure)
    refuse_closed_gates(gates)
    asked = asked_of_people(gates)
    if missing := [sentence for sentence in asked if sentence not in confirmed]:
        raise DisclosureNotReady(f"Confirm each of these before you approve: {' '.join(missing)}")
    if any(one.user_id == access.user.pk for one in counted_approvals(disclosure, asked)):
        raise NotAllowed("You have approved this. A second person has to approve it too.")
    digest = digest_of(disclosure)
    fields = {
        "type": "approval",
        "disclosure": str(disclosure.number),
        "files": digest,
        "confirmed": "\n".join(asked),
        "actor": access.user.code,
    }
    with transaction.atomic():
        disclosure.approvals.filter(user=access.user).delete()
        (entry,) = log_entries([fields], vault=site_vault(), at=at)
        DisclosureApproval.objects.create(
            disclosure=disclosure,
            user=access.user,
            at=at,
            digest=digest,
            confirmed=asked,
            device=entry.device,
            entry=entry.entry,
            disclosures=list(entry.disclosures),
        )


def give(
    access: Access, disclosure: DisclosureSet, *, identity: VaultIdentity, name: str, at: datetime
) -> None:
    """Make the bundle and seal it into the vault; its release is an entry of the log.

    Raises `DisclosureNotReady` while a gate is shut or without two approvals of exactly this set,
    and what `write_bundle` refuses. `name` names this attempt.
    """
    _refuse_over(disclosure)
    gates = gates_of(disclosure)
    refuse_closed_gates(gates)
    if len(counted_approvals(disclosure, asked_of_people(gates))) < NEEDED_APPROVALS:
        raise DisclosureNotReady(
            f"This needs the approval of {NEEDED_APPROVALS} different people for exactly these "
            "items and for everything that is asked of people now."
        )
    with _alone(disclosure), in_the_clear(name) as folder:
        by = Releaser(site_vault(), identity, access.user.code, at)
        written = _write(access, disclosure, folder, by)
        code = f"disclosure {access.case.slug} {disclosure.number}"
        arrival = Arrival(written.archive, "disclosure.zip", OWN_SOURCE, code, "application/zip")
        sealed = receive_own(access, [arrival], reception=code, at=at)["disclosure.zip"]
        _keep(access, disclosure, sealed, at)


def keep_receipt(
    access: Access, disclosure: DisclosureSet, *, on: date, by: str, how: str, at: datetime
) -> Receipt:
    """Write down that the recipient has it. Raises `DisclosureNotReady` before it was given."""
    if disclosure.state != DisclosureSet.GIVEN:
        raise DisclosureNotReady("It was not given yet, so nobody can have received it.")
    fields = {
        "type": "receipt",
        "disclosure": str(disclosure.number),
        "bundle": disclosure.sha256,
        "received_on": on.isoformat(),
        "by": by,
        "how": how,
        "actor": access.user.code,
    }
    with transaction.atomic():
        (entry,) = log_entries([fields], vault=site_vault(), at=at)
        return Receipt.objects.create(
            disclosure=disclosure,
            received_on=on,
            by=by,
            how=how,
            recorded_by=access.user.code,
            recorded_at=at,
            device=entry.device,
            entry=entry.entry,
            disclosures=list(entry.disclosures),
        )


@contextmanager
def _alone(disclosure: DisclosureSet) -> Iterator[None]:
    """Let one attempt give a set: a second one, and who would drop it, are refused meanwhile."""
    rows = DisclosureSet.objects.filter(pk=disclosure.pk)
    if not rows.filter(state=DisclosureSet.PREPARED).update(state=DisclosureSet.GIVING):
        raise DisclosureNotReady("It is being given already, or was dropped. Look at it again.")
    try:
        yield
    finally:
        rows.filter(state=DisclosureSet.GIVING).update(state=DisclosureSet.PREPARED)


def _refuse_over(disclosure: DisclosureSet) -> None:
    if disclosure.state != DisclosureSet.PREPARED:
        raise DisclosureNotReady("This was given or dropped; prepare another one.")


def _write(access: Access, disclosure: DisclosureSet, folder: Path, by: Releaser) -> BundleWritten:
    codes = set(disclosure.items.values_list("record__code", flat=True))
    written = release_bundle(
        access.case,
        _only(load_case(access.case.slug), codes),
        by=by,
        recipient=disclosure.recipient,
        filings={},
        withholding=Withholding(OWN_WORDS, allowed_sensitivity(Tier(disclosure.tier))),
        out=folder / "disclosure",
    )
    shutil.rmtree(written.folder)
    return written


def _only(case: CaseRecords, codes: Collection[str]) -> CaseRecords:
    """Return nothing of a case but these items and how they came."""
    items = tuple(item for item in case.items if item.id in codes)
    receptions = tuple(one for one in case.receptions if one.item in codes)
    return CaseRecords(replace(case.info, note=""), items=items, receptions=receptions)


def _keep(access: Access, disclosure: DisclosureSet, sealed: Received, at: datetime) -> None:
    pairs = disclosure.items.values_list("record__code", "sha256").order_by("record__code")
    fields = {
        "type": "disclosure",
        "disclosure": str(disclosure.number),
        "recipient": disclosure.recipient,
        "tier": disclosure.tier,
        "bundle": sealed.sha256,
        "actor": access.user.code,
    }
    with transaction.atomic():
        list(log_entries([fields], vault=site_vault(), at=at))
        disclosure.state = DisclosureSet.GIVEN
        disclosure.given_by, disclosure.given_at = access.user.code, at
        disclosure.object_name, disclosure.sha256 = sealed.object_name, sealed.sha256
        disclosure.size = sealed.size
        disclosure.given_items = [list(pair) for pair in pairs]
        disclosure.save()
