"""Search everything in a case that its reader may see."""

from ninja import Query, Router

from dadkhah.dates import PartialDate, read_date
from dadkhah.text.search_terms import read_query
from dadkhah_web.api.door import ApiRequest, enter
from dadkhah_web.api.shapes import FoundOut, HitOut, SearchIn
from dadkhah_web.exchange.findable import FINDABLE_KINDS, find
from dadkhah_web.search.models import SearchEntry
from dadkhah_web.search.selectors import SearchQuery

router = Router(tags=["search"])


@router.get("/cases/{slug}/search", response=FoundOut)
def search(request: ApiRequest, slug: str, asked: Query[SearchIn]) -> FoundOut:
    """Find words as the search page does: phrases in quotes, OR, -without, beginnings with *.

    `since` and `until` are dates of any of the three calendars. Counts are exact.
    """
    access = enter(request, slug)
    words = read_query(asked.q)
    question = SearchQuery(
        words=words,
        kinds=tuple(one for one in asked.kind if one in FINDABLE_KINDS),
        since=date.earliest if (date := _date(asked.since)) else None,
        until=date.latest if (date := _date(asked.until)) else None,
        order=asked.order,
        page=asked.page,
        size=asked.size,
    )
    found = find(access, question)
    request.readings = [("search", request.GET.urlencode())]
    return FoundOut(
        total=found.total,
        page=asked.page,
        by_kind=dict(found.by_kind),
        hits=[_hit(one) for one in found.entries],
        left_out=[one.written for one in words.ignored],
    )


def _date(written: str) -> PartialDate | None:
    return read_date(written) if written.strip() else None


def _hit(entry: SearchEntry) -> HitOut:
    date: PartialDate | None = entry.date
    return HitOut(
        record=str(entry.record),
        kind=entry.kind,
        title=entry.title,
        text=entry.text,
        page=entry.page,
        page_label=entry.page_label,
        date=date.written if date else "",
    )
