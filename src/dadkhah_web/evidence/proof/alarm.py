"""Whether the last check of the vault must worry somebody: a small file is read, no table."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from dadkhah.evidence.fixity import Fault, KeptReports
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.services import site_home

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the last check of the vault found wrong, or that it was too long ago."""

    at: datetime
    faults: int
    first: tuple[Fault, ...]
    """The first few faults; none when the check is only late."""


def alarm_for(access: Access) -> Alarm | None:
    """Return what must worry this person; None for who may not audit, and when all is well."""
    if not access.may(Capability.AUDIT):
        return None
    reports = KeptReports(site_home())
    last = reports.newest()
    if last is None:
        return None
    is_late = reports.is_late(settings.DADKHAH_VERIFY_EVERY_DAYS, at=timezone.now())
    if last.is_sound and not is_late:
        return None
    return Alarm(last.at, len(last.faults), last.faults[:SHOWN])
