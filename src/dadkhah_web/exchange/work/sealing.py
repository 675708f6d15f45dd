"""Take files into the vault and the case: sealed, logged, recorded. Nothing reads them here."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from filelock import FileLock

from dadkhah.derivation.media_type import FIRST_BYTES, sniff
from dadkhah.exchange.casefolder.record_problems import record_problems
from dadkhah.records.evidence import EvidenceItem as ItemValue
from dadkhah.records.evidence import Source as SourceValue
from dadkhah.text.one_line import on_one_line
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.models import Reception, Source
from dadkhah_web.evidence.selectors import items_of
from dadkhah_web.evidence.services import (
    NotReceived,
    Received,
    SpooledArrival,
    receive_spooled,
)
from dadkhah_web.evidence.spool import spool_folder
from dadkhah_web.exchange.codes import next_codes
from dadkhah_web.exchange.references import refuse
from dadkhah_web.exchange.saving import Entry, save_records

LONGEST_TITLE = 300
_ENDINGS = {"text/plain": "txt", "application/pdf": "pdf", "image/jpeg": "jpg", "text/html": "html"}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that waits in the spool folder, under the name the browser gave."""

    file: Path
    name: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one file: an item, an item that was here already, or a reason why not."""

    name: str
    code: str = ""
    was_here: bool = False
    problem: str = ""
    text_problem: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """What files were taken out of, for the log: the entry that received it, and how."""

    commitment: str
    relation: str


@dataclass(frozen=True, slots=True)
class _Plan:
    incoming: Incoming
    sha256: str
    size: int
    media_type: str
    code: str
    is_held: bool  # these bytes are an item of the case already


def seal_files(
    access: Access,
    files: Sequence[Incoming],
    about: ItemValue,
    *,
    new_source: SourceValue | None = None,
    lineage: Lineage | None = None,
    at: datetime,
) -> list[Arrived]:
    """Seal files and save an item for each, all from the source that `about` names.

    `about` says what is the same for all; without a title each has its name as one. Bytes that an
    item has already are logged as received once more, and make no second item. A file that could
    not be sealed is named with the reason; all others are saved. Nothing is removed from the spool.
    With `lineage` the files come out of an item, and whoever may open that may take them in.
    """
    access.require(Capability.OPEN_ORIGINALS if lineage else Capability.RECEIVE)
    # Two receptions at once would give the same ids.
    with FileLock(spool_folder() / "lock"):
        plans = _plans(access, files)
        values = [_value(plan, about) for plan in plans if not plan.is_held]
        problems = record_problems([*values, *([new_source] if new_source else [])], current_law())
        refuse([("item", one.field, one.reason) for one in problems])
        if not new_source:
            access.record("source", about.source)
        outcomes = _seal(access, plans, about.source, lineage, at)
        pairs = zip(plans, outcomes, strict=True)
        sealed = [(plan, one) for plan, one in pairs if isinstance(one, Received)]
        new = _save(access, sealed, about, new_source, at=at)
    return [
        Arrived(plan.incoming.name, problem=one.message)
        if isinstance(one, NotReceived)
        # Of two files with the same bytes the first is the new item.
        else Arrived(plan.incoming.name, plan.code, was_here=plan.code not in new or is_repeat)
        for plan, one, is_repeat in zip(plans, outcomes, _repeats(plans), strict=True)
    ]


def _repeats(plans: Sequence[_Plan]) -> list[bool]:
    codes = [plan.code for plan in plans]
    return [code in codes[:n] for n, code in enumerate(codes)]


def _plans(access: Access, files: Sequence[Incoming]) -> list[_Plan]:
    """Say for each file whether its bytes are an item already, and else under which id."""
    digests = [_digest(one.file) for one in files]
    held = items_of(access).filter(sha256__in=digests).order_by("record__code")
    codes = dict(held.values_list("sha256", "record__code"))
    fresh = [digest for digest in dict.fromkeys(digests) if digest not in codes]
    given = dict(zip(fresh, next_codes(access.case, "item", len(fresh)), strict=True))
    return [
        _Plan(
            one,
            digest,
            one.file.stat().st_size,
            _media_type(one),
            codes.get(digest) or given[digest],
            is_held=digest in codes,
        )
        for one, digest in zip(files, digests, strict=True)
    ]


def _value(plan: _Plan, about: ItemValue) -> ItemValue:
    name = on_one_line(plan.incoming.name).strip()
    base = plan.media_type.partition(";")[0]
    ending = _ENDINGS.get(base, base.rpartition("/")[2].rpartition("-")[2])
    return replace(
        about,
        id=plan.code,
        # The name that somebody else gave it is data; it is never a path.
        file=f"evidence/{plan.code}.{ending}",
        title=(about.title or name)[:LONGEST_TITLE] or plan.code,
        media_type=plan.media_type,
        sha256=plan.sha256,
        size=plan.size,
    )


def _seal(
    access: Access,
    plans: Sequence[_Plan],
    source: str,
    lineage: Lineage | None,
    at: datetime,
) -> list[Received | NotReceived]:
    parent, relation = (lineage.commitment, lineage.relation) if lineage else ("", "")
    arrivals = [
        SpooledArrival(
            p.incoming.file, p.incoming.name, source, p.code, p.media_type, parent, relation
        )
        for p in plans
    ]
    reception = f"web {secrets.token_hex(8)}"
    return receive_spooled(arrivals, reception=reception, actor=access.user.code, at=at)


def _save(
    access: Access,
    sealed: Sequence[tuple[_Plan, Received]],
    about: ItemValue,
    new_source: SourceValue | None,
    *,
    at: datetime,
) -> set[str]:
    """Save what was sealed, as one; return the ids of the new items."""
    items: dict[str, ItemValue] = {}
    for plan, received in sealed:
        if not plan.is_held and plan.code not in items:
            value = replace(_value(plan, about), object_name=received.object_name)
            items[plan.code] = value
    with transaction.atomic():
        sources = [Entry(new_source, based_on=0)] if new_source and sealed else []
        entries = [*sources, *(Entry(one, based_on=0) for one in items.values())]
        save_records(access, entries, at=at)
        keys = dict(items_of(access).values_list("record__code", "pk"))
        source = Source.objects.get(record__case=access.case, record__code=about.source)
        Reception.objects.bulk_create(
            Reception(
                item_id=keys[plan.code],
                source=source,
                received_at=f"{at:%Y-%m-%dT%H:%M:%SZ}",
                device=received.device,
                entry=received.entry,
            )
            for plan, received in sealed
        )
    return set(items)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _media_type(incoming: Incoming) -> str:
    with incoming.file.open("rb") as stream:
        return sniff(stream.read(FIRST_BYTES), incoming.name)
