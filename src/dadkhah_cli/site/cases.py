"""What commands ask of the cases in the tables; they get plain values back."""
# ruff: noqa: PLC0415

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dadkhah.errors import RecordNotFound
from dadkhah_cli.site.entry import enter
from dadkhah_cli.site.home import open_vault

if TYPE_CHECKING:
    from dadkhah.evidence.vault import Vault, VaultIdentity
    from dadkhah.exchange.bundle import BundleWritten
    from dadkhah.records.case import CaseRecords
    from dadkhah_web.evidence.services import Progress
    from dadkhah_web.exchange.checking.record_check import CaseChecked
    from dadkhah_web.exchange.selectors import CaseSummary
    from dadkhah_web.exchange.services import Imported
    from dadkhah_web.records.selectors import ProvenRevision


def load_case(slug: str) -> "CaseRecords":
    """Return all records of a case; raises `CaseNotFound`."""
    enter()
    from dadkhah_web.exchange import selectors

    return selectors.load_case(slug)


def list_cases() -> "tuple[CaseSummary, ...]":
    """Return every case with how much is in it."""
    enter()
    from dadkhah_web.exchange import selectors

    return selectors.list_cases()


def preview_import(
    case: "CaseRecords", folder: Path, *, update: bool, bring_back: Collection[str] = ()
) -> "Imported":
    """Return what importing would do; raises what it would raise. Nothing is written."""
    enter()
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
    enter()
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
    enter()
    _refuse_no_record([record])
    from dadkhah_web.exchange.selectors import find_case
    from dadkhah_web.records import selectors

    return selectors.history(find_case(slug), record, open_log=open_vault().log)


def forget(slug: str, records: list[str], *, reason: str, actor: str, at: datetime) -> None:
    """Forget records for ever; the log stays valid."""
    enter()
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
    from dadkhah.exchange.bundle import Withholding
    from dadkhah_web.exchange.releasing import Releaser, release_bundle
    from dadkhah_web.exchange.selectors import find_case

    return release_bundle(
        find_case(slug),
        case,
        by=Releaser(vault, identity, actor, at),
        recipient=recipient,
        filings=filings,
        withholding=Withholding(tuple(withhold)),
        out=out,
    )


def rebuild_search(slug: str) -> None:
    """Make everything of a case findable anew."""
    enter()
    from dadkhah_web.exchange import findable
    from dadkhah_web.exchange.selectors import find_case

    findable.rebuild_search(find_case(slug))


def check_records(slug: str) -> "CaseChecked":
    """Compare every record and revision of a case with the custody log."""
    enter()
    from dadkhah_web.exchange.checking.record_check import check_records

    return check_records(slug, open_log=open_vault().log)
