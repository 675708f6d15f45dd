"""Which records a search finds: the bridge from the words one looks for to a picture of them."""

from dadkhah.pictures.question import KINDS
from dadkhah.text.search_terms import read_query
from dadkhah_web.cases.access import Access
from dadkhah_web.exchange.findable import find
from dadkhah_web.search.selectors import SearchQuery

_ALL = 1_000_000  # a picture is of everything found, not of its first page


def keys_found(access: Access, words: str) -> frozenset[str]:
    """Return the keys (`act/A-0001`) of the acts and restrictions that the search finds."""
    found = find(access, SearchQuery(read_query(words), kinds=KINDS, size=_ALL))
    return frozenset(str(entry.record) for entry in found.entries)
