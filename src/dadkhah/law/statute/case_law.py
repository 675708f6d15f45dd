"""Decisions and what they stand for."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields


@dataclass(frozen=True, slots=True)
class CaseLaw:
    """A decision and what it stands for."""

    case: str
    date: str
    point: str
    sources: tuple[str, ...]
    confidence: str = ""
    place: str = field(default="", compare=False)


def read_case_law(fields: Fields) -> CaseLaw:
    """Read one entry of a `case_law` list."""
    decision = CaseLaw(
        case=fields.text("case"),
        date=fields.text("date"),
        point=fields.text("point"),
        sources=fields.texts("sources"),
        confidence=fields.note("confidence"),
        place=fields.place,
    )
    fields.close()
    return decision
