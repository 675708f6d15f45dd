"""What holds for every charge: jurisdiction, rules, standards of proof, penalties."""

from dataclasses import dataclass, field
from datetime import date

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """From when, and on what basis, the Court may judge acts in the situation."""

    accession: date
    temporal_start: date
    basis: str
    note: str
    confidence: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A general rule of the Statute that every charge meets."""

    id: str
    provision: str
    text: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StandardOfProof:
    """How sure one must be, and at which step."""

    id: str  # "reasonable-grounds"
    provision: str  # "rome-statute/58(1)(a)"
    names: Labels
    text: str
    sources: tuple[str, ...]
    confidence: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Penalties:
    """What the Court may impose."""

    provision: str
    imprisonment: str
    additional: tuple[str, ...]
    related: tuple[tuple[str, str], ...]  # article, what it rules
    death_penalty: str
    confidence: str
    place: str = field(default="", compare=False)


def read_general_rules(fields: Fields) -> tuple[Jurisdiction, tuple[Rule, ...]]:
    """Read `law/general-rules.yaml`."""
    jurisdiction = _read_jurisdiction(fields.inside("jurisdiction"))
    rules = tuple(map(_read_rule, fields.each("rules")))
    fields.close()
    return jurisdiction, rules


def read_standards(fields: Fields) -> tuple[StandardOfProof, ...]:
    """Read `law/standards-of-proof.yaml`, in its order: weakest first."""
    standards = tuple(map(_read_standard, fields.each("standards")))
    fields.close()
    return standards


def read_penalties(fields: Fields) -> Penalties:
    """Read `law/penalties.yaml`."""
    penalties = Penalties(
        provision=fields.text("provision"),
        imprisonment=fields.text("imprisonment"),
        additional=fields.texts("additional"),
        related=fields.notes("related"),
        death_penalty=fields.text("death_penalty"),
        confidence=fields.text("confidence"),
        place=fields.place,
    )
    fields.close()
    return penalties


def _read_jurisdiction(fields: Fields) -> Jurisdiction:
    jurisdiction = Jurisdiction(
        accession=fields.day("accession"),
        temporal_start=fields.day("temporal_start"),
        basis=fields.text("basis"),
        note=fields.text("note"),
        confidence=fields.text("confidence"),
        place=fields.place,
    )
    fields.close()
    return jurisdiction


def _read_rule(fields: Fields) -> Rule:
    rule = Rule(
        id=fields.text("id"),
        provision=fields.text("provision"),
        text=fields.text("text"),
        place=fields.place,
    )
    fields.close()
    return rule


def _read_standard(fields: Fields) -> StandardOfProof:
    standard = StandardOfProof(
        id=fields.text("id"),
        provision=fields.text("provision"),
        names=fields.names("name"),
        text=fields.text("text"),
        sources=fields.texts("sources"),
        confidence=fields.text("confidence"),
        place=fields.place,
    )
    fields.close()
    return standard
