"""Filings: list versions, draft the next one, fetch its files.

To approve and to seal is what a person answers for, on a page; no program does it.
"""

from django.http import HttpResponse
from ninja import Router, Status

from dadkhah.errors import NotVisible
from dadkhah.exchange.filing import FilingKind
from dadkhah_web.api.door import ApiRequest, enter
from dadkhah_web.api.jobs import as_job
from dadkhah_web.api.shapes import DraftIn, FilingOut, JobOut
from dadkhah_web.cases.roles import Capability
from dadkhah_web.filings.gates import asked_of_people, gates_now
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.selectors import (
    counted_approvals,
    digest_of,
    filings_of,
    find_file,
    find_filing,
    require_whole_case,
)
from dadkhah_web.filings.services import content_of
from dadkhah_web.jobs.services import start_job

router = Router(tags=["filings"])


@router.get("/cases/{slug}/filings", response=list[FilingOut])
def list_filings(request: ApiRequest, slug: str) -> list[FilingOut]:
    """List every version of every filing, the newest first."""
    rows = filings_of(enter(request, slug)).select_related("case")
    return [_filing(row) for row in rows]


@router.post("/cases/{slug}/filings/{kind}", response={202: JobOut})
def draft(request: ApiRequest, slug: str, kind: str, body: DraftIn) -> Status[JobOut]:
    """Draft the next version of a communication or letter, as a job."""
    access = enter(request, slug, Capability.DRAFT)
    require_whole_case(access)
    if kind not in set(FilingKind):
        raise NotVisible(f"There is no filing of the kind '{kind}'.")
    job = start_job(access, "draft-filing", {"kind": kind, "on": body.on.isoformat()})
    job.refresh_from_db()
    return Status(202, as_job(job))


@router.get("/cases/{slug}/filings/{kind}/{number}", response=FilingOut)
def show_filing(request: ApiRequest, slug: str, kind: str, number: int) -> FilingOut:
    """Show one version with its gates, approvals and the hash of each file."""
    return _filing(find_filing(enter(request, slug), kind, number))


@router.get("/cases/{slug}/filings/{kind}/{number}/files/{file}", response={200: bytes})
def fetch_file(request: ApiRequest, slug: str, kind: str, number: int, file: str) -> HttpResponse:
    """Fetch one file of a filing, byte for byte."""
    access = enter(request, slug)
    kept = find_file(find_filing(access, kind, number), file)
    request.readings = [("export", f"{kind}-{number} {file}")]
    response = HttpResponse(content_of(kept), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{kept.name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _filing(row: Filing) -> FilingOut:
    gates = gates_now(row)
    approvals = counted_approvals(row, asked_of_people(gates), digest_of(row))
    return FilingOut(
        kind=row.kind,
        number=row.number,
        title=row.title,
        on=row.on,
        state=row.state,
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        sealed_at=row.sealed_at,
        approvals=len(approvals),
        gates=[{"name": one.name, "state": one.state.value, "reason": one.reason} for one in gates],
        files=[
            {"name": one.name, "media_type": one.media_type, "sha256": one.sha256}
            for one in row.files.order_by("name").defer("content")
        ],
    )
