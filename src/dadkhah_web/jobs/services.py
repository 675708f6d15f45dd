"""Start, stop and repeat long work; the worker process does it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_tasks import task

from dadkhah.errors import DadkhahError, NotVisible
from dadkhah.evidence.vault import VaultIdentity
from dadkhah.evidence.vault.keeping import reopen, shut, word_from
from dadkhah_web.cases.access import Access
from dadkhah_web.jobs.models import Job
from dadkhah_web.jobs.registry import Cancelled, RunningJob, work_of


def start_job(
    access: Access,
    kind: str,
    arguments: Mapping[str, Any],
    *,
    identity: VaultIdentity | None = None,
) -> Job:
    """Queue work for the worker. With `identity` it can open originals until it ends."""
    row = Job.objects.create(
        case=access.case,
        kind=kind,
        arguments=dict(arguments),
        started_by=access.user.code,
        shut_key=shut(identity, _site_word()) if identity else "",
        made_at=timezone.now(),
    )
    run_job.enqueue(row.pk)
    return row


def find_job(access: Access, number: int) -> Job:
    """Return a job that this person started, or any of the case for who manages it."""
    found = Job.objects.filter(case=access.case, pk=number).first()
    if found is None or (found.started_by != access.user.code and not access.may("manage")):
        raise NotVisible(f"There is no job {number} here that you may see.")
    return found


def stop_job(row: Job) -> None:
    """Ask the work to stop at the next step."""
    Job.objects.filter(pk=row.pk).update(is_to_stop=True)


def repeat_job(row: Job) -> None:
    """Queue ended work once more; work that needed the vault has to be started anew."""
    Job.objects.filter(pk=row.pk).update(
        state=Job.WAITING, is_to_stop=False, message="", done=0, ended_at=None
    )
    run_job.enqueue(row.pk)


def requeue_interrupted() -> int:
    """Queue again what was running when the worker last ended; return how many."""
    rows = Job.objects.filter(state__in=(Job.RUNNING, Job.WAITING))
    for row in rows:
        run_job.enqueue(row.pk)
    return len(rows)


@task()
def run_job(number: int) -> None:
    """Do one job, unless it was done or stopped in the meantime."""
    row = Job.objects.filter(pk=number).select_related("case").first()
    if row is None or row.is_over:
        return
    Job.objects.filter(pk=number).update(state=Job.RUNNING)
    identity = reopen(row.shut_key, _site_word()) if row.shut_key else None
    running = RunningJob(row, identity)
    try:
        running.progress(row.done, row.total)
        result = work_of(row.kind)(running, **row.arguments)
    except Cancelled:
        _end(number, Job.CANCELLED)
    except DadkhahError as error:
        _end(number, Job.FAILED, message=f"{error} [{error.code}]")
    except Exception:
        _end(number, Job.FAILED, message="The program failed; the log of the worker says how.")
        raise
    else:
        _end(number, Job.DONE, result=dict(result))


def _end(number: int, state: str, **fields: Any) -> None:  # noqa: ANN401 - columns of a job
    Job.objects.filter(pk=number).update(
        state=state, ended_at=timezone.now(), shut_key="", **fields
    )


def _site_word() -> str:
    return word_from(salted_hmac("dadkhah jobs", settings.SECRET_KEY, algorithm="sha256").digest())
