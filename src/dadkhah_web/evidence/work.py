"""Long work on evidence: compare one item, or everything, with what was sealed."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dadkhah.evidence.fixity import KeptReports, check_vault
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.proof.verification import VERIFIED, check_item, keep_faults, keep_verdict
from dadkhah_web.evidence.selectors import find_item
from dadkhah_web.evidence.services import site_home, site_vault
from dadkhah_web.jobs.registry import RunningJob, job

VERIFY_ITEM, VERIFY_VAULT = "verify-item", "verify-vault"


@job(VERIFY_ITEM)
def verify_item(running: RunningJob, *, code: str) -> Mapping[str, Any]:
    """Compare one item with what was sealed and logged."""
    access = running.access
    item = find_item(access, code)
    verdict = check_item(item, running.identity)
    keep_verdict(
        item,
        verdict,
        by=access.user.code,
        at=timezone.now(),
        with_key=running.identity is not None,
    )
    url = reverse("evidence:about", kwargs={"slug": access.case.slug, "code": code})
    words = _("%(code)s is unchanged.") if verdict.state == VERIFIED else _("%(code)s: %(what)s")
    return {
        "lines": [words % {"code": code, "what": verdict.message}],
        "state": verdict.state,
        "url": url,
    }


@job(VERIFY_VAULT)
def verify_vault(running: RunningJob) -> Mapping[str, Any]:
    """Compare everything in the vault with its logs, and keep what that says of each item."""
    access = running.access
    access.require(Capability.AUDIT)
    with_key = running.identity is not None
    report = check_vault(
        site_vault(),
        identity=running.identity,
        # A worker does one thing at a time, and other work goes on beside it.
        workers=1,
        progress=running.progress,
    )
    at = timezone.now()
    KeptReports(site_home()).keep(report, at=at)
    by = access.user.code
    counts = keep_faults(
        access.case, report.faults, report.disposed, by=by, at=at, with_key=with_key
    )
    return {
        "objects": report.objects,
        "bytes": report.bytes,
        "entries": report.entries,
        "faults": [[one.code, one.subject, one.message] for one in report.faults],
        "notes": [*report.notes, *(f"{one.object_name}: {one}" for one in report.disposed)],
        "states": dict(counts),
        "with_key": with_key,
        "url": reverse(
            "evidence:verified",
            kwargs={"slug": access.case.slug, "number": running.row.pk},
        ),
    }
