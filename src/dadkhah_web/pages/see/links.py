"""Where a record, a passage or a list of counted records is shown."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

NONE = "-"  # stands in addresses for the row or column of what has no value


def record_url(slug: str, kind: str, code: str) -> str:
    """Return the page of a record; a passage is shown where it stands in its item."""
    tries = [
        partial(reverse, "records:show", kwargs={"slug": slug, "kind": kind, "code": code}),
    ]
    if kind == "passage":
        tries.insert(0, partial(reverse, "evidence:passage", kwargs={"slug": slug, "code": code}))
    for one in tries:
        try:
            return one()
        except NoReverseMatch:
            continue
    return ""


def counted_url(slug: str, asked: Mapping[str, str], **more: str) -> str:
    """Return the list of the records behind a number; `asked` are the filters of the question."""
    parameters = {name: value for name, value in {**asked, **more}.items() if value}
    address = reverse("see:counted", kwargs={"slug": slug})
    return f"{address}?{urlencode(parameters)}" if parameters else address
