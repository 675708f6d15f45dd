"""Bring whole cases in: evidence into the vault, records into the tables, all or nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction

from dadkhah.errors import CaseExists
from dadkhah.evidence.vault import Received, Vault
from dadkhah.exchange.tables import record_fields
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.evidence import EvidenceItem
from dadkhah.records.evidence import Reception as ReceptionValue
from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Case, Draft, Record
from dadkhah_web.cases.services import join
from dadkhah_web.evidence.models import Reception
from dadkhah_web.evidence.services import Progress, receive_items, unheard
from dadkhah_web.exchange.checking.comparison import Comparison, compare
from dadkhah_web.exchange.findable import refresh_search
from dadkhah_web.exchange.forgetting import refuse_forgotten
from dadkhah_web.exchange.kinds import keyed_records
from dadkhah_web.exchange.references import refuse_loose_ends
from dadkhah_web.exchange.rows import write_rows
from dadkhah_web.exchange.selectors import load_case
from dadkhah_web.records.services import Change, save_revisions


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: names of records, and how many files went into the vault."""

    slug: str
    created: tuple[str, ...]
    changed: tuple[str, ...]
    absent: tuple[str, ...]
    """In the case already and not in what was imported; they stay as they are."""
    received: int


def import_case(
    case: CaseRecords,
    evidence_folder: Path,
    *,
    vault: Vault,
    actor: str,
    at: datetime,
    update: bool = False,
    bring_back: Collection[str] = (),
    progress: Progress = unheard,
) -> Imported:
    """Receive the evidence of a case and save its records, each new or changed one as a revision.

    Checks come first, then the vault, then one transaction for all rows: what fails a check
    leaves nothing anywhere. Raises `CaseExists` (without `update`), `RecordsRefused`,
    `RecordForgotten` (for what `bring_back` does not name), `ItemsNotReceived`, and `CustodyError`
    when the vault is not as it should be.
    """
    held = _held(case, update=update, bring_back=bring_back)
    received = receive_items(
        _not_received(case, held, evidence_folder),
        evidence_folder,
        vault=vault,
        reception=f"case {case.info.slug}",
        actor=actor,
        at=at,
        progress=progress,
    )
    case = _with_custody(case, held, received)
    comparison = compare(case, held)
    with transaction.atomic():
        row = _write_case(case)
        write_rows(row, comparison.records)
        refresh_search(row, comparison.records)
        _write_receptions(row, case, received, at=at)
        save_revisions(row, comparison.changes, vault=vault, actor=actor, at=at, progress=progress)
    return _imported(case, comparison, len(received))


def preview_import(
    case: CaseRecords,
    evidence_folder: Path,
    *,
    update: bool = False,
    bring_back: Collection[str] = (),
) -> Imported:
    """Return what `import_case` would do, or raise what its checks would; nothing is written."""
    held = _held(case, update=update, bring_back=bring_back)
    comparison = compare(_with_custody(case, held, {}), held)
    return _imported(case, comparison, len(_not_received(case, held, evidence_folder)))


def begin_case(info: CaseInfo, founder: User, *, vault: Vault, at: datetime) -> Case:
    """Make an empty case, with its first revision; who makes it is let into it.

    Raises `CaseExists`.
    """
    with transaction.atomic():
        if Case.objects.filter(slug=info.slug).exists():
            raise CaseExists(f"There is a case '{info.slug}' already. Give another short name.")
        row = _write_case(CaseRecords(info))
        join(row, founder)
        head = Change("case", info.slug, "create", record_fields(info))
        save_revisions(row, [head], vault=vault, actor=founder.code, at=at)
    return row


def _imported(case: CaseRecords, comparison: Comparison, received: int) -> Imported:
    created, changed = comparison.names("create"), comparison.names("change")
    return Imported(case.info.slug, created, changed, comparison.absent, received)


def _held(case: CaseRecords, *, update: bool, bring_back: Collection[str]) -> CaseRecords | None:
    """Return what is held under the name of `case`, once it has passed every check."""
    slug = case.info.slug
    known = _known(slug)
    refuse_loose_ends(keyed_records(case), known)
    if not Case.objects.filter(slug=slug).exists():
        return None
    if not update:
        raise CaseExists(f"There is a case '{slug}' already. To revise it, import with --update.")
    refuse_forgotten(slug, keyed_records(case), known, bring_back=bring_back)
    return load_case(slug)


def _known(slug: str) -> list[tuple[str, str]]:
    return list(Record.objects.filter(case__slug=slug).values_list("kind", "code"))


def _not_received(
    case: CaseRecords, held: CaseRecords | None, folder: Path
) -> tuple[EvidenceItem, ...]:
    """Return the items whose bytes the vault has not received for this case.

    An item that a vault holds may come without its file, as the case folder allows.
    """
    sealed = {item.id: item for item in held.items if item.object_name} if held else {}
    return tuple(
        item
        for item in case.items
        if not (item.id in sealed and item.sha256 in ("", sealed[item.id].sha256))
        and not (item.object_name and not (folder / item.file).is_file())
    )


def _with_custody(
    case: CaseRecords, held: CaseRecords | None, received: Mapping[str, Received]
) -> CaseRecords:
    """Return the case with hash, size and object of each item as the vault has them."""
    sealed = {item.id: item for item in held.items} if held else {}

    def known(item: EvidenceItem) -> EvidenceItem:
        vaulted = received.get(item.id) or sealed.get(item.id)
        if vaulted is None:
            return item
        return replace(
            item, sha256=vaulted.sha256, size=vaulted.size, object_name=vaulted.object_name
        )

    return replace(case, items=tuple(map(known, case.items)))


def _write_case(case: CaseRecords) -> Case:
    row, _ = Case.objects.update_or_create(slug=case.info.slug, defaults=_head(case.info))
    Draft.objects.bulk_create(
        [Draft(case=row, path=path, text=text) for path, text in case.drafts.items()],
        update_conflicts=True,
        unique_fields=["case", "path"],
        update_fields=["text"],
    )
    return row


def _head(info: CaseInfo) -> dict[str, str | list[str]]:
    values = {field.name: getattr(info, field.name) for field in fields(info)}
    del values["slug"]
    return {n: list(v) if isinstance(v, tuple) else v for n, v in values.items()}


def _write_receptions(
    row: Case, case: CaseRecords, received: Mapping[str, Received], *, at: datetime
) -> None:
    """Write where each item was received: here, now, and as an export said before."""
    keys = {(r.kind, r.code): r.pk for r in row.records.filter(kind__in=["item", "source"])}
    arrivals = [
        *case.receptions,
        *(
            ReceptionValue(item, one.source, f"{at:%Y-%m-%dT%H:%M:%SZ}", one.device, one.entry)
            for item, one in received.items()
        ),
    ]
    Reception.objects.bulk_create(
        [
            Reception(
                item_id=keys["item", one.item],
                source_id=keys["source", one.source],
                received_at=one.received_at,
                device=one.device,
                entry=one.entry,
            )
            for one in arrivals
        ],
        ignore_conflicts=True,
    )
