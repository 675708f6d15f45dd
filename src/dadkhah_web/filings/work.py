"""Long work on filings: drafting one, and making a bundle."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dadkhah.errors import VaultLocked
from dadkhah.exchange.filing import FilingKind
from dadkhah_web.cases.roles import Capability
from dadkhah_web.filings.drafting import draft_filing
from dadkhah_web.filings.handing_over import HandingOver, hand_over
from dadkhah_web.filings.selectors import find_filing
from dadkhah_web.jobs.registry import RunningJob, job

KINDS = ("draft-filing", "write-bundle")


@job("draft-filing")
def draft(running: RunningJob, *, kind: str, on: str) -> Mapping[str, Any]:
    """Draft the next version of a filing and draw it in every form."""
    access = running.access
    access.require(Capability.DRAFT)
    day = date.fromisoformat(on)
    filing = draft_filing(access, FilingKind(kind), day, at=timezone.now(), running=running)
    return {"url": reverse("filings:show", args=[access.case.slug, kind, filing.number])}


@job("write-bundle")
def write_bundle(
    running: RunningJob,
    *,
    filings: Sequence[tuple[str, int]],
    recipient: str,
    withhold: Sequence[str],
) -> Mapping[str, Any]:
    """Make the bundle of sealed filings."""
    access = running.access
    access.require(Capability.SEAL)
    if running.identity is None:
        raise VaultLocked("The vault was not open when this was started. Open it and start again.")
    handover = hand_over(
        access,
        HandingOver(
            filings=[find_filing(access, kind, number) for kind, number in filings],
            recipient=recipient,
            withhold=withhold,
            name=f"job-{running.row.pk}",
        ),
        identity=running.identity,
        at=timezone.now(),
    )
    return {"url": reverse("filings:bundle", args=[access.case.slug, handover.pk])}
