"""Closed lists of codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary. `crimes` are candidates to examine, never conclusions."""

    code: str
    names: Labels
    group: str = ""
    note: str = ""
    crimes: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()  # codes of the vocabulary `rights`
    modes: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()  # other written forms, any script
    confidence: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of codes."""

    id: str  # "act_types"
    title: str
    terms: Mapping[str, Term]
    is_translated: bool
    note: str = ""
    place: str = field(default="", compare=False)


def read_vocabulary(fields: Fields) -> Vocabulary:
    """Read a file of `law/vocabularies/`."""
    terms: dict[str, Term] = {}
    for one in fields.each("terms"):
        term = _read_term(one)
        if term.code in terms:
            one.refuse("code", f"the code `{term.code}` repeats", "Remove or rename one")
        terms[term.code] = term
    vocabulary = Vocabulary(
        id=fields.text("id"),
        title=fields.text("title"),
        terms=MappingProxyType(terms),
        is_translated=fields.translations != "english-only",
        note=fields.note("note"),
        place=fields.place,
    )
    fields.close()
    return vocabulary


def _read_term(fields: Fields) -> Term:
    variants = fields.inside("variants")
    term = Term(
        code=fields.text("code"),
        names=fields.names("name"),
        group=fields.note("group"),
        note=fields.note("note"),
        crimes=fields.texts("crimes"),
        rights=fields.texts("rights"),
        modes=fields.texts("modes"),
        provisions=fields.texts("provisions"),
        variants=(*variants.texts("en"), *variants.texts("fa"), *variants.texts("ps")),
        confidence=fields.note("confidence"),
        place=fields.place,
    )
    variants.close()
    fields.close()
    return term
