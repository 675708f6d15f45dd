"""Where a filing goes."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Venue:
    """Where a filing goes: who may send it, in which form, by which channel."""

    id: str  # "icc-otp-article-15"
    names: Labels
    provision: str
    who: str
    form: str
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    sifting: tuple[str, ...]
    sections: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    place: str = field(default="", compare=False)


def read_venue(fields: Fields) -> Venue:
    """Read a file of `law/venues/`."""
    venue = Venue(
        id=fields.text("id"),
        names=fields.names("name"),
        provision=fields.note("provision"),
        who=fields.text("who"),
        form=fields.text("form"),
        languages=fields.texts("languages"),
        channels=fields.texts("channels"),
        sifting=fields.texts("sifting"),
        sections=fields.texts("sections"),
        notes=fields.texts("notes"),
        sources=fields.texts("sources"),
        confidence=fields.text("confidence"),
        place=fields.place,
    )
    fields.close()
    return venue
