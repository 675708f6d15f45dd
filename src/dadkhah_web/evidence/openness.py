"""Who may read the words of an item and open its bytes: one rule for every page that shows them.

Whether an item exists for somebody is decided before, by compartments. This is what remains to be
asked of one who may see that it exists.
"""

from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable

from dadkhah.errors import NotAllowed
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability, Role
from dadkhah_web.evidence.models import EvidenceItem

PUBLIC, RESTRICTED, SEALED = "public", "restricted", "sealed"
OPENS_SEALED = frozenset({Role.CUSTODIAN, Role.INVESTIGATOR, Role.LAWYER})


@dataclass(frozen=True, slots=True)
class Openness:
    """What somebody may do with an item that they may see."""

    may_read: bool
    """Its words: the text, and the quotations of passages."""
    may_open: bool
    """Its bytes: pictures of pages, sound, the original."""


def openness(access: Access, sensitivity: str) -> Openness:
    """Return what this person may do with an item of this sensitivity.

    Bytes need a role that opens originals; of sealed items, one of custodian, investigator and
    lawyer. Words of public items are for everybody in the case, of others for who may open them.
    A sensitivity nobody knows is treated as sealed.
    """
    opens = access.may(Capability.OPEN_ORIGINALS)
    if sensitivity == PUBLIC:
        return Openness(may_read=True, may_open=opens)
    if sensitivity != RESTRICTED:
        opens = opens and bool(access.roles & OPENS_SEALED)
    return Openness(may_read=opens, may_open=opens)


def require_open(access: Access, item: EvidenceItem) -> None:
    """Raise `NotAllowed` unless this person may open the bytes of the item."""
    if not openness(access, item.sensitivity).may_open:
        raise NotAllowed(
            "Your roles in this case do not open this item. A custodian of the case can give you "
            "another role."
        )


def readable(access: Access) -> frozenset[str]:
    """Return the sensitivities of the items whose words this person may read."""
    every = (PUBLIC, RESTRICTED, SEALED)
    return frozenset(word for word in every if openness(access, word).may_read)


def unreadable_items(access: Access) -> QuerySet[EvidenceItem]:
    """Return the items of the case whose words this person may not read."""
    rows = EvidenceItem.objects.filter(record__case=access.case)
    return rows.exclude(sensitivity__in=readable(access))


def quotation(access: Access, passage: str = "") -> Combinable:
    """Return the words of the passage at this lookup path, empty where they may not be read."""
    may_read = When(
        **{f"{passage}item__sensitivity__in": readable(access)}, then=F(f"{passage}quote")
    )
    return Case(may_read, default=Value(""), output_field=TextField())
