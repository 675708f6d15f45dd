"""Every revision of a record: who saved it, what changed, and whether the log proves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dadkhah.errors import NotAllowed, NotVisible
from dadkhah.exchange.tables import record_from_fields
from dadkhah.exchange.tables.cells import join_list, split_list
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.kinds import KIND_BY_NAME
from dadkhah_web.exchange.saving import Entry, save_records
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.records.facts import Fact, address, facts_of, refs_in
from dadkhah_web.pages.records.reading import held_record
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.pages.records.views.show import steps
from dadkhah_web.records.description import COLUMNS
from dadkhah_web.records.selectors import ProvenRevision
from dadkhah_web.records.selectors import history as revisions_of

_QUALIFIES = ("proposition", "charge", "finding")


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that a revision changed: what it said before and says now."""

    before: Fact
    after: Fact


@require_GET
@case_page()
def history(request: CaseRequest, access: Access, kind: str, code: str) -> HttpResponse:
    """Show every revision of a record, newest first, with what changed."""
    held = held_record(access, kind, code)
    revisions = revisions_of(access.case, f"{kind}/{code}", open_log=site_vault().log)
    described = facts_of(access, [(kind, one.cells) for one in revisions])
    empty = facts_of(access, [(kind, {})])[0]
    before = [empty, *described]
    rows = [
        (revision, _differences(old, new))
        for revision, old, new in zip(revisions, before, described, strict=False)
    ]
    ref = (kind, code)
    names = {
        "section": "records",
        "held": held,
        "title": titles(access, [ref]).get(ref, code),
        "steps": steps(access, held, _("History")),
        "rows": rows[::-1],
        "newest": revisions[-1].number,
        "may_record": access.may(Capability.RECORD),
    }
    return render(request, "records/history.html", names)


def _differences(old: dict[str, Fact], new: dict[str, Fact]) -> list[Difference]:
    """Compare what is shown and not what is stored: what one may not see has not changed."""
    return [
        Difference(old[name], fact)
        for name, fact in new.items()
        if (fact.said, fact.date) != (old[name].said, old[name].date)
    ]


@require_POST
@case_page(Capability.RECORD)
def restore(request: CaseRequest, access: Access, kind: str, code: str) -> HttpResponse:
    """Save an earlier revision again, as the newest."""
    held_record(access, kind, code)
    if kind in _QUALIFIES:
        access.require(Capability.QUALIFY)
    revisions = revisions_of(access.case, f"{kind}/{code}", open_log=site_vault().log)
    revision = _named(revisions, request.POST.get("number", ""))
    _refuse_others(access, kind, revision.cells)
    value: Any = record_from_fields(KIND_BY_NAME[kind].value, _seen(access, kind, revision.cells))
    entry = Entry(value, code, based_on=revisions[-1].number)
    if save_records(access, [entry], at=timezone.now()):
        messages.success(
            request, _("Revision %(number)s is saved again.") % {"number": revision.number}
        )
    return redirect(address(access, kind, code))


def _refuse_others(access: Access, kind: str, cells: Mapping[str, str]) -> None:
    if kind == "finding" and cells["analyst"] != access.user.code:
        raise NotAllowed("Nobody changes what another analyst found. Add a finding of your own.")


def _seen(access: Access, kind: str, cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells without what this person may not see: a refusal of it would name it.

    What the record names of that now stays, as with every form.
    """
    seen, known = dict(cells), titles(access, refs_in([(kind, cells)]))
    for column in COLUMNS[kind]:
        if column.names_records and seen.get(column.name):
            codes = split_list(seen[column.name]) if column.is_many else (seen[column.name],)
            left = [one for one in codes if any((name, one) in known for name in column.kinds)]
            seen[column.name] = join_list(left) if column.is_many else "".join(left)
    return seen


def _named(revisions: tuple[ProvenRevision, ...], number: str) -> ProvenRevision:
    for one in revisions:
        if str(one.number) == number and one.cells and not one.problem:
            return one
    raise NotVisible("There is no such revision that can be restored.")
