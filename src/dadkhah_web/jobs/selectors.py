"""Read the long work of a case: one's own, and everybody's for who manages all of the case."""

from django.db.models import QuerySet

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.jobs.models import Job


def jobs_of(access: Access) -> QuerySet[Job]:
    """Return the jobs this person may see, the newest first.

    What came of work on something closed names it, so to whom a part of the case is closed the
    work of others is not there.
    """
    rows = Job.objects.filter(case=access.case).order_by("-pk")
    manages_all = access.may(Capability.MANAGE) and not access.closed
    return rows if manages_all else rows.filter(started_by=access.user.code)


def find_job(access: Access, number: int) -> Job:
    """Return one of these jobs; raises `NotVisible`."""
    found = jobs_of(access).filter(pk=number).first()
    if found is None:
        raise NotVisible(f"There is no job {number} here that you may see.")
    return found
