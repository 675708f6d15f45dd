"""What of each record can be found: its title, its words, its date; and the text of items."""

from dadkhah_web.exchange.findable.check import check_search, rebuild_search
from dadkhah_web.exchange.findable.pages import refresh_item
from dadkhah_web.exchange.findable.refresh import refresh_owners, refresh_search

__all__ = ["check_search", "rebuild_search", "refresh_item", "refresh_owners", "refresh_search"]
