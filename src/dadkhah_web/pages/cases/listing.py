"""The cases of one person: what each is, what waits in it, and how to begin one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.access import records_of
from dadkhah_web.cases.models import Case, Membership
from dadkhah_web.cases.roles import Capability, Role, capabilities
from dadkhah_web.exchange.work.sample import may_load_sample
from dadkhah_web.jobs.models import Job
from dadkhah_web.pages.door import SignedInRequest, signed_in
from dadkhah_web.records.models import Review

ROLE_WORDS: Mapping[Role, Promise] = {
    Role.CUSTODIAN: _("custodian"),
    Role.INVESTIGATOR: _("investigator"),
    Role.ANALYST: _("analyst"),
    Role.LAWYER: _("lawyer"),
    Role.REVIEWER: _("reviewer"),
    Role.READER: _("reader"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One case in the list."""

    case: Case
    roles: list[Promise]
    records: int
    waiting: int
    running: int


@signed_in
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    """Show the cases this person works on."""
    names = {"cards": _cards(request.user), "may_load_sample": may_load_sample()}
    return render(request, "cases/list.html", names)


def _cards(user: User) -> list[Card]:
    roles: dict[Case, set[Role]] = {}
    for row in Membership.objects.filter(user=user).select_related("case").order_by("case__title"):
        roles.setdefault(row.case, set()).add(Role(row.role))
    records = dict(records_of(user).values_list("case").annotate(n=Count("pk", distinct=True)))
    running = Job.objects.filter(started_by=user.code, state__in=(Job.WAITING, Job.RUNNING))
    jobs = dict(running.values_list("case").annotate(n=Count("pk")))
    waiting = _waiting(user, roles)
    return [
        Card(
            case,
            [words for role, words in ROLE_WORDS.items() if role in held],
            records.get(case.pk, 0),
            waiting.get(case.pk, 0),
            jobs.get(case.pk, 0),
        )
        for case, held in roles.items()
    ]


def _waiting(user: User, roles: Mapping[Case, set[Role]]) -> dict[int, int]:
    """Count what waits for this person in each case, as the page of what waits lists it."""
    mine = Q(review__state=Review.RETURNED, review__coded_by=user.code)
    mine |= Q(review__assigned_to=user.code) & ~Q(review__state=Review.REVIEWED)
    reviewing = [c.pk for c, held in roles.items() if _may_review(held)]
    to_review = Q(review__state=Review.CODED, review__assigned_to="", case__in=reviewing)
    rows = records_of(user).filter(mine | (to_review & ~Q(review__coded_by=user.code)))
    return dict(rows.values_list("case").annotate(n=Count("pk", distinct=True)))


def _may_review(roles: set[Role]) -> bool:
    return Capability.REVIEW in capabilities(frozenset(roles))
