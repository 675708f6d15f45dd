"""Long work on disclosures: making the bundle that is given."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dadkhah.errors import VaultLocked
from dadkhah_web.cases.roles import Capability
from dadkhah_web.disclosures.selectors import find_set
from dadkhah_web.disclosures.services import give
from dadkhah_web.jobs.registry import RunningJob, job

GIVE = "give-disclosure"


@job(GIVE)
def give_disclosure(running: RunningJob, *, number: int) -> Mapping[str, Any]:
    """Make the bundle of an approved set."""
    access = running.access
    access.require(Capability.SEAL)
    if running.identity is None:
        raise VaultLocked("The vault was not open when this was started. Open it and start again.")
    disclosure = find_set(access, number)
    name = f"disclosure-job-{running.row.pk}"
    give(access, disclosure, identity=running.identity, name=name, at=timezone.now())
    return {"url": reverse("disclosures:show", args=[access.case.slug, number])}
