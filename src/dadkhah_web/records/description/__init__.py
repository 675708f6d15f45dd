"""What each column of each kind of record is called, and how it is filled in: one table for all.

Forms, pages, differences between revisions, the API and imports say the same words, from here.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah_web.records.description import analysis, evidence, happenings, people
from dadkhah_web.records.description.column import Column, Control

__all__ = ["COLUMNS", "KIND_WORDS", "Column", "Control", "KindWords", "column_of"]

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "source": evidence.SOURCE,
    "item": evidence.ITEM,
    "passage": evidence.PASSAGE,
    "person": people.PERSON,
    "person_name": people.PERSON_NAME,
    "position": people.POSITION,
    "command_link": people.COMMAND_LINK,
    "event": happenings.EVENT,
    "restriction": happenings.RESTRICTION,
    "restriction_status": happenings.RESTRICTION_STATUS,
    "act": happenings.ACT,
    "involvement": happenings.INVOLVEMENT,
    "proposition": analysis.PROPOSITION,
    "charge": analysis.CHARGE,
    "finding": analysis.FINDING,
}

KindWords = tuple[Promise, Promise]
# One of a kind, and several of it.
KIND_WORDS: Mapping[str, KindWords] = {
    "source": (_("Source"), _("Sources")),
    "item": (_("Item"), _("Items")),
    "passage": (_("Passage"), _("Passages")),
    "person": (_("Person or institution"), _("Persons and institutions")),
    "person_name": (_("Name"), _("Names")),
    "position": (_("Position"), _("Positions")),
    "command_link": (_("Command link"), _("Command links")),
    "event": (_("Event"), _("Events")),
    "restriction": (_("Restriction"), _("Restrictions")),
    "restriction_status": (_("Step of status"), _("Steps of status")),
    "act": (_("Act"), _("Acts")),
    "involvement": (_("Alleged involvement"), _("Alleged involvements")),
    "proposition": (_("Proposition"), _("Propositions")),
    "charge": (_("Charge"), _("Charges")),
    "finding": (_("Finding"), _("Findings")),
}


def column_of(kind: str, name: str) -> Column:
    """Return the description of one column; one that is not described goes by its own name."""
    return next((one for one in COLUMNS.get(kind, ()) if one.name == name), Column(name, name))
