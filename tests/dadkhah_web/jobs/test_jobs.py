"""Long work is done once, says how far it is, stops when asked and survives a restart."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dadkhah.errors import NotVisible, VaultLocked
from dadkhah.evidence.vault import VaultIdentity
from dadkhah_web.cases.roles import Role
from dadkhah_web.jobs import registry
from dadkhah_web.jobs.models import Job
from dadkhah_web.jobs.selectors import find_job, jobs_of
from dadkhah_web.jobs.services import (
    repeat_job,
    requeue_interrupted,
    run_job,
    start_job,
    stop_job,
)
from people import access, person

SEEN: list[registry.RunningJob] = []


@registry.job("count-for-tests")
def count(running, *, upto):
    SEEN.append(running)
    for number in range(upto):
        running.progress(number + 1, upto)
    return {"lines": ["Counted."]}


@registry.job("refuse-for-tests")
def refuse(_running):
    raise VaultLocked("The vault is locked.")


@pytest.fixture
def analyst(imported):
    SEEN.clear()
    return access(person("analyst", Role.ANALYST))


def test_work_says_how_far_it_is_and_what_came_of_it(analyst):
    job = start_job(analyst, "count-for-tests", {"upto": 3})

    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (Job.DONE, 3, 3)
    assert job.result == {"lines": ["Counted."]}


def test_work_may_open_originals_while_it_runs_and_not_after(analyst):
    identity = VaultIdentity.generate()

    job = start_job(analyst, "count-for-tests", {"upto": 1}, identity=identity)

    assert SEEN[0].identity.text == identity.text
    job.refresh_from_db()
    assert job.shut_key == ""


def test_work_that_is_refused_says_why_and_can_be_tried_again(analyst):
    job = start_job(analyst, "refuse-for-tests", {})

    job.refresh_from_db()
    assert (job.state, job.message) == (Job.FAILED, "The vault is locked. [vault-locked]")
    repeat_job(job)
    job.refresh_from_db()
    assert job.state == Job.FAILED


def waiting(access, **fields):
    return Job.objects.create(
        case=access.case,
        kind="count-for-tests",
        arguments={"upto": 2},
        started_by=access.user.code,
        made_at=timezone.now(),
        **fields,
    )


def test_work_stops_when_asked_and_is_not_done_twice(analyst):
    job = waiting(analyst)
    stop_job(job)
    run_job.enqueue(job.pk)
    job.refresh_from_db()
    assert job.state == Job.CANCELLED

    run_job.enqueue(job.pk)
    assert SEEN == []


def test_a_lone_worker_takes_up_what_was_running_when_it_ended(analyst):
    job = waiting(analyst, state=Job.RUNNING, beat_at=timezone.now())

    assert requeue_interrupted(is_alone=True) == 1
    job.refresh_from_db()
    assert job.state == Job.DONE


def test_beside_others_a_worker_takes_up_only_what_shows_no_sign_of_life(analyst):
    alive = waiting(analyst, state=Job.RUNNING, beat_at=timezone.now())
    lost = waiting(analyst, state=Job.RUNNING, beat_at=timezone.now() - timedelta(minutes=6))

    assert requeue_interrupted(is_alone=False) == 1
    alive.refresh_from_db()
    lost.refresh_from_db()
    assert (alive.state, lost.state) == (Job.RUNNING, Job.DONE)


def test_one_sees_ones_own_work_and_who_manages_the_case_sees_all(analyst):
    job = start_job(analyst, "count-for-tests", {"upto": 1})
    other = access(person("other", Role.ANALYST))
    custodian = access(person("custodian", Role.CUSTODIAN))

    assert find_job(custodian, job.pk) == job
    assert list(jobs_of(other)) == []
    with pytest.raises(NotVisible):
        find_job(other, job.pk)
