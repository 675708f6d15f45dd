"""What an item was taken out of, and what was taken out of it."""

from django.db.models import QuerySet

from dadkhah.evidence.tlog.merkle import leaf_hash
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.services import site_vault


def commitment_of(item: EvidenceItem) -> str:
    """Return what names an item without saying anything of it: `device/entry#leaf hash`.

    The entry of its first reception, which is salted. Whoever later sees that entry opened can
    check that it is the one; until then nobody can guess what it holds. Empty for an item that
    was never received here.
    """
    first = item.receptions.order_by("received_at", "pk").first()
    if first is None:
        return ""
    leaf = leaf_hash(site_vault().log(first.device).entry(first.entry))
    return f"{first.device}/{first.entry}#{leaf.hex()}"


def depth_of(item: EvidenceItem) -> int:
    """Return how many items deep this one lies inside others."""
    depth, seen = 0, {item.pk}
    while item.parent is not None and item.parent_id not in seen:
        item = item.parent
        seen.add(item.pk)
        depth += 1
    return depth


def children_of(access: Access, item: EvidenceItem) -> QuerySet[EvidenceItem]:
    """Return the items taken out of this one that this person may see."""
    rows = EvidenceItem.objects.filter(parent=item).select_related("record")
    return access.narrow(rows).order_by("record__code")
