"""Start Django for a command, once, with the settings and the tables of its home."""
# ruff: noqa: PLC0415

import os

from dadkhah_cli.site.home import use_home


def prepare() -> None:
    """Make the tables of this home, so that the site can be served. Raises `SettingRefused`.

    Cases of a build that had no search are made findable.
    """
    enter()
    from dadkhah_web.exchange.findable import make_findable

    make_findable()


def search_problems() -> dict[str, tuple[str, ...]]:
    """Return for each case what is in it and cannot be found."""
    _start()
    from dadkhah_web.cases.models import Case
    from dadkhah_web.exchange.findable import check_search

    return {case.slug: check_search(case) for case in Case.objects.order_by("slug")}


def waiting_migrations() -> int:
    """Return how many steps the tables are behind this program; nothing is changed."""
    _start()
    from dadkhah_web.cases.services import steps_behind

    return steps_behind()


def enter() -> None:
    """Start Django once, and bring the tables of this home to what this version needs."""
    _start()
    from dadkhah_web.cases.services import bring_tables_up_to_date

    bring_tables_up_to_date()


def _start() -> None:
    """Start Django once, with the settings of this home."""
    settings = use_home(None)
    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        # The records are readable in it: for its owner alone.
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not settings.database:
            (settings.home / "case.db").touch(mode=0o600)
        os.environ["DJANGO_SETTINGS_MODULE"] = f"dadkhah_web.settings.{settings.profile}"
    import django

    django.setup()
