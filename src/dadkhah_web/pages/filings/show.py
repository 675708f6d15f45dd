"""One version of a filing: read it, see its gates, say something, approve, seal."""

from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Length
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.filings.gates import asked_of_people, gates_now
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.selectors import (
    NEEDED_APPROVALS,
    counts,
    digest_over,
    find_filing,
)
from dadkhah_web.filings.since import Changed, since
from dadkhah_web.pages.cases.changes import ACTIONS
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.filings.forms import ApproveForm, CommentForm
from dadkhah_web.pages.filings.wording import KIND_WORDS, kind_of, said, shown_gate
from dadkhah_web.pages.qualification.links import address
from dadkhah_web.pages.templatetags.dadkhah import digits
from dadkhah_web.records.description import KIND_WORDS as RECORD_WORDS

MOST_LINKS = 12
ORDER = {"failed": 0, "by-hand": 1, "passed": 2}


@dataclass(frozen=True, slots=True)
class ChangedShown:
    """Records of one kind to which the same happened, with where they are shown."""

    words: str | Promise
    action: str | Promise
    count: int
    records: list[tuple[str, str]]  # code and address; a forgotten one has none


@require_GET
@case_page()
def show(request: CaseRequest, access: Access, kind: str, number: int) -> HttpResponse:
    """Show one version of a filing."""
    return page(request, access, find_filing(access, kind, number))


def page(
    request: CaseRequest,
    access: Access,
    filing: Filing,
    *,
    comment_form: CommentForm | None = None,
) -> HttpResponse:
    """Return the page of a filing, with a comment that somebody sent and that was refused."""
    gates = gates_now(filing)
    files = list(filing.files.defer("content").annotate(size=Length("content")).order_by("name"))
    digest = digest_over((file.name, file.sha256) for file in files)
    found = since(access, filing)
    words = KIND_WORDS[kind_of(filing.kind)]
    names = {
        "filing": filing,
        "kind_words": words,
        "steps": _steps(access, filing, words),
        "gates": sorted(map(shown_gate, gates), key=lambda gate: ORDER[gate.state]),
        "digest": digest,
        "files": files,
        "comments": list(filing.comments.order_by("settled_by", "pk")),
        "comment_form": comment_form or CommentForm(),
        "handovers": filing.handovers.order_by("-made_at"),
        "since": found,
        "changed": [_shown(access, one) for one in found.changed],
        **_approving(access, filing, asked_of_people(gates), digest),
    }
    return render(request, "filings/show.html", names, status=422 if comment_form else 200)


def _approving(access: Access, filing: Filing, asked: list[str], digest: str) -> dict[str, Any]:
    """Return who approved, and what this person may still do."""
    rows = list(filing.approvals.select_related("user").order_by("at"))
    counted = [one for one in rows if counts(one, asked, digest)]
    is_mine = access.user.pk in {one.user_id for one in counted}
    is_sealed = filing.state == Filing.SEALED
    lacks = max(0, NEEDED_APPROVALS - len(counted))
    may_approve = access.may(Capability.APPROVE) and not is_mine and (lacks > 0 or not is_sealed)
    return {
        "approvals": [(one, one in counted) for one in rows],
        "lacks": lacks,
        "is_mine": is_mine,
        "is_sealed": is_sealed,
        "approve_form": ApproveForm(asked=[(one, said(one)) for one in asked]),
        "may_approve": may_approve,
        "may_seal": access.may(Capability.SEAL) and not is_sealed and not lacks,
        "may_hand_over": access.may(Capability.SEAL) and is_sealed,
        "may_comment": may_comment(access),
    }


def may_comment(access: Access) -> bool:
    """Whether this person may speak of filings: who knows the records, and who answers for it."""
    return access.may(Capability.RECORD) or access.may(Capability.APPROVE)


def _shown(access: Access, changed: Changed) -> ChangedShown:
    kind, count = changed.kind, len(changed.codes)
    words = RECORD_WORDS[kind][count > 1] if kind in RECORD_WORDS else _("words and head")
    links = kind in RECORD_WORDS and changed.action != "forget"
    records = [
        (code, address(access.case.slug, kind, code) if links else "")
        for code in changed.codes[:MOST_LINKS]
    ]
    return ChangedShown(words, ACTIONS[changed.action], count, records)


def _steps(access: Access, filing: Filing, words: Promise) -> list[tuple[str, str]]:
    listed = reverse("filings:list", kwargs={"slug": access.case.slug})
    return [(_("Filings"), listed), (f"{words} {digits(filing.number)}", "")]
