"""Terms that filings use and that nobody can be charged with."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class DebateStep:
    """A dated step in the debate over a term."""

    date: str
    event: str
    sources: tuple[str, ...]
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Concept:
    """A term that filings use and that nobody can be charged with."""

    id: str
    names: Labels
    codified: bool
    status: str  # why it cannot be charged
    belongs: str  # where it may be used instead
    use_in_filings: str
    proposed_definition: str
    distinct_from_persecution: str
    debate: tuple[DebateStep, ...]
    confidence: str
    place: str = field(default="", compare=False)


def read_concept(fields: Fields) -> Concept:
    """Read a file of `law/concepts/`."""
    concept = Concept(
        id=fields.text("id"),
        names=fields.names("name"),
        codified=fields.flag("codified"),
        status=fields.text("status"),
        belongs=fields.text("belongs"),
        use_in_filings=fields.note("use_in_filings"),
        proposed_definition=fields.note("proposed_definition"),
        distinct_from_persecution=fields.note("distinct_from_persecution"),
        debate=tuple(map(_read_step, fields.each("debate"))),
        confidence=fields.text("confidence"),
        place=fields.place,
    )
    fields.close()
    return concept


def _read_step(fields: Fields) -> DebateStep:
    step = DebateStep(
        date=fields.text("date"),
        event=fields.text("event"),
        sources=fields.texts("sources"),
        place=fields.place,
    )
    fields.close()
    return step
