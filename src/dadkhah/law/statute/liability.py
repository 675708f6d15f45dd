"""How a person answers for a crime."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels
from dadkhah.law.statute.crimes import Crime
from dadkhah.law.statute.elements import Element, read_elements


@dataclass(frozen=True, slots=True)
class ModeOfLiability:
    """How a person answers for a crime. The Court numbers no elements here; we do."""

    id: str  # "25-3-b-ordering"
    provision: str  # "rome-statute/25(3)(b)"
    names: Labels
    form: str  # "principal" | "accessory" | "inchoate" | "superior"
    elements: tuple[Element, ...]
    sources: tuple[str, ...]
    confidence: str
    only_for: tuple[str, ...] = ()  # families of crimes; empty: any
    alternatives: tuple[str, ...] = ()
    proof_hints: tuple[str, ...] = ()
    case_law: tuple[str, ...] = ()
    used_in: str = ""
    notes: str = ""
    relevance_note: str = ""
    place: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en

    def reaches(self, crime: Crime) -> bool:
        """Whether a person can answer for `crime` in this mode (incitement: genocide only)."""
        return not self.only_for or crime.family in self.only_for


def read_mode(fields: Fields) -> ModeOfLiability:
    """Read a file of `law/liability/`."""
    id_ = fields.text("id")
    mode = ModeOfLiability(
        id=id_,
        provision=fields.text("provision"),
        names=fields.names("name"),
        form=fields.choice("form", ("principal", "accessory", "inchoate", "superior")),
        elements=read_elements(fields, id_, {}),
        sources=fields.texts("sources"),
        confidence=fields.text("confidence"),
        only_for=fields.texts("only_for"),
        alternatives=fields.texts("alternatives"),
        proof_hints=fields.texts("proof_hints"),
        case_law=fields.texts("case_law"),
        used_in=fields.note("used_in"),
        notes=fields.note("notes"),
        relevance_note=fields.note("relevance_note"),
        place=fields.place,
    )
    fields.close()
    return mode
