"""The sections of a case, for those who may use them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability


@dataclass(frozen=True, slots=True)
class Section:
    """One entry: where it leads, the letter after `g` that goes there, and who may use it."""

    name: str
    words: Promise
    route: str
    letter: str
    needs: Capability = Capability.SEE


SECTIONS = (
    Section("home", pgettext_lazy("navigation", "Home"), "cases:home", "h"),
    Section("evidence", pgettext_lazy("navigation", "Evidence"), "evidence:list", "e"),
    Section("records", pgettext_lazy("navigation", "Records"), "records:list", "r"),
    Section("charges", pgettext_lazy("navigation", "Charges"), "qualification:charges", "c"),
    Section("see", pgettext_lazy("navigation", "See"), "see:timeline", "s"),
    Section("filings", pgettext_lazy("navigation", "Filings"), "filings:list", "f"),
    Section("search", pgettext_lazy("navigation", "Search"), "search:find", "/"),
    Section(
        "people", pgettext_lazy("navigation", "People"), "cases:people", "p", Capability.MANAGE
    ),
)
_SECTION_OF_NAMESPACE = {
    "cases": "home",
    "qualification": "charges",
    "disclosures": "filings",
    "frames": "evidence",
    "recognition": "evidence",
    "redaction": "evidence",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A section with its address in this case."""

    section: Section
    url: str
    is_current: bool


def entries(access: Access, current: str) -> list[Entry]:
    """Return the sections this person may use in this case, in their order."""
    allowed = [(one, _address(one, access)) for one in SECTIONS if access.may(one.needs)]
    return [Entry(one, url, one.name == current) for one, url in allowed if url]


def _address(section: Section, access: Access) -> str:
    try:
        return reverse(section.route, kwargs={"slug": access.case.slug})
    except NoReverseMatch:  # not built yet
        return ""


def current_section(request: HttpRequest) -> str:
    """Return the section the address of this request belongs to; empty outside of all."""
    match = request.resolver_match
    if match is None:
        return ""
    exact = [one.name for one in SECTIONS if one.route == match.view_name]
    namespace = match.namespace
    return exact[0] if exact else _SECTION_OF_NAMESPACE.get(namespace, namespace)
