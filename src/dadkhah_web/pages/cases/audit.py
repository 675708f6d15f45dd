"""The reading log of a case: shown, filtered, taken along as a table. Nothing is ever purged."""

from collections.abc import Iterable, Mapping

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dadkhah.exchange.tables.sheet import write_sheet
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.audit import LogFilter, actors, readings
from dadkhah_web.cases.models import Reading
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.cases.people_forms import ACTION_WORDS, LogFilterForm
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.navigation import SECTIONS

PER_PAGE = 50
PEOPLE = ("people", "invite", "person", "compartment", "compartments-of", "new-compartment")
COLUMNS = ("at", "actor", "action", "subject")
_SECTIONS: Mapping[str, str | Promise] = {
    "cases": _("Home"),
    "jobs": _("Long work"),
    **{one.route.partition(":")[0]: one.words for one in SECTIONS if one.name != "people"},
    **{f"cases:{name}": _("People") for name in PEOPLE},
    "cases:audit": _("Reading log"),
    "api": _("A program"),
}
METHOD_WORDS: Mapping[str, str | Promise] = {
    "password": _("name and passphrase"),
    "mfa": _("second factor"),
    "totp": _("code of an app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("code on paper"),
}


@require_safe
@case_page(Capability.AUDIT)
def audit(request: CaseRequest, access: Access) -> HttpResponse:
    """Show who came in, read, searched, opened and took what."""
    form = LogFilterForm(request.GET, actors=actors(access))
    asked = _asked(form)
    page = Paginator(readings(access, asked), PER_PAGE).get_page(request.GET.get("page"))
    names = {
        "form": form,
        "page": page,
        "lines": [(row, ACTION_WORDS[row.action], *_subject(row)) for row in page],
        "section": "people",
        "steps": [
            (gettext("People"), reverse("cases:people", kwargs={"slug": access.case.slug})),
            (gettext("Reading log"), ""),
        ],
    }
    return render(request, "audit/audit.html", names)


@require_safe
@case_page(Capability.AUDIT)
def audit_table(request: CaseRequest, access: Access) -> HttpResponse:
    """Give the same lines as a CSV file; taking it is a line of the log itself."""
    asked = _asked(LogFilterForm(request.GET, actors=actors(access)))
    content = write_sheet(COLUMNS, _cells(readings(access, asked).iterator()))
    request.readings = [("export", "reading log")]
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"reading-log-{access.case.slug}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _subject(row: Reading) -> tuple[str, str]:
    """Return which page it was, in the words of the navigation, and what of it."""
    place, _space, rest = row.subject.partition(" ")
    namespace, colon, _name = place.partition(":")
    if row.action in ("sign-in", "refused"):
        methods = (str(METHOD_WORDS.get(one, one)) for one in row.subject.split(", "))
        return " + ".join(dict.fromkeys(methods)), ""
    section = _SECTIONS.get(place) or _SECTIONS.get(namespace)
    if row.action == "people" or not colon or section is None:
        return "", row.subject
    return str(section), rest


def _cells(rows: Iterable[Reading]) -> Iterable[dict[str, str]]:
    for row in rows:
        yield {
            "at": row.at.isoformat(),
            "actor": row.actor,
            "action": row.action,
            "subject": row.subject,
        }


def _asked(form: LogFilterForm) -> LogFilter:
    form.is_valid()  # a filter that cannot be read asks for nothing, and says so
    given = getattr(form, "cleaned_data", {})
    since, until = given.get("since"), given.get("until")
    return LogFilter(
        actor=given.get("actor", ""),
        action=given.get("action", ""),
        since=since.earliest if since else None,
        until=until.latest if until else None,
        words=given.get("words", ""),
    )
