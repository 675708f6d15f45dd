"""What courts, the United Nations and States have done, step by step."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields
from dadkhah.law.statute.case_law import CaseLaw, read_case_law


@dataclass(frozen=True, slots=True)
class ProceedingStep:
    """One dated step; without a source only when it says what was searched."""

    date: str
    event: str
    confidence: str
    sources: tuple[str, ...]
    note: str = ""
    search_note: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ListedOfficial:
    """An official named in sanctions lists."""

    name: str
    position: str
    listed_by: tuple[str, ...]
    confidence: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Proceeding:
    """A line of proceedings or accountability, in order of date."""

    id: str
    title: str
    notes: tuple[tuple[str, str], ...]
    steps: tuple[ProceedingStep, ...]
    case_law: tuple[CaseLaw, ...] = ()
    listed_officials: tuple[ListedOfficial, ...] = ()
    place: str = field(default="", compare=False)


def read_proceeding(fields: Fields) -> Proceeding:
    """Read a file of `law/proceedings/`."""
    proceeding = Proceeding(
        id=fields.text("id"),
        title=fields.text("title"),
        notes=fields.notes("notes"),
        steps=tuple(map(_read_step, fields.each("steps"))),
        case_law=tuple(map(read_case_law, fields.each("case_law"))),
        listed_officials=tuple(map(_read_official, fields.each("listed_officials"))),
        place=fields.place,
    )
    fields.close()
    return proceeding


def _read_step(fields: Fields) -> ProceedingStep:
    step = ProceedingStep(
        date=fields.text("date"),
        event=fields.text("event"),
        confidence=fields.text("confidence"),
        sources=fields.texts("sources"),
        note=fields.note("note"),
        search_note=fields.note("search_note"),
        place=fields.place,
    )
    fields.close()
    return step


def _read_official(fields: Fields) -> ListedOfficial:
    official = ListedOfficial(
        name=fields.text("name"),
        position=fields.text("position"),
        listed_by=fields.texts("listed_by"),
        confidence=fields.note("confidence"),
        place=fields.place,
    )
    fields.close()
    return official
