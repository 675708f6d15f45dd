"""Columns of sources, items and passages."""

from django.utils.translation import gettext_lazy as _

from dadkhah_web.records.description.column import Column, Control
from dadkhah_web.records.description.people import LANGUAGES

SOURCE = (
    Column("kind", _("Kind"), Control.CHOICE, vocabulary="source_types"),
    Column(
        "description",
        _("What it is"),
        Control.TEXT,
        _("Never the name of a person who may be at risk: a source is a code."),
    ),
    Column(
        "reliability",
        _("Reliability"),
        Control.CHOICE,
        _("F where it cannot be judged."),
        vocabulary="source_reliability",
    ),
    Column(
        "independence_group",
        _("Counts as one with"),
        hint=_("Sources that copy one another have the same word here."),
    ),
)

ITEM = (
    Column("title", _("Title")),
    Column("source", _("Source"), Control.RECORD, kinds=("source",)),
    Column("file", _("File"), Control.GIVEN),
    Column("media_type", _("Type of file"), Control.GIVEN),
    Column("sha256", _("SHA-256 as received"), Control.GIVEN),
    Column("size", _("Size"), Control.GIVEN),
    Column("object_name", _("Name in the vault"), Control.GIVEN),
    Column("language", _("Language"), Control.CHOICE, choices=LANGUAGES),
    Column("address", _("Where it was published")),
    Column("published_by", _("Published by")),
    Column("published_on", _("Published on"), Control.DATE),
    Column("captured_at", _("Copied at")),
    Column("role", _("What it is about"), Control.CHOICE, vocabulary="evidence_roles"),
    Column("credibility", _("Credibility"), Control.CHOICE, vocabulary="source_credibility"),
    Column(
        "sensitivity",
        _("Who may see it"),
        Control.CHOICE,
        choices={
            "public": _("public"),
            "restricted": _("restricted"),
            "sealed": _("sealed"),
        },
    ),
    Column("note", _("Note"), Control.TEXT),
    Column("parent", _("Taken out of"), Control.GIVEN),
    Column("relation", _("What it is to that"), Control.GIVEN),
)

PASSAGE = (
    Column("item", _("Item"), Control.RECORD, kinds=("item",)),
    Column("quote", _("Words"), Control.TEXT),
    Column("prefix", _("Words before")),
    Column("suffix", _("Words after")),
    Column("page", _("Page")),
    Column("time", _("Time")),
    Column("region", _("Part of the picture")),
    Column("note", _("Note"), Control.TEXT),
)
