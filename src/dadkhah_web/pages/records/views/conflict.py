"""What somebody else saved while a form was open."""

from dataclasses import dataclass
from datetime import datetime

from dadkhah_web.evidence.services import site_vault
from dadkhah_web.pages.records.facts import Fact, facts_of
from dadkhah_web.pages.records.forms.whole import WholeForm
from dadkhah_web.records.selectors import history


@dataclass(frozen=True, slots=True)
class Conflict:
    """One record of a form that is newer than the form."""

    key: str
    field: str
    """The hidden field that says which revision the form was made from."""
    newest: int
    actor: str
    at: datetime
    changed: tuple[tuple[Fact, Fact], ...]
    """What each column said when the form was opened, and says now."""


def conflicts(whole: WholeForm) -> list[Conflict]:
    """Return what changed since the form was opened, for every record of it."""
    asked = [(whole.plan.kind, whole.code, "base", whole.base)]
    asked += [(r.plan.kind, r.code, f"{r.prefix}-base", r.base) for r in whole.all_rows]
    found = []
    for kind, code, field, base in asked:
        newest = whole.numbers.get((kind, code), 0)
        if code and base != str(newest):
            found.append(_conflict(whole, kind, code, field, base))
    return found


def _conflict(whole: WholeForm, kind: str, code: str, field: str, base: str) -> Conflict:
    key = f"{kind}/{code}"
    revisions = history(whole.access.case, key, open_log=site_vault().log)
    opened = next((one for one in revisions if str(one.number) == base), revisions[0])
    last = revisions[-1]
    before, after = facts_of(whole.access, [(kind, opened.cells), (kind, last.cells)])
    changed = tuple(
        (before[name], fact)
        for name, fact in after.items()
        if (fact.said, fact.date) != (before[name].said, before[name].date)
    )
    return Conflict(key, field, last.number, last.actor, last.at, changed)
