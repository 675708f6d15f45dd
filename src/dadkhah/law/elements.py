"""What must be shown: elements, and the contextual elements that many crimes share."""

from dataclasses import dataclass, field
from enum import StrEnum

from dadkhah.law.labels import Labels


class ElementKind(StrEnum):
    """What an element asks for; the Court's own order, context last."""

    CONDUCT = "conduct"
    CONSEQUENCE = "consequence"
    CIRCUMSTANCE = "circumstance"
    MENTAL = "mental"
    CONTEXTUAL = "contextual"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that must be shown. `number` is the official one; 0 where there is none."""

    id: str  # "rs-7-1-h/4", "cah-attack", "25-3-b-ordering/2"
    number: int
    kind: ElementKind
    text: str
    cite: str  # "icc-elements/7(1)(h)#4"
    shared: str = ""  # "cah-context-nexus": see Law.contextual_needs
    sub_kind: str = ""
    footnotes: str = ""
    alternatives: tuple[str, ...] = ()
    needs: str = ""  # "act-of-another-crime": what a proposition must also rest on
    names: Labels | None = None  # only contextual elements have a name
    proof_hints: tuple[str, ...] = ()
    appears_as: str = ""
    confidence: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SharedContext:
    """A contextual element that many crimes repeat, and what shows it.

    Each group of `needs` must be met; any one element of a group meets it.
    """

    id: str  # "cah-context-nexus"
    text: str
    needs: tuple[tuple[str, ...], ...]
    place: str = field(default="", compare=False)
