"""Read disclosures as one person may see them; everything that was ever given, and to whom."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access, who_may
from dadkhah_web.cases.roles import Capability
from dadkhah_web.disclosures.models import DisclosureApproval, DisclosureSet
from dadkhah_web.evidence.openness import unreadable_items
from dadkhah_web.filings.selectors import handovers_of, sees_whole_case
from dadkhah_web.records.models import Release

NEEDED_APPROVALS = 2


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that left: to whom, when, which entry of the log fixes it, and what it was."""

    recipient: str
    at: datetime
    actor: str
    device: str
    entry: int
    disclosure: DisclosureSet | None
    handover: int | None
    """The number of the bundle of filings, where it was one."""


def sets_of(access: Access) -> QuerySet[DisclosureSet]:
    """Return the sets this person may see, the newest first.

    None with an item that is closed to them or whose words they may not read: the list of what
    goes to whom says already that it is there.
    """
    rows = DisclosureSet.objects.filter(case=access.case)
    rows = rows.exclude(items__in=unreadable_items(access).values("pk"))
    if access.closed:
        rows = rows.exclude(items__in=access.hidden())
    return rows.order_by("-number")


def find_set(access: Access, number: int) -> DisclosureSet:
    """Return one of them; raises `NotVisible`."""
    found = sets_of(access).filter(number=number).first()
    if found is None:
        raise NotVisible(f"There is no disclosure {number} here that you may see.")
    found.case = access.case
    return found


def everything_given(access: Access) -> list[Given]:
    """Return all that left the house, the newest first; for who sees the whole case."""
    if not sees_whole_case(access):
        return []
    sets = {one.given_at: one for one in sets_of(access).exclude(given_at=None)}
    handovers = {one.made_at: one.pk for one in handovers_of(access)}
    return [
        Given(
            row.recipient,
            row.at,
            row.actor,
            row.device,
            row.entry,
            sets.get(row.at),
            handovers.get(row.at),
        )
        for row in Release.objects.filter(case=access.case).order_by("-at", "-pk")
    ]


def digest_of(disclosure: DisclosureSet) -> str:
    """Return the SHA-256 over recipient, tier, purpose and items: what an approval approves."""
    pairs = disclosure.items.values_list("record__code", "sha256").order_by("record__code")
    lines = [disclosure.recipient, disclosure.tier, disclosure.purpose]
    lines += [f"{sha256}  {code}" for code, sha256 in pairs]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def counted_approvals(
    disclosure: DisclosureSet, asked: Collection[str]
) -> Sequence[DisclosureApproval]:
    """Return the approvals of exactly this set and of all that is asked of people now.

    Of people who may still approve: who has left the case does not answer for it any more.
    """
    digest = digest_of(disclosure)
    rows = disclosure.approvals.select_related("user").order_by("at")
    may = who_may(disclosure.case, Capability.APPROVE)
    return [
        one
        for one in rows
        if one.user_id in may and one.digest == digest and set(asked) <= set(one.confirmed)
    ]
