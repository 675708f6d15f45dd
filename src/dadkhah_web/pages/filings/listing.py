"""The filings of a case: each kind with its versions, and what has left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.filings.consents import items_refused
from dadkhah_web.filings.models import Filing, Handover
from dadkhah_web.filings.selectors import emptied, filings_of, handovers_of, sees_whole_case
from dadkhah_web.filings.since import changed_since
from dadkhah_web.filings.work import KINDS
from dadkhah_web.jobs.models import Job
from dadkhah_web.jobs.selectors import jobs_of
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.filings.forms import DraftForm
from dadkhah_web.pages.filings.wording import KIND_WORDS
from dadkhah_web.pages.jobs.words import job_words
from dadkhah_web.records.models import Release

SHOWN_FOR = timedelta(hours=6)
MOST_JOBS = 10


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a filing in the list."""

    filing: Filing
    state: str
    words: str
    refused: tuple[str, ...]
    """Exhibits whose source does not agree, or no longer."""


@dataclass(frozen=True, slots=True)
class Group:
    """The versions of one kind, the newest first."""

    kind: str
    words: Promise
    versions: Sequence[Version]
    changed: int
    """How many records changed since the newest was drafted."""


@require_GET
@case_page()
def listing(request: CaseRequest, access: Access) -> HttpResponse:
    """Show every version of every filing, the long work on them, and what has left."""
    filings = Prefetch("filings", Filing.objects.only("pk"))  # not what they list: it is much
    handovers = list(handovers_of(access).prefetch_related(filings))
    names = {
        "groups": _groups(access, handovers),
        "releases": _releases(access, handovers),
        "jobs": _jobs(access),
        "emptied": emptied(access),
        "sees_all": sees_whole_case(access),
        "form": DraftForm(initial={"on": timezone.localdate()}),
        "may_draft": access.may(Capability.DRAFT),
        "may_seal": access.may(Capability.SEAL),
    }
    return render(request, "filings/list.html", names)


def _groups(access: Access, handovers: Sequence[Handover]) -> list[Group]:
    rows = filings_of(access).defer("listing", "gates").prefetch_related("approvals")
    filings = list(rows)
    refused = items_refused(access.case) if filings else {}
    left: dict[int, Handover] = {}
    for handover in reversed(handovers):
        left.update(dict.fromkeys((one.pk for one in handover.filings.all()), handover))
    groups = []
    for kind, words in KIND_WORDS.items():
        own = [one for one in filings if one.kind == kind.value]
        versions = [_version(one, left.get(one.pk), refused) for one in own]
        groups.append(Group(kind.value, words, versions, _changed(own)))
    return groups


def _version(
    filing: Filing, handover: Handover | None, refused: Mapping[bool, frozenset[str]]
) -> Version:
    approvals = len({one.user_id for one in filing.approvals.all()})
    items = tuple(sorted(refused[filing.is_public] & set(filing.items)))
    if handover:
        words = _("handed over to %(recipient)s") % {"recipient": handover.recipient}
        return Version(filing, "filed", words, items)
    if filing.state == Filing.SEALED:
        return Version(filing, "sealed", _("sealed"), items)
    if approvals > 1:
        return Version(filing, "approved", _("approved by two"), items)
    if approvals:
        return Version(filing, "reviewed", _("approved by one"), items)
    return Version(filing, "draft", _("drafted"), items)


def _changed(filings: Sequence[Filing]) -> int:
    """Count the records; words of filings are nobody's record."""
    found = changed_since(filings[0]) if filings else ()
    return sum(len(one.codes) for one in found if one.kind != "draft")


def _releases(
    access: Access, handovers: Sequence[Handover]
) -> list[tuple[Release, Handover | None]]:
    """Return everything that left, with the bundle where it was made on these pages."""
    if not sees_whole_case(access):
        return []
    made = {one.made_at: one for one in handovers}
    rows = Release.objects.filter(case=access.case).order_by("-at", "-pk")
    return [(row, made.get(row.at)) for row in rows]


def _jobs(access: Access) -> list[tuple[Job, str]]:
    """Return what is under way, and the last when it failed just now; what is done is listed."""
    rows = jobs_of(access).filter(kind__in=KINDS, made_at__gte=timezone.now() - SHOWN_FOR)
    shown = [
        job
        for place, job in enumerate(rows[:MOST_JOBS])
        if not job.is_over or (place == 0 and job.state == Job.FAILED)
    ]
    return [(job, job_words(job.kind)) for job in shown]
