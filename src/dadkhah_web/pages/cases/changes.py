"""What changed in a case: by day and by person, as far as the reader may see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.records.description import KIND_WORDS
from dadkhah_web.records.models import Revision

LOOKED_AT = 300
MOST_GROUPS = 8
MOST_SHOWN = 4
ACTIONS = {
    "create": pgettext_lazy("what somebody did with a record", "added"),
    "change": pgettext_lazy("what somebody did with a record", "changed"),
    "forget": pgettext_lazy("what somebody did with a record", "forgotten"),
}


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
    counts: list[tuple[int, str | Promise]]
    """How many of each kind."""
    records: list[Changed] = field(default_factory=list)
    more: int = 0


def latest_changes(access: Access) -> list[Saved]:
    """Return what was saved last, the newest first; a few records of each person and day."""
    newest = Revision.objects.filter(case=access.case).order_by("-pk")[:LOOKED_AT]
    seen = _visible(access, list(newest))
    groups = [list(own) for _, own in groupby(seen, key=_who_and_when)][:MOST_GROUPS]
    shown = [_each_once(own)[:MOST_SHOWN] for own in groups]
    named = titles(access, {(r.kind, r.code) for own in shown for r in own if r.kind in KIND_WORDS})
    return [
        Saved(
            day=own[0].at,
            actor=own[0].actor,
            counts=_counted(own),
            records=[_changed(access, r, named.get((r.kind, r.code), "")) for r in some],
            more=len(_each_once(own)) - len(some),
        )
        for own, some in zip(groups, shown, strict=True)
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
        or one.kind in ("case", "draft")
        or (audits and one.action == "forget")
    ]


def _who_and_when(revision: Revision) -> tuple[object, str]:
    return timezone.localtime(revision.at).date(), revision.actor


def _each_once(revisions: Iterable[Revision]) -> list[Revision]:
    return list({(one.kind, one.code): one for one in reversed(list(revisions))}.values())[::-1]


def _counted(revisions: list[Revision]) -> list[tuple[int, str | Promise]]:
    counts = Counter(kind for kind, _ in {(one.kind, one.code) for one in revisions})
    return [
        (count, KIND_WORDS[kind][count > 1])
        for kind, count in counts.most_common()
        if kind in KIND_WORDS
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
