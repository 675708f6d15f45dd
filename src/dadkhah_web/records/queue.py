"""What waits for one person: given to them, returned to them, to be reviewed by them."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Q, QuerySet

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Record
from dadkhah_web.cases.roles import Capability
from dadkhah_web.records.models import Review

MOST = 50
# Rows that stand on the page of a record that waits itself: they are reviewed with it.
_OWNERS = (
    *("involvement__act", "involvement__restriction"),
    *("personname__person", "restrictionstatus__restriction"),
)
_WITH_ITS_OWNER = Q()
for _owner in _OWNERS:
    _WITH_ITS_OWNER |= Q(**{f"{_owner}__record__review__state": Review.CODED})
Reason = Literal["returned", "assigned", "review"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records that wait for one reason, the oldest first."""

    reason: Reason
    count: int
    records: tuple[Record, ...]
    """The first `MOST` of them."""


def waiting_for(access: Access) -> list[Waiting]:
    """Return what waits for this person, of what they may see; each record once."""
    mine, rows = access.user.code, access.records().exclude(review=None)
    rows = rows.filter(~_WITH_ITS_OWNER)
    returned = rows.filter(review__state=Review.RETURNED, review__coded_by=mine)
    given = rows.filter(review__assigned_to=mine).exclude(review__state=Review.REVIEWED)
    given = given.exclude(pk__in=returned.values("pk"))
    found = [_waiting("returned", returned), _waiting("assigned", given)]
    if access.may(Capability.REVIEW):
        coded = rows.filter(review__state=Review.CODED, review__assigned_to="")
        found.append(_waiting("review", coded.exclude(review__coded_by=mine)))
    return [group for group in found if group.count]


def _waiting(reason: Reason, rows: QuerySet[Record]) -> Waiting:
    oldest = rows.select_related("review").order_by("review__at", "pk")
    shown = tuple(oldest[: MOST + 1])
    count = len(shown) if len(shown) <= MOST else rows.count()
    return Waiting(reason, count, shown[:MOST])
