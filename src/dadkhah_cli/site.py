"""The only door to Django: commands call these functions and get plain values back.

Django is imported when a function needs it and not before, so that commands that work on files
alone stay quick and can run where no database is.
"""
# ruff: noqa: PLC0415

import os
import re
import shlex
import stat
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dadkhah.errors import ActorMissing, RecordNotFound, SourceNotACode
from dadkhah.settings import Settings

if TYPE_CHECKING:
    from dadkhah.evidence.vault import Vault, VaultIdentity
    from dadkhah.exchange.bundle import BundleWritten
    from dadkhah.records.case import CaseRecords
    from dadkhah_web.evidence.services import Progress
    from dadkhah_web.exchange.record_check import CaseChecked
    from dadkhah_web.exchange.selectors import CaseSummary
    from dadkhah_web.exchange.services import Imported
    from dadkhah_web.records.selectors import ProvenRevision

ACTOR = re.compile(r"[A-Z]-[0-9A-Za-z-]{1,40}")
SOURCE = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z][0-9A-Za-z._-]{0,40}")


def use_home(home: Path | None) -> Settings:
    """Work in this home folder, or in that of the settings; return what is set there."""
    if home is not None:
        os.environ["DADKHAH_HOME"] = str(home)
    from dadkhah_web.settings.installation import installation

    settings = installation()
    warn_of_readers(settings.home)
    return settings


@cache
def warn_of_readers(home: Path) -> None:
    """Say once, on stderr, that others on this machine can read the home folder."""
    others = stat.S_IRWXG | stat.S_IRWXO
    if os.name == "posix" and home.is_dir() and home.stat().st_mode & others:
        command = shlex.join(["chmod", "-R", "go-rwx", str(home)])
        sys.stderr.write(f"Others on this machine can look into {home}. Close it: {command}\n")


def acting(given: str) -> str:
    """Return the code of who is working; raises `ActorMissing` when it is none, or a name."""
    actor = given or use_home(None).actor
    if not ACTOR.fullmatch(actor):
        said = f"'{actor}' is no code." if actor else "Nobody is named as the one who is working."
        raise ActorMissing(
            f"{said} Set DADKHAH_ACTOR or give --actor: a capital letter, a hyphen and letters or "
            "digits, such as U-7f3a; never a name, for it goes into the log."
        )
    return actor


def source_code(given: str) -> str:
    """Return the code of who gave files; raises `SourceNotACode` when it is none, or a name."""
    if not SOURCE.fullmatch(given):
        raise SourceNotACode(
            f"'{given}' is no code of a source. Write letters, digits, hyphens and full stops, "
            "with a digit among them, such as S-014; never a name."
        )
    return given


def open_vault() -> "Vault":
    """Return the vault of this home; raises `VaultMissing`."""
    from dadkhah.evidence.vault import Vault

    return Vault.open(use_home(None).home)


def load_case(slug: str) -> "CaseRecords":
    """Return all records of a case; raises `CaseNotFound`."""
    _enter()
    from dadkhah_web.exchange import selectors

    return selectors.load_case(slug)


def list_cases() -> "tuple[CaseSummary, ...]":
    """Return every case with how much is in it."""
    _enter()
    from dadkhah_web.exchange import selectors

    return selectors.list_cases()


def preview_import(
    case: "CaseRecords", folder: Path, *, update: bool, bring_back: Collection[str] = ()
) -> "Imported":
    """Return what importing would do; raises what it would raise. Nothing is written."""
    _enter()
    from dadkhah_web.exchange import services

    return services.preview_import(case, folder, update=update, bring_back=bring_back)


def import_case(
    case: "CaseRecords",
    folder: Path,
    *,
    actor: str,
    at: datetime,
    update: bool,
    progress: "Progress",
    bring_back: Collection[str] = (),
) -> "Imported":
    """Receive the evidence of a case and save its records, all or nothing."""
    _enter()
    from dadkhah_web.exchange import services

    return services.import_case(
        case,
        folder,
        vault=open_vault(),
        actor=actor,
        at=at,
        update=update,
        bring_back=bring_back,
        progress=progress,
    )


def history(slug: str, record: str) -> "tuple[ProvenRevision, ...]":
    """Return every revision of a record, each proven against the log."""
    _enter()
    _refuse_no_record([record])
    from dadkhah_web.exchange.selectors import find_case
    from dadkhah_web.records import selectors

    return selectors.history(find_case(slug), record, open_log=open_vault().log)


def forget(slug: str, records: list[str], *, reason: str, actor: str, at: datetime) -> None:
    """Forget records for ever; the log stays valid."""
    _enter()
    _refuse_no_record(records)
    from dadkhah_web.exchange.forgetting import forget_records
    from dadkhah_web.exchange.selectors import find_case

    case = find_case(slug)
    forget_records(case, records, reason=reason, vault=open_vault(), actor=actor, at=at)


def _refuse_no_record(names: Collection[str]) -> None:
    from dadkhah_web.exchange.kinds import KINDS

    kinds = ["case", "draft", *(kind.name for kind in KINDS)]
    for name in names:
        kind, _, code = name.partition("/")
        if kind not in kinds or not code:
            raise RecordNotFound(
                f"'{name}' names no record. Write kind/id, for example act/A-0001; the kinds are "
                f"{', '.join(kinds)}."
            )


def release_bundle(  # noqa: PLR0913  one for each thing a release says
    slug: str,
    *,
    vault: "Vault",
    identity: "VaultIdentity",
    actor: str,
    at: datetime,
    recipient: str,
    out: Path,
    filings: Mapping[str, bytes],
    withhold: Sequence[str],
) -> "BundleWritten":
    """Write the bundle of a whole case, record its release and remember to whom it went."""
    case = load_case(slug)
    from dadkhah_web.exchange.releasing import Releaser, release_bundle
    from dadkhah_web.exchange.selectors import find_case

    return release_bundle(
        find_case(slug),
        case,
        by=Releaser(vault, identity, actor, at),
        recipient=recipient,
        filings=filings,
        withhold=withhold,
        out=out,
    )


def check_records(slug: str) -> "CaseChecked":
    """Compare every record and revision of a case with the custody log."""
    _enter()
    from dadkhah_web.exchange.record_check import check_records

    return check_records(slug, open_log=open_vault().log)


def prepare() -> None:
    """Make the tables of this home, so that the site can be served. Raises `SettingRefused`."""
    _enter()


def serve(address: str, port: int, *, threads: int) -> None:
    """Serve the site here until it is stopped."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "dadkhah_web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        log_enabled=False,
    ).serve()


def work(*, is_alone: bool, until_done: bool) -> None:
    """Do the long work of the site until stopped, or until none is left."""
    _enter()
    from django.core.management import call_command

    from dadkhah_web.jobs.services import requeue_interrupted

    requeue_interrupted(is_alone=is_alone)
    call_command("db_worker", batch=until_done, interval=1, verbosity=0)


def waiting_migrations() -> int:
    """Return how many steps the tables are behind this program; nothing is changed."""
    _start()
    from dadkhah_web.cases.services import steps_behind

    return steps_behind()


def _enter() -> None:
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
        os.environ["DJANGO_SETTINGS_MODULE"] = f"dadkhah_web.settings.{settings.profile}"
    import django

    django.setup()
