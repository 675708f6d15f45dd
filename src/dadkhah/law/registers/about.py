"""How each part of the law was compiled."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields


@dataclass(frozen=True, slots=True)
class About:
    """How a part of the law was compiled: notes by name, and sources."""

    id: str
    title: str
    notes: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    place: str = field(default="", compare=False)


def read_about(fields: Fields) -> About:
    """Read a file of `law/about/`."""
    about = About(
        id=fields.text("id"),
        title=fields.text("title"),
        notes=fields.notes("notes"),
        sources=fields.texts("sources"),
        place=fields.place,
    )
    fields.close()
    return about
