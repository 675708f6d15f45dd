"""Columns of propositions, findings and charges."""

from django.utils.translation import gettext_lazy as _

from dadkhah_web.records.description.column import CITATIONS, Column, Control

RESPONDENT = Column("respondent", _("Suspect"), Control.RECORD, kinds=("person",))

PROPOSITION = (
    Column("text", _("What is asserted"), Control.TEXT),
    Column("elements", _("Elements it is about"), Control.CODES),
    RESPONDENT,
    Column("acts", _("Acts it rests on"), Control.RECORDS, kinds=("act",)),
    Column("restrictions", _("Restrictions it rests on"), Control.RECORDS, kinds=("restriction",)),
    *CITATIONS,
)

CHARGE = (
    RESPONDENT,
    Column("crime", _("Crime"), Control.CHOICE),
    Column("mode", _("Mode of liability"), Control.CHOICE),
    Column("grounds", _("Grounds"), Control.CODES),
    Column("period", _("Period"), Control.DATE),
    Column(
        "status",
        _("Status"),
        Control.CHOICE,
        choices={"warrant-issued": _("warrant issued"), "proposed": _("proposed")},
    ),
    Column("note", _("Note"), Control.TEXT),
)

FINDING = (
    Column("element", _("Element"), Control.CHOICE),
    Column(
        "conclusion",
        _("Conclusion"),
        Control.CHOICE,
        choices={
            "MET": _("met"),
            "NOT_MET": _("not met"),
            "OPEN": _("open"),
            "DISPUTED": _("disputed"),
        },
    ),
    Column("analyst", _("Analyst"), Control.GIVEN),
    Column("propositions", _("Propositions"), Control.RECORDS, kinds=("proposition",)),
    RESPONDENT,
    Column("standard", _("Standard of proof"), Control.CHOICE),
    Column("reasoning", _("Reasons"), Control.TEXT),
    Column("on", _("Found on"), Control.GIVEN),
    Column("ground", _("Ground"), Control.CHOICE),
    Column("charges", _("Only for the charges"), Control.RECORDS, kinds=("charge",)),
)
