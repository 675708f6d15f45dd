"""The full-text index of either database: one table `search_words`, keyed by entry.

Each dialect says how the table is made and kept in step, and how a query is asked of it.
"""

from types import ModuleType

from django.db import connection

from dadkhah_web.search.full_text import postgresql, sqlite


def dialect() -> ModuleType:
    """Return the dialect of the database of this site."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
