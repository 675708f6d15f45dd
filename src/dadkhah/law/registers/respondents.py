"""Persons named in public decisions of the Court."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class RespondentCharge:
    """A public charge: a crime on a ground."""

    crime: str
    ground: str


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person named in a public decision of the Court; presumed innocent (Art. 66)."""

    id: str
    names: Labels
    variants_en: tuple[str, ...]
    variants_fa: tuple[str, ...]
    variants_ar: tuple[str, ...]
    position: str
    since: str
    status: str
    charges: tuple[RespondentCharge, ...]
    modes: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    base: str = ""
    note: str = ""
    place: str = field(default="", compare=False)


def read_respondent(fields: Fields) -> Respondent:
    """Read a file of `law/respondents/`."""
    variants = fields.inside("variants")
    respondent = Respondent(
        id=fields.text("id"),
        names=fields.names("name"),
        variants_en=variants.texts("en"),
        variants_fa=variants.texts("fa"),
        variants_ar=variants.texts("ar"),
        position=fields.text("position"),
        since=fields.text("since"),
        status=fields.text("status"),
        charges=tuple(map(_read_charge, fields.each("charges"))),
        modes=fields.texts("modes"),
        sources=fields.texts("sources"),
        confidence=fields.text("confidence"),
        base=fields.note("base"),
        note=fields.note("note"),
        place=fields.place,
    )
    variants.close()
    fields.close()
    return respondent


def _read_charge(fields: Fields) -> RespondentCharge:
    charge = RespondentCharge(crime=fields.text("crime"), ground=fields.text("ground"))
    fields.close()
    return charge
