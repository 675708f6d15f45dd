"""Turn what a form or an address says into a question to the search."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from dadkhah.text.search_terms import AllOf, AnyOf, Node, Query, Term, read_query
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Coding, Record
from dadkhah_web.exchange.findable import FINDABLE_KINDS
from dadkhah_web.pages.search.forms import NOT_LOOKED_AT
from dadkhah_web.pages.search.lacking import LACKS
from dadkhah_web.records.models import Act, Review
from dadkhah_web.search.selectors import Order, SearchQuery

FILTERS = ("place", "type", "area", "since", "until", "state", "source", "lacks")
PICKED_AT_ONCE = 10


def asked(access: Access, cleaned: Mapping[str, Any], kinds: list[str], page: int) -> SearchQuery:
    """Return the question of a search page."""
    since, until = cleaned.get("since"), cleaned.get("until")
    order: Order = cleaned.get("order") or "relevance"
    return SearchQuery(
        words=read_query(cleaned.get("q") or ""),
        kinds=tuple(kind for kind in kinds if kind in FINDABLE_KINDS),
        since=since.earliest if since else None,
        until=until.latest if until else None,
        within=_within(access, cleaned),
        order=order,
        page=page,
    )


def picking(written: str, kinds: list[str], only: str) -> SearchQuery:
    """Return the question behind a field of a form: the last word may be only begun."""
    read = read_query(written)
    root = _begun(read.root) if read.root else None
    within: tuple[QuerySet[Any, Any], ...] = ()
    if only:
        within = (Record.objects.filter(person__kind=only).values("pk"),)
    return SearchQuery(
        words=Query(root),
        kinds=tuple(kind for kind in kinds if kind in FINDABLE_KINDS),
        within=within,
        order="relevance" if root else "latest",
        size=PICKED_AT_ONCE,
    )


def _begun(node: Node) -> Node:
    """Return the query with its last word as the beginning of one."""
    if isinstance(node, Term):
        return Term(node.words, is_prefix=True)
    *first, last = node.of
    of = (*first, _begun(last))
    return AnyOf(of) if isinstance(node, AnyOf) else AllOf(of, node.but_not)


def _within(access: Access, cleaned: Mapping[str, Any]) -> tuple[QuerySet[Any, Any], ...]:
    """Return the keys of the records that each filter leaves."""
    within: list[QuerySet[Any, Any]] = []
    coded = Coding.objects.values("record_id")
    if place := cleaned.get("place"):
        within.append(coded.filter(column__in=("places", "scope"), value=place))
    if area := cleaned.get("area"):
        within.append(coded.filter(column="areas", value=area))
    if type_ := cleaned.get("type"):
        within.append(Act.objects.filter(type=type_).values("record_id"))
    if source := cleaned.get("source"):
        records = Record.objects.filter(case=access.case)
        named = Q(evidenceitem__source__record__code=source)
        named |= Q(passage__item__source__record__code=source) | Q(kind="source", code=source)
        within.append(records.filter(named).values("pk"))
    if state := cleaned.get("state"):
        within.append(_in_state(access, state))
    if lack := LACKS.get(cleaned.get("lacks", "")):
        records = Record.objects.filter(case=access.case, kind__in=lack.kinds)
        within.append(records.filter(pk__in=lack.keys()).values("pk"))
    return tuple(within)


def _in_state(access: Access, state: str) -> QuerySet[Any, Any]:
    if state == NOT_LOOKED_AT:
        return Record.objects.filter(case=access.case, review=None).values("pk")
    return Review.objects.filter(state=state).values("record_id")
