"""Check the whole vault when it is due, beside the other work; nobody has to ask for it."""

import threading
from datetime import datetime

from django.utils import timezone
from filelock import FileLock, Timeout

from dadkhah.errors import DadkhahError
from dadkhah.evidence.fixity import KeptReports, check_vault
from dadkhah_web.evidence.services import site_home, site_vault

LOOK_EVERY = 60 * 60
"""Seconds between two looks at whether a check is due."""


def verify_when_due(days: int, *, at: datetime) -> bool:
    """Check the vault without a key if the last check is `days` ago, and keep what was found.

    Return whether it was checked. One process at a time does it; a vault that cannot even be read
    is kept as a fault.
    """
    home = site_home()
    reports = KeptReports(home)
    if not (home / "vault" / "vault.json").exists() or not reports.is_due(days, at=at):
        return False
    reports.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(reports.folder / "lock", blocking=False):
            _verify(reports, at)
    except Timeout:
        return False
    return True


def _verify(reports: KeptReports, at: datetime) -> None:
    try:
        # One process: other work goes on beside it.
        report = check_vault(site_vault(), workers=1)
    except DadkhahError as error:
        reports.keep_failure(error.code, str(error), at=at)
    except OSError as error:
        reports.keep_failure("vault-unreadable", error.strerror or str(error), at=at)
    else:
        reports.keep(report, at=at)


def keep_watch(days: int, *, stop: threading.Event) -> threading.Thread:
    """Look now and every hour whether a check is due, in a thread that ends with the program."""

    def watch() -> None:
        while True:
            verify_when_due(days, at=timezone.now())
            if stop.wait(LOOK_EVERY):
                return

    thread = threading.Thread(target=watch, name="fixity", daemon=True)
    thread.start()
    return thread
