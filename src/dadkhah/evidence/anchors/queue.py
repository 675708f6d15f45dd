"""What still waits: which authority, calendar or witness has not seen the newest entries.

Nothing is written down about it. A head that is anchored covers every entry before it, so after
weeks without a network one anchor of the newest head catches up with all of them. Promises of
calendars are the exception: each is followed up, however old.
"""

from dataclasses import dataclass

from dadkhah.errors import AnchorNotValid
from dadkhah.evidence.anchors.anchor_folder import HEAD_FILE, AnchorFolder
from dadkhah.evidence.anchors.open_timestamps import Pending, read_proof
from dadkhah.evidence.anchors.policy import Asked, Calendar, Policy


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is asked, and up to where they have seen the log."""

    asked: Asked
    seen: int
    """The size of the largest head they anchored; 0 when there is none."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a calendar promised about a head, and has not done as far as we know."""

    calendar: Calendar
    size: int
    pending: Pending


def waiting_for(anchors: AnchorFolder, policy: Policy, device: str, size: int) -> list[Waiting]:
    """Return who of the policy has not anchored a head of `size` entries of a device."""
    sizes = anchors.sizes(device)[::-1]
    waiting = []
    for asked in (one for one in policy.everybody if one.address):
        has = (s for s in sizes if anchors.read(device, s, asked.file) is not None)
        seen = next(has, 0)
        if seen < size:
            waiting.append(Waiting(asked, seen))
    return waiting


def promises(anchors: AnchorFolder, policy: Policy, device: str) -> list[Promise]:
    """Return every promise of a calendar of the policy about a head of a device, oldest first.

    A proof that cannot be read promises nothing; checking the anchors says so.
    """
    found: list[Promise] = []
    for size in anchors.sizes(device):
        head = anchors.read(device, size, HEAD_FILE) or b""
        for calendar in policy.calendars:
            proof = anchors.read(device, size, calendar.file)
            try:
                pending = read_proof(proof, head).pending if proof else ()
            except AnchorNotValid:
                continue
            found += [Promise(calendar, size, one) for one in pending]
    return found
