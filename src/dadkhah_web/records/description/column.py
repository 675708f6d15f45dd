"""The description of one column of a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Control(StrEnum):
    """What a person uses to fill in a column."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"  # one of few codes
    CODES = "codes"  # several codes
    RECORD = "record"  # one record
    RECORDS = "records"  # several records
    GIVEN = "given"  # nobody fills it in: the program knows it


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the case folder, its words, and how it is filled in.

    A date is one column here and two in the case folder: as written, and its calendar.
    """

    name: str
    label: Words
    control: Control = Control.LINE
    hint: Words = ""
    vocabulary: str = ""
    """Of the law, where the codes are one of its vocabularies."""
    choices: Mapping[str, Words] = field(default_factory=dict)
    """The codes with their words, where they are few and not the law's."""
    kinds: tuple[str, ...] = ()
    """Of what kinds a record named here may be."""
    creates: bool = False
    """Whether a new record may be made here, without leaving the form."""
    is_guessed: bool = False
    """Whether the program knows what stands here when nobody says it."""
    is_open: bool = False
    """Whether a text that is no code may stand here, as the source has it."""

    @property
    def is_many(self) -> bool:
        """Whether several may be given."""
        return self.control in (Control.CODES, Control.RECORDS)

    @property
    def names_records(self) -> bool:
        """Whether it holds the ids of other records."""
        return self.control in (Control.RECORD, Control.RECORDS)


def _passages(name: str, label: Words, hint: Words = "") -> Column:
    return Column(name, label, Control.RECORDS, hint, kinds=("passage",))


CITATIONS = (
    _passages(
        "supports",
        _("Passages for it"),
        _("Type some of their words, or an id such as X-0001. The arrow down shows the newest."),
    ),
    _passages("contradicts", _("Passages against it")),
    _passages("context", _("Passages for context")),
)
