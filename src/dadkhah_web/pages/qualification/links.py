"""Where what these pages speak of is shown."""

from urllib.parse import urlencode

from django.urls import reverse

from dadkhah_web.pages.see.links import record_url

OWN = {"charge", "proposition", "finding"}


def address(slug: str, kind: str, code: str) -> str:
    """Return the page of a record: ours for what analysts say, the page of records for the rest."""
    if kind in OWN:
        return reverse(f"qualification:{kind}", kwargs={"slug": slug, "code": code})
    return record_url(slug, kind, code)


def page(slug: str, name: str, **asked: str) -> str:
    """Return one of these pages; what is asked of it stands in its query."""
    return _with(reverse(f"qualification:{name}", kwargs={"slug": slug}), asked)


def cell_url(slug: str, element: str, **asked: str) -> str:
    """Return what the case says on an element, for a `charge`, a `respondent`, or the case."""
    path = reverse("qualification:cell", kwargs={"slug": slug, "element": element})
    return _with(path, asked)


def _with(path: str, asked: dict[str, str]) -> str:
    given = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
