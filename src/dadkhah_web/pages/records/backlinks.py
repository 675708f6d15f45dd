"""Everything that refers to a record: who names it, and in which column."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, ForeignKey, TextField, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Record
from dadkhah_web.exchange.kinds import BASES, KIND_BY_NAME, KINDS
from dadkhah_web.pages.records.facts import Said, address
from dadkhah_web.pages.records.titles import titles

# So many are read; a page that needs more has a list with a filter.
MOST = 500
# The words over what refers to a record, by the kind and the column that names it.
_HEADINGS: Mapping[tuple[str, str], Promise] = {
    ("act", "event"): _("Acts of this event"),
    ("act", "restriction"): _("Acts that enforce it"),
    ("position", "institution"): _("Who held office here"),
    ("proposition", "respondent"): _("Propositions about this person"),
    ("proposition", "acts"): _("Propositions that rest on it"),
    ("proposition", "restrictions"): _("Propositions that rest on it"),
    ("charge", "respondent"): _("Charges against this person: allegations to be tested"),
    ("finding", "respondent"): _("Findings about this person"),
    ("finding", "propositions"): _("Findings that rest on it"),
    ("finding", "charges"): _("Findings about it alone"),
    ("item", "source"): _("Items from this source"),
    ("passage", "item"): _("Passages in it"),
}


@dataclass(frozen=True, slots=True)
class Backlinks:
    """What refers to a record in one way."""

    kind: str
    column: str
    heading: Promise
    records: tuple[Said, ...]


def backlinks(access: Access, record: Record) -> list[Backlinks]:
    """Return what refers to the record, of what this person may see; two or three queries."""
    parts = [
        access.narrow(
            KIND_BY_NAME[kind].table._default_manager.filter(**{column: record.pk})
        ).values_list(*_named(kind, column), F("record__code"))
        for kind, column in _ways(record.kind)
    ]
    if not parts:
        return []
    rows = list(parts[0].union(*parts[1:], all=True)[:MOST]) if parts[1:] else list(parts[0][:MOST])
    grouped: dict[tuple[str, str], list[str]] = {}
    for kind, column, code in rows:
        grouped.setdefault((kind, column), []).append(code)
    known = titles(access, {(kind, code) for (kind, _), codes in grouped.items() for code in codes})
    return [
        Backlinks(
            kind,
            column,
            _HEADINGS[kind, column],
            tuple(
                Said(known[kind, code], code, kind, address(access, kind, code))
                for code in sorted(grouped[kind, column])
                if (kind, code) in known
            ),
        )
        for kind, column in _HEADINGS
        if (kind, column) in grouped
    ]


def _named(kind: str, column: str) -> tuple[Value, Value]:
    text = TextField()
    return Value(kind, output_field=text), Value(column, output_field=text)


def _ways(named: str) -> list[tuple[str, str]]:
    """Return kind and column of each way in which a record of this kind is named."""
    table = KIND_BY_NAME[named].table
    ways = [
        (kind.name, column.name)
        for kind in KINDS
        for column in kind.table._meta.fields
        if isinstance(column, ForeignKey) and column.remote_field.model is table
    ]
    ways += [
        (kind, column)
        for (kind, column), basis in BASES.items()
        if basis._meta.get_field("target").remote_field.model is table
    ]
    return [way for way in ways if way in _HEADINGS]
