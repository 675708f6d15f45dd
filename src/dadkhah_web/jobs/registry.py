"""The kinds of long work, and what one piece of it may use while it runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from dadkhah.evidence.vault import VaultIdentity
from dadkhah_web.accounts.models import User
from dadkhah_web.cases.access import Access, enter_case
from dadkhah_web.jobs.models import Job

Work = Callable[..., Mapping[str, Any]]
_WORK: dict[str, Work] = {}


class Cancelled(Exception):
    """Somebody asked the work to stop."""


@dataclass(frozen=True, slots=True)
class RunningJob:
    """What a piece of work is given: for whom it runs, and how to say how far it is."""

    row: Job
    identity: VaultIdentity | None
    """The vault's secret, for work that was started with the vault open."""

    @property
    def access(self) -> Access:
        """What the person who started it may see now; it may have changed since."""
        return enter_case(User.objects.get(code=self.row.started_by), self.row.case.slug)

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say how far it is; raises `Cancelled` when somebody asked to stop."""
        Job.objects.filter(pk=self.row.pk).update(
            done=done, total=total, message=message, beat_at=timezone.now()
        )
        if Job.objects.filter(pk=self.row.pk, is_to_stop=True).exists():
            raise Cancelled


def job(kind: str) -> Callable[[Work], Work]:
    """Register `work(running, **arguments)` as a kind of long work; it returns its result.

    It may be started again after a crash, and then goes on from what it finds done.
    """

    def register(work: Work) -> Work:
        _WORK[kind] = work
        return work

    return register


def work_of(kind: str) -> Work:
    """Return the work of this kind."""
    return _WORK[kind]
