"""How a state is shown: an icon, a word and a colour, so that none of them says it alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy, pgettext_lazy

_C = "state"  # one word in English may be two in Dari: these are states of a thing


@dataclass(frozen=True, slots=True)
class Look:
    """A tone (`good`, `warn`, `bad`, `open`, `busy`), the name of an icon, and a word."""

    tone: str
    icon: str
    word: str | Promise


LOOKS: Mapping[str, Look] = {
    # a finding
    "met": Look("good", "check", pgettext_lazy(_C, "met")),
    "not-met": Look("bad", "cross", pgettext_lazy(_C, "not met")),
    "open": Look("open", "circle", pgettext_lazy(_C, "open")),
    "disputed": Look("warn", "half", pgettext_lazy(_C, "disputed")),
    "contested": Look("warn", "half", pgettext_lazy(_C, "contested")),
    # a passage
    "supports": Look("good", "plus", pgettext_lazy(_C, "supports")),
    "contradicts": Look("bad", "minus", pgettext_lazy(_C, "speaks against")),
    "context": Look("open", "quote", pgettext_lazy(_C, "context")),
    # a piece of work
    "draft": Look("open", "edit", pgettext_lazy(_C, "draft")),
    "coded": Look("busy", "edit", pgettext_lazy(_C, "coded")),
    "reviewed": Look("good", "check", pgettext_lazy(_C, "reviewed")),
    "returned": Look("warn", "back", pgettext_lazy(_C, "returned")),
    "commented": Look("busy", "comment", pgettext_lazy(_C, "commented")),
    "approved": Look("good", "check", pgettext_lazy(_C, "approved")),
    "sealed": Look("good", "lock", pgettext_lazy(_C, "sealed")),
    "filed": Look("good", "filings", pgettext_lazy(_C, "filed")),
    # a piece of evidence
    "verified": Look("good", "shield", pgettext_lazy(_C, "unchanged")),
    "changed": Look("bad", "danger", pgettext_lazy(_C, "changed")),
    "missing": Look("bad", "cross", pgettext_lazy(_C, "missing")),
    "unchecked": Look("open", "circle", pgettext_lazy(_C, "not checked yet")),
    "closed": Look("warn", "lock", pgettext_lazy(_C, "closed")),
    "forgotten": Look("open", "eye-off", pgettext_lazy(_C, "forgotten")),
    # work in the background
    "waiting": Look("open", "clock", pgettext_lazy(_C, "waiting")),
    "running": Look("busy", "history", pgettext_lazy(_C, "running")),
    "done": Look("good", "check", pgettext_lazy(_C, "done")),
    "failed": Look("bad", "danger", pgettext_lazy(_C, "failed")),
    "cancelled": Look("open", "close", pgettext_lazy(_C, "cancelled")),
    # a gate of a filing
    "passed": Look("good", "check", pgettext_lazy(_C, "passed")),
    "by-hand": Look("warn", "person", pgettext_lazy(_C, "a person must check")),
    # a restriction
    "in-force": Look("bad", "restriction", pgettext_lazy(_C, "in force")),
    "ended": Look("open", "clock", pgettext_lazy(_C, "ended")),
}


def look_of(state: object) -> Look:
    """Return how a state is shown; one that is not known is shown as it is written."""
    name = slugify(str(state)).replace("_", "-")
    return LOOKS.get(name) or Look("open", "circle", str(state) or gettext_lazy("unknown"))
