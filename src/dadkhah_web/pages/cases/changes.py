"""What changed in a case: by day and by person, as far as the reader may see it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.records.description import KIND_WORDS
from dadkhah_web.records.models import Revision

LOOKED_AT = 300
MOST_GROUPS = 8
# So many records of one person and day are named; of more only the first; of very many none.
MOST_SHOWN, FIRST, MANY = 5, 3, 50
ACTIONS = {
    "create": pgettext_lazy("what somebody did with a record", "added"),
    "change": pgettext_lazy("what somebody did with a record", "changed"),
    "forget": pgettext_lazy("what somebody did with a record", "forgotten"),
}


Counts = list[tuple[int, str | Promise]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One record that somebody saved."""

    code: str
    title: str
    action: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What one person saved on one day."""

    day: datetime
    actor: str
    counts: Counts
    """How many of each kind."""
    records: list[Changed] = field(default_factory=list)
    more: int = 0


def latest_changes(access: Access) -> list[Saved]:
    """Return what was saved last, the newest first; a few records of each person and day."""
    newest = list(Revision.objects.filter(case=access.case).order_by("-pk")[:LOOKED_AT])
    seen = _visible(access, newest)
    groups = [_each_once(own) for _, own in groupby(seen, key=_who_and_when)]
    counts = [_counted(own) for own in groups]
    if len(newest) == LOOKED_AT and groups:
        counts[-1] = _counted_whole(access, groups[-1][0])
    groups = groups[:MOST_GROUPS]
    shown = [own if len(own) <= MOST_SHOWN else own[:FIRST] for own in groups]
    shown = [own if len(group) < MANY else [] for own, group in zip(shown, groups, strict=True)]
    named = titles(access, {(r.kind, r.code) for own in shown for r in own if r.kind in KIND_WORDS})
    return [
        Saved(
            day=own[0].at,
            actor=own[0].actor,
            counts=counted,
            records=[_changed(access, r, named.get((r.kind, r.code), "")) for r in some],
            more=len(own) - len(some) if some else 0,
        )
        for own, some, counted in zip(groups, shown, counts, strict=False)
    ]


def _visible(access: Access, revisions: list[Revision]) -> list[Revision]:
    """Leave out what is closed. Who may see what was forgotten can no longer be asked of it."""
    codes = {one.code for one in revisions}
    here = set(access.records().filter(code__in=codes).values_list("kind", "code"))
    audits = access.may(Capability.AUDIT)
    return [
        one
        for one in revisions
        if (one.kind, one.code) in here
        or one.kind == "case"
        or (one.kind == "draft" and not access.closed)  # it tells of the whole case
        or (audits and one.action == "forget")
    ]


def _who_and_when(revision: Revision) -> tuple[object, str]:
    return timezone.localtime(revision.at).date(), revision.actor


def _each_once(revisions: Iterable[Revision]) -> list[Revision]:
    return list({(one.kind, one.code): one for one in reversed(list(revisions))}.values())[::-1]


def _counted(revisions: list[Revision]) -> Counts:
    return _in_words(Counter(one.kind for one in revisions))


def _counted_whole(access: Access, one: Revision) -> Counts:
    """Count a day of which more was saved than was looked at."""
    day = timezone.localtime(one.at).replace(hour=0, minute=0, second=0, microsecond=0)
    here = access.records().filter(kind=OuterRef("kind"), code=OuterRef("code"))
    rows = Revision.objects.filter(case=access.case, actor=one.actor, at__gte=day)
    rows = rows.filter(Exists(here), at__lt=day + timedelta(days=1))
    return _in_words(dict(rows.values_list("kind").annotate(n=Count("code", distinct=True))))


def _in_words(counts: Mapping[str, int]) -> Counts:
    plural = reader_language() != "fa"  # in Dari a noun after a number stays singular
    return [
        (n, KIND_WORDS[kind][plural and n > 1]) for kind in KIND_WORDS if (n := counts.get(kind, 0))
    ]


def _changed(access: Access, revision: Revision, title: str) -> Changed:
    action = ACTIONS[revision.action]
    if revision.kind == "case":
        return Changed("", gettext("the head of the case"), action, "")
    if revision.kind == "draft":
        return Changed(revision.code, gettext("the draft of a filing"), action, "")
    url = ""
    if title:
        url = _history(access.case.slug, revision.kind, revision.code)
    return Changed(revision.code, title, action, url)


def _history(slug: str, kind: str, code: str) -> str:
    try:
        return reverse("records:history", kwargs={"slug": slug, "kind": kind, "code": code})
    except NoReverseMatch:
        return ""
