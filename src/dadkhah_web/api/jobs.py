"""Long work: list it, look at it, stop it."""

from ninja import Router

from dadkhah_web.api.door import ApiRequest, enter
from dadkhah_web.api.shapes import JobOut
from dadkhah_web.jobs.models import Job
from dadkhah_web.jobs.selectors import find_job, jobs_of
from dadkhah_web.jobs.services import stop_job

router = Router(tags=["jobs"])
MOST = 100


@router.get("/cases/{slug}/jobs", response=list[JobOut])
def list_jobs(request: ApiRequest, slug: str) -> list[JobOut]:
    """List the newest jobs: your own, and everybody's for who manages the case."""
    return [as_job(row) for row in jobs_of(enter(request, slug))[:MOST]]


@router.get("/cases/{slug}/jobs/{number}", response=JobOut)
def show_job(request: ApiRequest, slug: str, number: int) -> JobOut:
    """Show how far a job is, and what came of it."""
    return as_job(find_job(enter(request, slug), number))


@router.post("/cases/{slug}/jobs/{number}/stop", response=JobOut)
def stop(request: ApiRequest, slug: str, number: int) -> JobOut:
    """Ask a job to stop at its next step."""
    row = find_job(enter(request, slug), number)
    stop_job(row)
    return as_job(row)


def as_job(row: Job) -> JobOut:
    """Return a job as the API shows it."""
    return JobOut(
        number=row.pk,
        kind=row.kind,
        state=row.state,
        done=row.done,
        total=row.total,
        message=row.message,
        result=row.result,
        started_by=row.started_by,
        made_at=row.made_at,
        ended_at=row.ended_at,
    )
