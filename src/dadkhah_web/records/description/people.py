"""Columns of persons and institutions, their names, offices and chains of command."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dadkhah_web.records.description.column import CITATIONS, Column, Control

LANGUAGES = {
    "en": _("English"),
    "fa": _("Dari"),
    "ps": _("Pashto"),
    "ar": _("Arabic"),
}
PERSON_KINDS = {
    "individual": _("a person"),
    "institution": _("an institution"),
    "group": _("a group"),
}
HELD = Column(
    "held",
    _("From and until"),
    Control.DATE,
    _("Such as 2021-08-15/.. for “since 15 August 2021”, or 2021-09/2022."),
)

PERSON = (
    Column("kind", _("Kind"), Control.CHOICE, choices=PERSON_KINDS),
    Column("description", _("Office or role"), hint=_("In a few words.")),
    Column(
        "note",
        _("Note"),
        Control.TEXT,
        _("For example who must not be confused with whom."),
    ),
    *CITATIONS,
)

PERSON_NAME = (
    Column("person", _("Person"), Control.RECORD, kinds=("person",)),
    Column("text", _("Name as written")),
    Column("language", _("Language"), Control.CHOICE, choices=LANGUAGES, is_guessed=True),
    Column(
        "kind",
        _("Use"),
        Control.CHOICE,
        choices={
            "main": pgettext_lazy("name", "main name"),
            "variant": pgettext_lazy("name", "other spelling"),
        },
    ),
)

POSITION = (
    Column("person", _("Who"), Control.RECORD, kinds=("person",), creates=True),
    Column("title", _("Office")),
    Column("institution", _("Of which institution"), Control.RECORD, kinds=("person",)),
    HELD,
    *CITATIONS,
)

COMMAND_LINK = (
    Column("superior", _("Superior"), Control.RECORD, kinds=("person",)),
    Column("subordinate", _("Subordinate"), Control.RECORD, kinds=("person",)),
    HELD,
    Column("basis", _("What shows it"), hint=_("The order, the law or the practice.")),
    Column(
        "kind",
        _("Kind"),
        Control.CHOICE,
        choices={"de-jure": _("by law"), "de-facto": _("in fact")},
    ),
    *CITATIONS,
)
