"""What is entered together with a record, on one page, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_CITED = ("supports", "contradicts", "context")


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of the record itself that stand together."""

    legend: Promise | str
    columns: tuple[str, ...]
    is_folded: bool = False
    """Whether it opens only when something stands in it, or when it is asked for."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Records of another kind that hang on this one, entered as rows."""

    name: str
    """The beginning of the names of their fields."""
    kind: str
    link: str
    """The column in which a row names the record."""
    where: str
    """The lookup by which the rows of a record are found."""
    columns: tuple[str, ...]
    legend: Promise
    hint: Promise | str = ""
    blank: int = 1
    """How many empty rows are offered."""
    folded: tuple[str, ...] = ()
    defaults: Mapping[str, str] | None = None
    """What stands in a row that nobody has touched."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One form."""

    kind: str
    groups: tuple[Group, ...]
    rows: tuple[Rows, ...] = ()


def _involved(where: str) -> Rows:
    return Rows(
        "involvement",
        "involvement",
        "subject",
        where,
        ("person", "degree", "note", "supports"),
        _("Who is said to have done it, and on whose order"),
        _(
            "Type a name in any script; who is not found is made with this record. A row without "
            "passages of its own takes those above."
        ),
        blank=2,
        folded=("note", "supports"),
    )


_PASSAGES = Group(_("What it rests on"), ("supports",))
_MORE_PASSAGES = Group(_("Passages against it and for context"), _CITED[1:], is_folded=True)
_LINKED = ("held", "basis", "kind", "supports")


def _linked(name: str, link: str, other: str, legend: Promise) -> Rows:
    return Rows(
        *(name, "command_link", link, link, (other, *_LINKED), legend),
        blank=0,
        folded=("supports",),
        defaults={"kind": "de-facto"},
    )


PLANS: Mapping[str, Plan] = {
    plan.kind: plan
    for plan in (
        Plan(
            "act",
            (
                _PASSAGES,
                Group(_("What happened"), ("event", "type", "date", "places", "summary")),
                Group(_("Who suffered it"), ("victims", "victim_count", "restriction")),
                Group(
                    _("More: how, kind of place, passages against it and for context"),
                    ("methods", "location_type", "place_precision", *_CITED[1:]),
                    is_folded=True,
                ),
            ),
            (_involved("act"),),
        ),
        Plan(
            "event",
            (
                Group(_("What happened"), ("title", "date", "places", "summary")),
                _PASSAGES,
                _MORE_PASSAGES,
            ),
        ),
        Plan(
            "person",
            (
                Group(_("Who this is"), ("kind", "description", "note")),
                _PASSAGES,
                _MORE_PASSAGES,
            ),
            (
                Rows(
                    *("name", "person_name", "person", "person", ("text", "language", "kind")),
                    _("Names, in every script you know"),
                    _("Left empty, the language is taken from the letters."),
                    blank=3,
                    defaults={"kind": "variant"},
                ),
                Rows(
                    *("position", "position", "person", "person"),
                    ("title", "institution", "held", "supports"),
                    _("Positions"),
                    blank=1,
                    folded=("supports",),
                ),
                _linked("above", "subordinate", "superior", _("Who is above")),
                _linked("below", "superior", "subordinate", _("Who is below")),
            ),
        ),
        Plan(
            "restriction",
            (
                _PASSAGES,
                Group(
                    _("What was ordered"),
                    ("title", "date", "issuer", "issuers", "form", "form_class"),
                ),
                Group(_("Whom and where"), ("areas", "scope", "target", "confidence", "note")),
                _MORE_PASSAGES,
            ),
            (
                Rows(
                    *("status", "restriction_status", "restriction", "restriction"),
                    ("status", "since", "note", "supports"),
                    _("Its status over time"),
                    _("One row for each change, the earliest first."),
                    blank=1,
                    folded=("note", "supports"),
                ),
                _involved("restriction"),
            ),
        ),
        Plan(
            "involvement",
            (
                Group(_("Who is said to have done what"), ("person", "subject", "degree", "note")),
                _PASSAGES,
                _MORE_PASSAGES,
            ),
        ),
        Plan(
            "position",
            (
                Group(_("Who held which office"), ("person", "title", "institution", "held")),
                _PASSAGES,
                _MORE_PASSAGES,
            ),
        ),
        Plan(
            "command_link",
            (
                Group(_("Who is above whom"), ("superior", "subordinate", "held", "basis", "kind")),
                _PASSAGES,
                _MORE_PASSAGES,
            ),
        ),
        Plan(
            "item",
            (
                Group(
                    _("What this item is"),
                    ("title", "source", "language", "role", "credibility", "sensitivity", "note"),
                ),
                Group(
                    _("Where it came from"),
                    ("address", "published_by", "published_on", "captured_at"),
                ),
            ),
        ),
        Plan("passage", (Group(_("What to know of this passage"), ("note",)),)),
        Plan(
            "source",
            (
                Group(
                    _("Who told us"),
                    ("kind", "description", "reliability", "independence_group"),
                ),
            ),
        ),
    )
}
