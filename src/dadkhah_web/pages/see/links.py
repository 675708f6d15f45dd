"""Where a record, a passage or a list of counted records is shown."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode

from django.urls import NoReverseMatch, reverse

NONE = "-"  # stands in addresses for the row or column of what has no value
_CODE = "CODE"


def record_url(slug: str, kind: str, code: str) -> str:
    """Return the page of a record; a passage is shown where it stands in its item."""
    return _page(slug, kind).replace(_CODE, quote(code))


@lru_cache(maxsize=256)
def _page(slug: str, kind: str) -> str:
    """Return the address of a kind of record once: a picture links to hundreds of one kind."""
    if kind == "passage":
        try:
            return reverse("evidence:passage", kwargs={"slug": slug, "code": _CODE})
        except NoReverseMatch:
            pass
    return reverse("records:show", kwargs={"slug": slug, "kind": kind, "code": _CODE})


def counted_url(slug: str, asked: Mapping[str, str], **more: str) -> str:
    """Return the list of the records behind a number; `asked` are the filters of the question."""
    parameters = {name: value for name, value in {**asked, **more}.items() if value}
    address = reverse("see:counted", kwargs={"slug": slug})
    return f"{address}?{urlencode(parameters)}" if parameters else address
