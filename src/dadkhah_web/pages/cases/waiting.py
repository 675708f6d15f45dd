"""What waits for one person in a case: records, comments, filings, work in the background."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Record
from dadkhah_web.cases.roles import Capability
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.selectors import filings_of
from dadkhah_web.jobs.models import Job
from dadkhah_web.jobs.selectors import jobs_of
from dadkhah_web.pages.jobs.words import job_words
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.pages.see.links import record_url
from dadkhah_web.records.models import Comment
from dadkhah_web.records.queue import waiting_for

SHOWN = 3
_REASONS = {
    "returned": (_("Returned to you"), "back"),
    "assigned": (_("Assigned to you"), "person"),
    "review": (_("To be reviewed by somebody who did not code it"), "eye"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One record, comment, filing or piece of work that waits."""

    words: str
    url: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What waits for one reason: how many, and the first of them."""

    words: str | Promise
    icon: str
    count: int
    url: str
    lines: list[Line] = field(default_factory=list)


def tasks(access: Access) -> list[Task]:
    """Return what waits for this person; what must not wait comes first."""
    slug = access.case.slug
    found = waiting_for(access)
    shown = {group.reason: group.records[:SHOWN] for group in found}
    comments = _comments(access)
    refs = {(r.kind, r.code) for rows in shown.values() for r in rows}
    named = titles(access, refs | {(c.record.kind, c.record.code) for c in comments})
    records = [
        Task(
            *_REASONS[group.reason],
            count=group.count,
            url=address("records:waiting", slug),
            lines=[_line(slug, one, named) for one in shown[group.reason]],
        )
        for group in found
    ]
    return [*records, *_said(slug, comments), *_filings(access), *_work(access)]


def address(route: str, slug: str, **names: object) -> str:
    """Return an address in the case; nothing while there is no such page."""
    try:
        return reverse(route, kwargs={"slug": slug, **names})
    except NoReverseMatch:
        return ""


def _line(slug: str, record: Record, named: dict[tuple[str, str], str]) -> Line:
    words = named.get((record.kind, record.code), "")
    return Line(words, record_url(slug, record.kind, record.code), record.code)


def _comments(access: Access) -> list[Comment]:
    """Return what others said of records this person works on, and nobody has settled."""
    mine = Q(record__review__coded_by=access.user.code)
    mine |= Q(record__review__assigned_to=access.user.code)
    mine |= Q(record__comments__by=access.user.code)
    rows = Comment.objects.filter(mine, record__case=access.case, settled_by="")
    rows = rows.exclude(by=access.user.code).distinct()
    return list(access.narrow(rows).select_related("record").order_by("-pk")[:100])


def _said(slug: str, comments: list[Comment]) -> list[Task]:
    if not comments:
        return []
    lines = [
        Line(one.text, record_url(slug, one.record.kind, one.record.code), one.record.code)
        for one in comments[:SHOWN]
    ]
    words = _("Comments nobody has settled yet")
    return [Task(words, "comment", len(comments), lines[0].url, lines)]


def _filings(access: Access) -> list[Task]:
    if not access.may(Capability.APPROVE):
        return []
    drafted = filings_of(access).filter(state=Filing.DRAFTED)
    rows = list(drafted.exclude(approvals__user=access.user)[:100])
    if not rows:
        return []
    slug = access.case.slug
    lines = [
        Line(one.title, address("filings:show", slug, kind=one.kind, number=one.number))
        for one in rows[:SHOWN]
    ]
    words = _("Filings you have not approved yet")
    return [Task(words, "filings", len(rows), address("filings:list", slug), lines)]


def _work(access: Access) -> list[Task]:
    rows = list(jobs_of(access).filter(state__in=(Job.WAITING, Job.RUNNING))[:100])
    if not rows:
        return []
    slug = access.case.slug
    lines = [
        Line(job_words(one.kind), address("jobs:show", slug, number=one.pk)) for one in rows[:SHOWN]
    ]
    return [Task(_("Work under way"), "clock", len(rows), address("jobs:list", slug), lines)]
