"""Start, stop and repeat long work; the worker process does it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_tasks import task

from dadkhah.errors import DadkhahError
from dadkhah.evidence.kept_open import reopen, shut, word_from
from dadkhah.evidence.vault import VaultIdentity
from dadkhah_web.cases.access import Access
from dadkhah_web.jobs.models import Job
from dadkhah_web.jobs.registry import Cancelled, RunningJob, work_of

# Who does a job says how far it is more often than this.
SIGN_OF_LIFE = timedelta(minutes=5)


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


def stop_job(row: Job) -> None:
    """Ask the work to stop at the next step."""
    Job.objects.filter(pk=row.pk).update(is_to_stop=True)


def repeat_job(row: Job) -> None:
    """Queue work that was stopped or failed once more; anything else is left alone.

    The vault's secret is gone with the end of the first run: work that needs it says so.
    """
    ended = Job.objects.filter(pk=row.pk, state__in=(Job.FAILED, Job.CANCELLED))
    if ended.update(state=Job.WAITING, is_to_stop=False, message="", ended_at=None):
        run_job.enqueue(row.pk)


def requeue_interrupted(*, is_alone: bool) -> int:
    """Queue again what a worker left unfinished; return how many.

    A worker that is alone on its machine takes all of it; beside others, what shows no sign of
    life.
    """
    rows = Job.objects.filter(state=Job.RUNNING)
    if not is_alone:
        rows = rows.filter(_is_lost())
    for row in rows:
        Job.objects.filter(pk=row.pk).update(state=Job.WAITING)
        run_job.enqueue(row.pk)
    return len(rows)


@task()
def run_job(number: int) -> None:
    """Do one job, unless it was done, stopped or taken by another worker in the meantime."""
    taken = Job.objects.filter(pk=number, state=Job.WAITING).update(
        state=Job.RUNNING, beat_at=timezone.now()
    )
    if not taken:
        return
    row = Job.objects.select_related("case").get(pk=number)
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


def _is_lost() -> Q:
    return Q(beat_at=None) | Q(beat_at__lt=timezone.now() - SIGN_OF_LIFE)


def _end(number: int, state: str, **fields: Any) -> None:  # noqa: ANN401 - columns of a job
    Job.objects.filter(pk=number).update(
        state=state, ended_at=timezone.now(), shut_key="", **fields
    )


def _site_word() -> str:
    return word_from(salted_hmac("dadkhah jobs", settings.SECRET_KEY, algorithm="sha256").digest())
