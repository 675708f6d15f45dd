"""Since when an item demonstrably exists, by what others said of the log it stands in."""

from dadkhah.errors import DadkhahError
from dadkhah.evidence.anchors.anchor_folder import anchors_of
from dadkhah.evidence.anchors.existed import Existed
from dadkhah.evidence.anchors.existed import existed_by as entry_existed_by
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.services import site_vault


def asks_for_time() -> bool:
    """Whether somebody outside is asked for the time: an authority, a calendar, a witness."""
    try:
        return bool(anchors_of(site_vault()).policy().everybody)
    except (DadkhahError, OSError):
        return False


def existed_by(item: EvidenceItem) -> Existed | None:
    """Return who says when the first reception of an item existed at the latest.

    None when it was never received here, when nobody is asked for the time, and when log or policy
    cannot be read (`dadkhah vault verify` and `vault anchor --check` say why). One query; of the
    files, the heads and answers about this device's log from that entry on, up to the first dated.
    """
    first = item.receptions.order_by("received_at", "pk").first()
    if first is None:
        return None
    vault = site_vault()
    anchors = anchors_of(vault)
    try:
        if not anchors.policy().everybody:
            return None
        return entry_existed_by(anchors, vault.log(first.device), first.entry)
    except (DadkhahError, OSError):
        return None
