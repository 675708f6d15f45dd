"""Say since when the head of a log, and so an entry, demonstrably exists; and who says so."""

from dataclasses import dataclass
from datetime import datetime

from dadkhah.errors import CustodyError
from dadkhah.evidence.anchors.anchor_folder import HEAD_FILE, AnchorFolder
from dadkhah.evidence.anchors.open_timestamps import read_proof
from dadkhah.evidence.anchors.policy import Asked, Authority, Calendar, Policy
from dadkhah.evidence.anchors.time_stamp import check_stamp
from dadkhah.evidence.anchors.witnessing.cosignature import cosigned_at
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.checkpoint import read_checkpoint


@dataclass(frozen=True, slots=True)
class Says:
    """One anchor of a head that was checked."""

    name: str
    """What the policy calls who anchored it."""
    kind: str
    """"authority", "calendar" or "witness"."""
    size: int
    time: datetime | None
    """When the head existed at the latest; None where only a block is named, or nothing yet."""
    detail: str
    """The subject of a certificate, the name of a witness's key, or the block."""

    @property
    def is_pending(self) -> bool:
        """Whether a calendar only promised it."""
        return self.time is None and not self.detail


@dataclass(frozen=True, slots=True)
class AnchorFault:
    """An anchor that does not hold, and why."""

    subject: str
    """Its file below `vault/anchors`."""
    message: str


@dataclass(frozen=True, slots=True)
class Existed:
    """What is known of when an entry existed, by the first head that covers it and is anchored."""

    says: tuple[Says, ...]
    """Who dates it, earliest first."""
    others: tuple[Says, ...]
    """Anchors without a date: in a block, or promised."""

    @property
    def at(self) -> datetime | None:
        """When it existed at the latest; None while nobody dates it."""
        return self.says[0].time if self.says else None


def existed_by(anchors: AnchorFolder, log: LogReader, entry: int) -> Existed:
    """Return who says when entry `entry` of `log` existed at the latest.

    Heads are taken in the order of their size until one is dated: later ones can only be later.
    What does not hold is passed over; `check_anchors` names it. Raises `PolicyNotReadable`.
    """
    policy, others = anchors.policy(), []
    for size in anchors.sizes(log.folder.name):
        if size > entry:
            says, _ = _check_head(anchors, policy, log, size)
            dated = sorted((one for one in says if one.time), key=lambda one: (one.time, one.name))
            others += [one for one in says if not one.time]
            if dated:
                return Existed(tuple(dated), tuple(others))
    return Existed((), tuple(others))


def check_anchors(
    anchors: AnchorFolder, log: LogReader
) -> tuple[tuple[Says, ...], tuple[AnchorFault, ...]]:
    """Check every anchor of a log; return what holds and what does not. Raises
    `PolicyNotReadable`."""
    policy = anchors.policy()
    says: list[Says] = []
    faults: list[AnchorFault] = []
    for size in anchors.sizes(log.folder.name):
        good, bad = _check_head(anchors, policy, log, size)
        says += good
        faults += bad
    return tuple(says), tuple(faults)


def _check_head(
    anchors: AnchorFolder, policy: Policy, log: LogReader, size: int
) -> tuple[list[Says], list[AnchorFault]]:
    """Check the anchors of the head of one size, and that the head is one of this log."""
    device = log.folder.name
    try:
        head = read_checkpoint(anchors.read(device, size, HEAD_FILE) or b"", log.vkey)
        is_of_log = head.size == size <= log.size and log.root_at(size) == head.root
    except CustodyError as error:
        return [], [AnchorFault(f"{device}/{size}/{HEAD_FILE}", str(error))]
    if not is_of_log:
        message = "This head is not one of the log: the log was cut, rewritten or forked."
        return [], [AnchorFault(f"{device}/{size}/{HEAD_FILE}", message)]
    says, faults = [], []
    for asked in policy.everybody:
        content = anchors.read(device, size, asked.file)
        if content is not None:
            try:
                says.append(_checked(anchors, asked, head.signed, content, size))
            except CustodyError as error:
                faults.append(AnchorFault(f"{device}/{size}/{asked.file}", str(error)))
    return says, faults


def _checked(
    anchors: AnchorFolder,
    asked: Asked,
    head: bytes,
    content: bytes,
    size: int,
) -> Says:
    if isinstance(asked, Authority):
        stamp = check_stamp(content, head, anchors.roots(asked.name))
        return Says(asked.name, "authority", size, stamp.time, stamp.authority)
    if isinstance(asked, Calendar):
        blocks = read_proof(content, head).blocks
        detail = f"Bitcoin block {blocks[0].height}" if blocks else ""
        return Says(asked.name, "calendar", size, None, detail)
    time = cosigned_at(head, content, asked.key)
    return Says(asked.name, "witness", size, time, asked.key.name)
