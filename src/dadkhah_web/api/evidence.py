"""Evidence: receive files, read texts and passages, compare with what was sealed.

Originals are not given out here. A token is kept by a program, and must never be able to open what
is sealed: that takes a person with a passphrase, on a page or with `dadkhah vault open`.
"""

from dataclasses import asdict, replace
from typing import Any

from django.utils import timezone
from ninja import File, Form, Router, Status, UploadedFile

from dadkhah.errors import NotAllowed, NotVisible
from dadkhah.exchange.tables import record_from_fields
from dadkhah.records.evidence import EvidenceItem as ItemValue
from dadkhah_web.api.cells import records_shown
from dadkhah_web.api.door import ApiRequest, enter
from dadkhah_web.api.jobs import as_job
from dadkhah_web.api.shapes import (
    AboutIn,
    ArrivedOut,
    ItemOut,
    JobOut,
    PageOut,
    PinpointIn,
    ReceptionOut,
    RecordOut,
    Saved,
)
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.openness import openness, require_open
from dadkhah_web.evidence.selectors import find_item, passages_of, receptions_of
from dadkhah_web.evidence.spool import SpooledFile, erase
from dadkhah_web.evidence.work import VERIFY_ITEM
from dadkhah_web.exchange.passages import Pinpoint, keep_passage
from dadkhah_web.exchange.work.receiving import receive_files
from dadkhah_web.exchange.work.sealing import Incoming
from dadkhah_web.jobs.services import start_job

router = Router(tags=["evidence"])


@router.post("/cases/{slug}/evidence", response={201: list[ArrivedOut]})
def receive(
    request: ApiRequest,
    slug: str,
    files: File[list[UploadedFile]],
    about: Form[AboutIn],
) -> Status[list[dict[str, Any]]]:
    """Seal files into the vault, and make an item of each; what each became is in the answer.

    The body is multipart/form-data and goes to the disk as it comes. Bytes that are an item of the
    case already are logged once more and make no second one.
    """
    access = enter(request, slug, Capability.RECEIVE)
    spooled = [file for file in files if isinstance(file, SpooledFile)]
    given = {"id": "-", "file": "-", "media_type": "-", **about.model_dump(exclude={"title"})}
    value: ItemValue = record_from_fields(ItemValue, {**given, "title": "-"})
    value = replace(value, id="", file="", media_type="", title=about.title.strip())
    try:
        arrived = receive_files(
            access,
            [Incoming(file.path, file.name or "") for file in spooled],
            value,
            at=timezone.now(),
        )
    finally:
        for file in spooled:
            erase(file.path)
    return Status(201, [asdict(one) for one in arrived])


@router.get("/cases/{slug}/evidence/{code}", response=ItemOut)
def show_item(request: ApiRequest, slug: str, code: str) -> ItemOut:
    """Show an item: its cells, how it came, whether its text was read, when it was compared."""
    access = enter(request, slug)
    item = find_item(access, code)
    request.readings = [("read", f"item/{code}")]
    made = text_of(item)
    check = getattr(item, "verification", None)
    return ItemOut(
        item=records_shown(access, "item", [code])[0],
        may_read=openness(access, item.sensitivity).may_read,
        receptions=[
            ReceptionOut(
                source=one.source.record.code,
                received_at=one.received_at,
                device=one.device,
                entry=one.entry,
            )
            for one in receptions_of(access, item)
        ],
        verification=check
        and {
            "state": check.state,
            "message": check.message,
            "by": check.by,
            "at": check.at,
            "with_key": check.with_key,
        },
        text_pages=made.pages.count() if made else 0,
        text_problem=made.failure.partition(" ")[2] if made else "",
    )


@router.get("/cases/{slug}/evidence/{code}/pages/{number}", response=PageOut)
def show_page(request: ApiRequest, slug: str, code: str, number: int) -> PageOut:
    """Show the text of one page of an item; a text without pages is page 1."""
    access = enter(request, slug)
    item = _readable(access, code)
    made = text_of(item)
    row = made.pages.defer("words").filter(number=number).first() if made else None
    if row is None:
        raise NotVisible(f"There is no text of page {number} of {code} here.")
    return PageOut(number=row.number, label=row.label, text=row.text)


@router.get("/cases/{slug}/evidence/{code}/passages", response=list[RecordOut])
def list_passages(request: ApiRequest, slug: str, code: str) -> list[RecordOut]:
    """List the passages that were kept of an item."""
    access = enter(request, slug)
    rows = passages_of(access, find_item(access, code))
    return records_shown(access, "passage", rows.values_list("record__code", flat=True))


@router.post("/cases/{slug}/evidence/{code}/passages", response={200: Saved, 201: Saved})
def keep(request: ApiRequest, slug: str, code: str, body: PinpointIn) -> Status[Saved]:
    """Keep words, a region or a time of an item as a passage; the same part is kept once (200)."""
    access = enter(request, slug, Capability.RECORD)
    item = find_item(access, code)
    pinpoint = Pinpoint(**body.model_dump())
    kept, is_new = keep_passage(access, item, pinpoint, at=timezone.now())
    return Status(201 if is_new else 200, Saved(saved=[f"passage/{kept}"]))


@router.post("/cases/{slug}/evidence/{code}/verify", response={202: JobOut})
def verify(request: ApiRequest, slug: str, code: str) -> Status[JobOut]:
    """Compare an item with what was sealed and logged, as a job; without the key of the vault."""
    access = enter(request, slug, Capability.OPEN_ORIGINALS)
    require_open(access, find_item(access, code))
    job = start_job(access, VERIFY_ITEM, {"code": code})
    job.refresh_from_db()
    return Status(202, as_job(job))


def _readable(access: Access, code: str) -> EvidenceItem:
    item = find_item(access, code)
    if not openness(access, item.sensitivity).may_read:
        raise NotAllowed("Your roles in this case do not let you read this item.")
    return item
