"""What of each record can be found: its title, its words, its date; and the text of items."""

from dadkhah_web.exchange.findable.check import check_search, make_findable, rebuild_search
from dadkhah_web.exchange.findable.finding import find
from dadkhah_web.exchange.findable.pages import PAGE, refresh_item
from dadkhah_web.exchange.findable.refresh import FINDABLE, refresh_owners, refresh_search

__all__ = [
    "FINDABLE_KINDS",
    "check_search",
    "find",
    "make_findable",
    "rebuild_search",
    "refresh_item",
    "refresh_owners",
    "refresh_search",
]

# Kinds of hits: the kinds of records, and the pages of the text of items.
FINDABLE_KINDS = (*(kind.name for kind in FINDABLE), PAGE)
