"""Find what one person may see, and in words only what they may read."""

from typing import Any

from django.db.models import Q, QuerySet

from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.models import Passage
from dadkhah_web.evidence.openness import unreadable_items
from dadkhah_web.search import selectors
from dadkhah_web.search.models import SearchEntry
from dadkhah_web.search.selectors import Found, SearchQuery


def find(access: Access, query: SearchQuery) -> Found:
    """Return a page of hits with exact counts.

    What is closed to this person is in neither, nor are the pages and the passages of items whose
    words they may not read: a search could otherwise guess them word by word.
    """
    return selectors.find(access, query, unread=_unread(access))


def _unread(access: Access) -> QuerySet[SearchEntry, Any] | None:
    items = unreadable_items(access)
    if not items.exists():
        return None
    passages = Passage.objects.filter(item__in=items)
    rows = SearchEntry.objects.filter(
        Q(page__gt=0, record__in=items.values("pk")) | Q(record__in=passages.values("pk"))
    )
    return rows.values("pk")
