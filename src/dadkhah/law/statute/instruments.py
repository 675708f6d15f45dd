"""Treaties and declarations, their articles, and whether Afghanistan is bound."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Provision:
    """An article of an instrument and what it protects or rules."""

    id: str  # "cedaw/10"
    article: str
    label: str
    right: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Participation:
    """Whether and since when Afghanistan is bound. Dates as in the source, empty if none."""

    consent: str
    signed: str = ""
    on: str = ""
    in_force: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or declaration with the provisions that cases use."""

    id: str
    names: Labels
    kind: str  # "treaty" | "declaration"
    adopted: str
    entry_into_force: str
    afghanistan: Participation
    provisions: tuple[Provision, ...]
    sources: tuple[str, ...]
    confidence: str
    place: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en


@dataclass(frozen=True, slots=True)
class OtherTreaty:
    """A further treaty, and whether Afghanistan is bound; cases do not cite its articles yet."""

    name: str
    sources: tuple[str, ...]  # those of the file
    consent: str = ""
    on: str = ""
    reservation: str = ""
    note: str = ""
    confidence: str = ""
    place: str = field(default="", compare=False)


def read_instrument(fields: Fields) -> Instrument:
    """Read a file of `law/instruments/`."""
    id_ = fields.text("id")
    instrument = Instrument(
        id=id_,
        names=fields.names("name"),
        kind=fields.choice("kind", ("treaty", "declaration")),
        adopted=fields.text("adopted"),
        entry_into_force=fields.note("entry_into_force"),
        afghanistan=_read_participation(fields.inside("afghanistan")),
        provisions=tuple(_read_provision(one, id_) for one in fields.each("provisions")),
        sources=fields.texts("sources"),
        confidence=fields.text("confidence"),
        place=fields.place,
    )
    fields.close()
    return instrument


def read_other_treaties(fields: Fields) -> tuple[OtherTreaty, ...]:
    """Read `law/other-treaties.yaml`."""
    sources = fields.texts("sources")
    treaties = tuple(_read_other_treaty(one, sources) for one in fields.each("treaties"))
    fields.close()
    return treaties


def _read_other_treaty(fields: Fields, sources: tuple[str, ...]) -> OtherTreaty:
    treaty = OtherTreaty(
        name=fields.text("name"),
        sources=sources,
        consent=fields.note("consent"),
        on=fields.note("on"),
        reservation=fields.note("reservation"),
        note=fields.note("note"),
        confidence=fields.note("confidence"),
        place=fields.place,
    )
    fields.close()
    return treaty


def _read_participation(fields: Fields) -> Participation:
    participation = Participation(
        consent=fields.text("consent"),
        signed=fields.note("signed"),
        on=fields.note("on"),
        in_force=fields.note("in_force"),
        notes=fields.notes("notes"),
    )
    fields.close()
    return participation


def _read_provision(fields: Fields, instrument: str) -> Provision:
    article = fields.text("article")
    provision = Provision(
        id=f"{instrument}/{article}",
        article=article,
        label=fields.text("label"),
        right=fields.text("right"),
        place=fields.place,
    )
    fields.close()
    return provision
