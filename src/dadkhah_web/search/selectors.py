"""Find what one person may see: counts and hits of the same question, over the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from dadkhah.text.search_terms import Query
from dadkhah_web.cases.access import Access
from dadkhah_web.search.full_text import dialect
from dadkhah_web.search.models import SearchEntry

PAGE_SIZE = 50
Order = Literal["relevance", "newest", "oldest", "latest"]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is asked for. Everything given must hold."""

    words: Query
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    within: tuple[QuerySet[Any, Any], ...] = ()
    """Each gives keys of records; a hit is among all of them."""
    order: Order = "relevance"
    page: int = 1
    size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one page, and how many there are in all."""

    total: int
    by_kind: Mapping[str, int]
    """How many of each kind, whichever kinds were asked for."""
    entries: tuple[SearchEntry, ...]


def find(access: Access, query: SearchQuery, *, unread: QuerySet[SearchEntry, Any] | None) -> Found:
    """Return a page of hits with exact counts; what is closed to this person is in neither.

    `unread` gives the keys of further entries that are not there for this person: words of items
    that they may not read. Only `exchange.findable.find` knows; call that.
    """
    try:
        source, where, names = _asked(access, query, unread)
    except EmptyResultSet:
        return Found(0, {}, ())
    counts = _rows(f"SELECT e.kind, count(*) FROM {source} WHERE {where} GROUP BY e.kind", names)  # noqa: S608
    by_kind = {str(kind): int(count) for kind, count in counts}
    total = sum(by_kind.get(kind, 0) for kind in query.kinds or by_kind)
    if not total:
        return Found(0, by_kind, ())
    if query.kinds:
        where += f" AND e.kind IN ({', '.join(['%s'] * len(query.kinds))})"
        names = [*names, *query.kinds]
    order, ordered_by = _order(query)
    ids = _rows(
        f"SELECT e.id FROM {source} WHERE {where} ORDER BY {order}, e.id LIMIT %s OFFSET %s",  # noqa: S608
        [*names, *ordered_by, query.size, (query.page - 1) * query.size],
    )
    keys = [int(key) for (key,) in ids]
    rows = SearchEntry.objects.select_related("record").in_bulk(keys)
    return Found(total, by_kind, tuple(rows[key] for key in keys))


def _asked(
    access: Access, query: SearchQuery, unread: QuerySet[SearchEntry, Any] | None
) -> tuple[str, str, list[Any]]:
    """Return what to read from, the condition, and its parameters."""
    source, conditions, names = "search_searchentry AS e", [], []
    if query.words.root is not None:
        source = dialect().FROM
        conditions.append(dialect().MATCHES)
        names.append(dialect().expression(query.words.root))
    conditions.append(dialect().IN_FILTERED_CASE if query.within else "e.case_id = %s")
    names.append(access.case.pk)
    if query.since or query.until:
        conditions.append("NOT (e.date_earliest IS NULL AND e.date_latest IS NULL)")
    if query.since:
        conditions.append("(e.date_latest IS NULL OR e.date_latest >= %s)")
        names.append(query.since)
    if query.until:
        conditions.append("(e.date_earliest IS NULL OR e.date_earliest <= %s)")
        names.append(query.until)
    among = [("e.record_id IN", keys) for keys in query.within]
    among += [("e.record_id NOT IN", access.hidden())] if access.closed else []
    among += [("e.id NOT IN", unread)] if unread is not None else []
    for condition, keys in among:
        sql, parameters = keys.query.sql_with_params()
        conditions.append(f"{condition} ({sql})")
        names += parameters
    return source, " AND ".join(conditions), names


def _order(query: SearchQuery) -> tuple[str, list[Any]]:
    if query.order == "latest":  # added last, whatever it is dated
        return "e.id DESC", []
    if query.order == "oldest":
        return "e.date_earliest ASC NULLS LAST", []
    if query.order == "newest" or query.words.root is None:
        return "e.date_earliest DESC NULLS LAST", []
    rank = dialect().RANK
    return rank, [dialect().expression(query.words.root)] * rank.count("%s")


def _rows(sql: str, names: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, names)
        return list(cursor.fetchall())
