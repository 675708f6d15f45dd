"""Columns of events, acts and involvements, restrictions and their steps."""

from django.utils.translation import gettext_lazy as _

from dadkhah_web.records.description.column import CITATIONS, Column, Control

PLACES = Column(
    "places",
    _("Provinces"),
    Control.CODES,
    _("Type a few letters. For the whole country type “national”."),
    vocabulary="provinces",
)
DATE = Column(
    "date",
    _("Date"),
    Control.DATE,
    _("As the source has it: 2022-02-09, 2022-02, 2021-09/2021-12, 20 Dalw 1400."),
)

EVENT = (
    Column("title", _("What happened")),
    DATE,
    PLACES,
    Column("summary", _("In a few sentences"), Control.TEXT),
    *CITATIONS,
)

ACT = (
    Column(
        "event",
        _("Event"),
        Control.RECORD,
        _("What it is part of. Type its words; if it is new, it is made with this act."),
        kinds=("event",),
        creates=True,
    ),
    Column("type", _("What was done"), Control.CHOICE, vocabulary="act_types"),
    DATE,
    PLACES,
    Column("summary", _("What the sources say"), Control.TEXT, _("As alleged. One act only.")),
    Column("victims", _("Who suffered it"), Control.CODES, vocabulary="victim_types"),
    Column(
        "victim_count",
        _("How many, as reported"),
        hint=_("The words of the source, such as “at least 5”."),
    ),
    Column("methods", _("How"), Control.CODES, vocabulary="methods"),
    Column(
        "restriction",
        _("The restriction it enforces"),
        Control.RECORD,
        _("Leave it empty if none."),
        kinds=("restriction",),
    ),
    Column("location_type", _("Kind of place"), Control.CHOICE, vocabulary="location_types"),
    Column(
        "place_precision",
        _("How exactly the place is known"),
        Control.CHOICE,
        vocabulary="place_precision",
    ),
    Column("reported", _("Standing"), Control.GIVEN, choices={"alleged": _("alleged")}),
    *CITATIONS,
)

INVOLVEMENT = (
    Column(
        "person",
        _("Who"),
        Control.RECORD,
        _("Type the name in any script; if nobody is found, the person is made with this record."),
        kinds=("person",),
        creates=True,
    ),
    Column("subject", _("In what"), Control.RECORD, kinds=("act", "restriction")),
    Column(
        "degree",
        _("Said to have"),
        Control.CHOICE,
        vocabulary="degrees_of_involvement",
    ),
    Column("note", _("Note")),
    *CITATIONS,
)

RESTRICTION = (
    Column("title", _("What is forbidden or ordered")),
    DATE,
    Column("issuer", _("Issued by, as reported")),
    Column(
        "issuers",
        _("Institutions that issued it"),
        Control.CODES,
        vocabulary="taliban_institutions",
    ),
    Column("form", _("Form, as reported"), hint=_("Such as “letter to all schools”.")),
    Column("form_class", _("Kind of form"), Control.CHOICE, vocabulary="restriction_form_class"),
    Column("areas", _("Areas of life"), Control.CODES, vocabulary="restriction_areas"),
    Column(
        "scope",
        _("Where it holds"),
        Control.CODES,
        _("Provinces, “national”, or the words of the source."),
        vocabulary="provinces",
        is_open=True,
    ),
    Column("target", _("Whom it is aimed at"), Control.CHOICE, vocabulary="restriction_target"),
    Column("confidence", _("How sure the sources are"), Control.CHOICE, vocabulary="confidence"),
    Column("note", _("Note"), Control.TEXT),
    *CITATIONS,
)

RESTRICTION_STATUS = (
    Column("restriction", _("Restriction"), Control.RECORD, kinds=("restriction",)),
    Column("status", _("Status"), Control.CHOICE, vocabulary="restriction_status"),
    Column("since", _("Since"), Control.DATE),
    Column("note", _("Note")),
    *CITATIONS,
)
