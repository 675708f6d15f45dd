"""Have the head of this site's log fixed in time by whoever the vault trusts for it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dadkhah.evidence.anchors.anchoring import (
    ANCHORED,
    FORK,
    PROMISED,
    REFUSED,
    WAITS,
    Outcome,
)
from dadkhah.evidence.anchors.sending import Send
from dadkhah.evidence.anchors.vault_anchoring import anchor_vault
from dadkhah_network.posting import post
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.jobs.registry import RunningJob, job

ANCHOR = "anchor"


@job(ANCHOR)
def anchor(running: RunningJob) -> Mapping[str, Any]:
    """Show the head to everybody the vault trusts for time; say what each answered."""
    outcomes = anchor_head(running.access, post)
    lines = [_said(one) for one in outcomes]
    if not lines:
        lines = [_("Nobody is asked for the time, or everybody has seen all there is.")]
    return {
        "lines": lines,
        "states": {one.name: one.state for one in outcomes},
        "is_fork": any(one.state == FORK for one in outcomes),
    }


def anchor_head(access: Access, send: Send) -> list[Outcome]:
    """Ask everybody, by `send`; return what came of it. Needs no key, only the right to audit.

    Raises `LogRolledBack` or `LogForked` before anything is sent.
    """
    access.require(Capability.AUDIT)
    return list(anchor_vault(site_vault(), send, timezone.now))


def _said(one: Outcome) -> str:
    words = {
        ANCHORED: _("%(name)s: the head of %(size)s entries is fixed; %(what)s."),
        PROMISED: _("%(name)s: promised for the head of %(size)s entries; %(what)s."),
        WAITS: _("%(name)s: the head of %(size)s entries waits. %(what)s"),
        REFUSED: _("%(name)s: what it answered does not hold and was not kept. %(what)s"),
        FORK: _("%(name)s: STOP. %(what)s"),
    }
    return words[one.state] % {"name": one.name, "size": one.size, "what": one.message}
