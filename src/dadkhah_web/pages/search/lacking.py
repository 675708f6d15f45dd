"""Records that lack something one would expect: counted on the home, listed by the search."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Coding
from dadkhah_web.evidence.models import Citation, Consent, EvidenceItem, Source
from dadkhah_web.records.models import Act, Involvement, Restriction

# What people gave us themselves; what was published needs nobody's consent.
GIVEN = ("src.interview", "src.photo", "src.video", "src.audio", "src.medical", "src.physical")
LONGEST = timedelta(days=31)
_NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that may be lacking in records of some kinds."""

    words: Promise
    kinds: tuple[str, ...]
    keys: Callable[[], QuerySet[Any, Any]]
    """Keys of the records that lack it, of all cases."""


def _items_without_passages() -> QuerySet[Any, Any]:
    return EvidenceItem.objects.filter(passages=None).values("pk")


def _sources_without_consent() -> QuerySet[Any, Any]:
    consenting = Consent.objects.filter(withdrawn_at=None).values("source")
    return Source.objects.filter(kind__in=GIVEN).exclude(pk__in=consenting).values("pk")


def _acts_without_place() -> QuerySet[Any, Any]:
    placed = Coding.objects.filter(column="places").exclude(value=_NATIONAL)
    return Act.objects.exclude(pk__in=placed.values("record_id")).values("pk")


def _acts_without_date() -> QuerySet[Any, Any]:
    rows = Act.objects.alias(length=F("date_latest") - F("date_earliest"))
    vague = Q(date_earliest=None) | Q(date_latest=None) | Q(length__gt=LONGEST)
    return rows.filter(vague).values("pk")


def _without_passage(table: type[Act | Restriction | Involvement]) -> QuerySet[Any, Any]:
    cited = Citation.objects.filter(bearing="supports").values("record_id")
    return table._default_manager.exclude(pk__in=cited).values("pk")


LACKS: Mapping[str, Lack] = {
    "acts-passage": Lack(
        _("Acts that no passage supports"), ("act",), lambda: _without_passage(Act)
    ),
    "restrictions-passage": Lack(
        _("Restrictions that no passage supports"),
        ("restriction",),
        lambda: _without_passage(Restriction),
    ),
    "involvements-passage": Lack(
        _("Alleged involvements that no passage supports"),
        ("involvement",),
        lambda: _without_passage(Involvement),
    ),
    "consent": Lack(
        _("Sources who gave something and have not consented to its use"),
        ("source",),
        _sources_without_consent,
    ),
    "passages": Lack(_("Items of which no passage is marked"), ("item",), _items_without_passages),
    "place": Lack(_("Acts placed in no province"), ("act",), _acts_without_place),
    "date": Lack(_("Acts not dated to a month"), ("act",), _acts_without_date),
}


def count_lacking(access: Access) -> dict[str, int]:
    """Return how many records this person may see lack each thing; one query for all."""
    counts = {
        name.replace("-", "_"): Count("pk", filter=Q(kind__in=lack.kinds, pk__in=lack.keys()))
        for name, lack in LACKS.items()
    }
    found = access.records().aggregate(**counts)
    return {name: found[name.replace("-", "_")] for name in LACKS}
