"""Read evidence as one person may see it: items in a list, one item, its passages."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from dadkhah.derivation.media_type import MESSAGES, OFFICE, WEB_ARCHIVES
from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.models import (
    Citation,
    Consent,
    EvidenceItem,
    Passage,
    Reception,
    Source,
)

# Written as text, whatever family their names put them in.
TEXT_TYPES = ("application/json", "application/xml", "image/svg+xml")
# Read as text, and shown by other programs as something else.
DOCUMENTS = (*OFFICE, *MESSAGES, *WEB_ARCHIVES)
_IS_TEXT = Q(media_type__startswith="text/") | Q(media_type__in=TEXT_TYPES)
KINDS: Mapping[str, Q] = {
    "text": _IS_TEXT,
    "pdf": Q(media_type__startswith="application/pdf"),
    "image": Q(media_type__startswith="image/") & ~_IS_TEXT,
    "video": Q(media_type__startswith="video/"),
    "audio": Q(media_type__startswith="audio/"),
    "document": Q(media_type__in=DOCUMENTS),
}
SORTS: Mapping[str, str] = {
    "code": "record__code",
    "title": "title",
    "source": "source__record__code",
    "received": "received_at",
    "passages": "passage_count",
    "credibility": "credibility",
    "size": "size",
}
UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """What of the evidence is asked for; an empty word asks nothing."""

    words: str = ""
    kind: str = ""
    source: str = ""
    role: str = ""
    sensitivity: str = ""
    state: str = ""
    sort: str = "code"


def kind_of(media_type: str) -> str:
    """Return how a file of this type is shown: as one of `KINDS`, or as "other"."""
    plain = media_type.partition(";")[0].strip()
    if plain in DOCUMENTS:
        return "document"
    if plain == "application/pdf":
        return "pdf"
    if plain in TEXT_TYPES:
        return "text"
    family = plain.partition("/")[0]
    return family if family in KINDS else "other"


def items_of(access: Access) -> QuerySet[EvidenceItem]:
    """Return the items this person may see."""
    return access.narrow(EvidenceItem.objects.filter(record__case=access.case))


def find_item(access: Access, code: str) -> EvidenceItem:
    """Return one of them with its source; raises `NotVisible`."""
    rows = items_of(access).filter(record__code=code)
    found = rows.select_related(
        "record", "source__record", "verification", "parent__record"
    ).first()
    if found is None:
        raise NotVisible(f"There is no item {code} here that you may see.")
    return found


def list_items(access: Access, query: ItemQuery) -> QuerySet[EvidenceItem]:
    """Return the items that were asked for, each with `received_at` and `passage_count`."""
    rows = (
        items_of(access)
        .filter(_asked(query))
        .select_related("record", "source__record", "verification")
    )
    rows = rows.annotate(
        received_at=Subquery(_first_received()),
        passage_count=Coalesce(
            Subquery(_passage_counts(access), output_field=IntegerField()), Value(0)
        ),
    )
    falling = query.sort.startswith("-")
    column = F(SORTS.get(query.sort.removeprefix("-"), "record__code"))
    order = column.desc(nulls_last=True) if falling else column.asc(nulls_last=True)
    return rows.order_by(order, "record__code")


def passages_of(access: Access, item: EvidenceItem) -> QuerySet[Passage]:
    """Return the passages of an item that this person may see."""
    return access.narrow(
        Passage.objects.filter(item=item).select_related("record").order_by("record__code")
    )


def citations_of(access: Access, passages: QuerySet[Passage]) -> QuerySet[Citation]:
    """Return who cites these passages, of the records this person may see."""
    rows = Citation.objects.filter(passage__in=passages).select_related("record")
    return access.narrow(rows).order_by("record__kind", "record__code")


def receptions_of(access: Access, item: EvidenceItem) -> QuerySet[Reception]:
    """Return how an item came, the first time first; by sources this person may see."""
    rows = item.receptions.select_related("source__record").order_by("received_at", "pk")
    return access.narrow(rows, "source")


def sources_of(access: Access) -> QuerySet[Source]:
    """Return the sources this person may see."""
    rows = Source.objects.filter(record__case=access.case).select_related("record")
    return access.narrow(rows).order_by("record__code")


def consents_of(source: Source) -> QuerySet[Consent]:
    """Return what a source agreed to, the newest first."""
    return source.consents.order_by("-recorded_at", "-pk")


def _asked(query: ItemQuery) -> Q:
    asked = Q()
    if query.words:
        words = query.words
        asked &= Q(title__icontains=words) | Q(record__code__iexact=words)
    if query.kind:
        asked &= KINDS.get(query.kind, ~Q(*KINDS.values(), _connector=Q.OR))
    for column, wanted in (
        ("source__record__code", query.source),
        ("role", query.role),
        ("sensitivity", query.sensitivity),
    ):
        if wanted:
            asked &= Q(**{column: wanted})
    if query.state == UNCHECKED:
        asked &= Q(verification=None)
    elif query.state:
        asked &= Q(verification__state=query.state)
    return asked


def _first_received() -> QuerySet[Reception, dict[str, str]]:
    rows = Reception.objects.filter(item=OuterRef("pk")).order_by().values("item")
    return rows.annotate(first=Min("received_at")).values("first")  # type: ignore[return-value]


def _passage_counts(access: Access) -> QuerySet[Passage, dict[str, int]]:
    rows = access.narrow(Passage.objects.filter(item=OuterRef("pk"))).order_by().values("item")
    return rows.annotate(n=Count("pk")).values("n")  # type: ignore[return-value]
