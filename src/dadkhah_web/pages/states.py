"""How a state is shown: an icon, a word and a colour, so that none of them says it alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy, pgettext_lazy

# "state" is a context: one word in English may be two in Dari; the extraction needs it literal


@dataclass(frozen=True, slots=True)
class Look:
    """A tone (`good`, `warn`, `bad`, `open`, `busy`), the name of an icon, and a word."""

    tone: str
    icon: str
    word: str | Promise


LOOKS: Mapping[str, Look] = {
    # a finding
    "met": Look("good", "check", pgettext_lazy("state", "met")),
    "not-met": Look("bad", "cross", pgettext_lazy("state", "not met")),
    "open": Look("open", "circle", pgettext_lazy("state", "open")),
    "disputed": Look("warn", "half", pgettext_lazy("state", "disputed")),
    "contested": Look("warn", "half", pgettext_lazy("state", "contested")),
    # a passage
    "supports": Look("good", "plus", pgettext_lazy("state", "supports")),
    "contradicts": Look("bad", "minus", pgettext_lazy("state", "speaks against")),
    "context": Look("open", "quote", pgettext_lazy("state", "context")),
    # a piece of work
    "draft": Look("open", "edit", pgettext_lazy("state", "draft")),
    "coded": Look("busy", "edit", pgettext_lazy("state", "coded")),
    "reviewed": Look("good", "check", pgettext_lazy("state", "reviewed")),
    "returned": Look("warn", "back", pgettext_lazy("state", "returned")),
    "commented": Look("busy", "comment", pgettext_lazy("state", "commented")),
    "approved": Look("good", "check", pgettext_lazy("state", "approved")),
    "sealed": Look("good", "lock", pgettext_lazy("state", "sealed")),
    "filed": Look("good", "filings", pgettext_lazy("state", "filed")),
    # a piece of evidence
    "verified": Look("good", "shield", pgettext_lazy("state", "unchanged")),
    "changed": Look("bad", "danger", pgettext_lazy("state", "changed")),
    "missing": Look("bad", "cross", pgettext_lazy("state", "missing")),
    "disposed": Look("open", "cross", pgettext_lazy("state", "disposed of")),
    "unchecked": Look("open", "circle", pgettext_lazy("state", "not checked yet")),
    "closed": Look("warn", "lock", pgettext_lazy("state", "closed")),
    "forgotten": Look("open", "eye-off", pgettext_lazy("state", "forgotten")),
    # work in the background
    "waiting": Look("open", "clock", pgettext_lazy("state", "waiting")),
    "running": Look("busy", "history", pgettext_lazy("state", "running")),
    "done": Look("good", "check", pgettext_lazy("state", "done")),
    "failed": Look("bad", "danger", pgettext_lazy("state", "failed")),
    "cancelled": Look("open", "close", pgettext_lazy("state", "cancelled")),
    # a gate of a filing
    "passed": Look("good", "check", pgettext_lazy("state", "passed")),
    "by-hand": Look("warn", "person", pgettext_lazy("state", "a person must check")),
    # a restriction
    "in-force": Look("bad", "restriction", pgettext_lazy("state", "in force")),
    "ended": Look("open", "clock", pgettext_lazy("state", "ended")),
}


def look_of(state: object) -> Look:
    """Return how a state is shown; one that is not known is shown as it is written."""
    name = slugify(str(state)).replace("_", "-")
    return LOOKS.get(name) or Look("open", "circle", str(state) or gettext_lazy("unknown"))
