"""The only door to Django: commands call these functions and get plain values back.

Django is imported when a function needs it and not before, so that commands that work on files
alone stay quick and can run where no database is.
"""

from dadkhah_cli.site.cases import (
    check_records,
    forget,
    history,
    import_case,
    list_cases,
    load_case,
    preview_import,
    rebuild_search,
    release_bundle,
)
from dadkhah_cli.site.databases import copy_database, fill_database
from dadkhah_cli.site.entry import prepare, search_problems, waiting_migrations
from dadkhah_cli.site.evidence import Owner, derive, receive_into_case
from dadkhah_cli.site.home import acting, open_vault, source_code, use_home
from dadkhah_cli.site.running import serve, work

__all__ = [
    "Owner",
    "acting",
    "check_records",
    "copy_database",
    "derive",
    "fill_database",
    "forget",
    "history",
    "import_case",
    "list_cases",
    "load_case",
    "open_vault",
    "prepare",
    "preview_import",
    "rebuild_search",
    "receive_into_case",
    "release_bundle",
    "search_problems",
    "serve",
    "source_code",
    "use_home",
    "waiting_migrations",
    "work",
]
