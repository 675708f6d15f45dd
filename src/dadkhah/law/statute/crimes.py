"""Crimes of the Statute with their numbered elements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels
from dadkhah.law.statute.case_law import CaseLaw, read_case_law
from dadkhah.law.statute.elements import Element, SharedContext, read_elements


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of persecution."""

    id: str
    names: Labels
    provision: str = ""
    note: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SubForm:
    """A conduct without its own paragraph that case law places under the crime."""

    id: str
    names: Labels
    text: str
    authority: str
    sources: tuple[str, ...]
    confidence: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Crime:
    """A crime of the Statute with its numbered elements."""

    id: str  # "rs-7-1-h"
    provision: str  # "rome-statute/7(1)(h)"
    names: Labels
    family: str  # "crime-against-humanity" | "war-crime-niac"
    in_force_from: date
    elements: tuple[Element, ...]
    element_count: int
    secondary: bool = False  # charged only where an armed conflict is shown
    statutory_definition: str = ""
    grounds: tuple[Ground, ...] = ()
    sub_forms: tuple[SubForm, ...] = ()
    case_law: tuple[CaseLaw, ...] = ()
    notes: str = ""
    relevance_note: str = ""
    confidence_note: str = ""
    place: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en


def read_crime(fields: Fields, shared: Mapping[str, SharedContext]) -> Crime:
    """Read a file of `law/crimes/`; `shared` are the contextual elements crimes repeat."""
    id_ = fields.text("id")
    crime = Crime(
        id=id_,
        provision=fields.text("provision"),
        names=fields.names("name"),
        family=fields.text("family"),
        in_force_from=fields.day("in_force_from"),
        elements=read_elements(fields, id_, shared),
        element_count=fields.number("element_count"),
        secondary=fields.flag("secondary"),
        statutory_definition=fields.note("statutory_definition"),
        grounds=tuple(map(_read_ground, fields.each("grounds"))),
        sub_forms=tuple(map(_read_sub_form, fields.each("sub_forms"))),
        case_law=tuple(map(read_case_law, fields.each("case_law"))),
        notes=fields.note("notes"),
        relevance_note=fields.note("relevance_note"),
        confidence_note=fields.note("confidence_note"),
        place=fields.place,
    )
    fields.close()
    return crime


def _read_ground(fields: Fields) -> Ground:
    ground = Ground(
        id=fields.text("id"),
        names=fields.names("name"),
        provision=fields.note("provision"),
        note=fields.note("note"),
        place=fields.place,
    )
    fields.close()
    return ground


def _read_sub_form(fields: Fields) -> SubForm:
    form = SubForm(
        id=fields.text("id"),
        names=fields.names("name"),
        text=fields.text("text"),
        authority=fields.text("authority"),
        sources=fields.texts("sources"),
        confidence=fields.text("confidence"),
        place=fields.place,
    )
    fields.close()
    return form
