"""What must be shown: elements, and the contextual elements that many crimes share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dadkhah.law.fields import Fields
from dadkhah.law.labels import Labels

BY_GROUND = "ground"  # the value of `by`


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
    by: str = ""  # "ground": the answer differs from ground to ground
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
    kind: ElementKind
    text: str
    needs: tuple[tuple[str, ...], ...]
    sub_kind: str = ""
    place: str = field(default="", compare=False)


def read_elements(
    fields: Fields, owner: str, shared: Mapping[str, SharedContext]
) -> tuple[Element, ...]:
    """Read the numbered elements of a crime or a mode of liability."""
    return tuple(_read_element(one, owner, shared) for one in fields.each("elements"))


def read_context(fields: Fields) -> tuple[tuple[Element, ...], tuple[SharedContext, ...]]:
    """Read a file of `law/contextual/`: the elements, and what crimes repeat of them."""
    context = (
        tuple(map(_read_contextual, fields.each("elements"))),
        tuple(map(_read_shared, fields.each("shared"))),
    )
    fields.close()
    return context


def _read_element(fields: Fields, owner: str, shared: Mapping[str, SharedContext]) -> Element:
    number, repeats = fields.number("number"), fields.note("shared")
    if repeats and repeats not in shared:
        fields.refuse("shared", f"no shared element `{repeats}`", "See law/contextual/")
    context = shared.get(repeats)
    element = Element(
        id=f"{owner}/{number}",
        number=number,
        kind=context.kind if context else ElementKind(fields.choice("kind", ElementKind)),
        text=context.text if context else fields.text("text"),
        cite=fields.text("cite"),
        shared=repeats,
        sub_kind=context.sub_kind if context else fields.note("sub_kind"),
        footnotes=fields.note("footnotes"),
        alternatives=fields.texts("alternatives"),
        needs=fields.note("needs"),
        by=fields.note("by"),
        place=fields.place,
    )
    fields.close()
    return element


def _read_contextual(fields: Fields) -> Element:
    element = Element(
        id=fields.text("id"),
        number=0,
        kind=ElementKind(fields.choice("kind", ElementKind)),
        text=fields.text("text"),
        cite=fields.text("cite"),
        sub_kind=fields.note("sub_kind"),
        names=fields.names("name"),
        proof_hints=fields.texts("proof_hints"),
        appears_as=fields.note("appears_as"),
        confidence=fields.note("confidence"),
        place=fields.place,
    )
    fields.close()
    return element


def _read_shared(fields: Fields) -> SharedContext:
    context = SharedContext(
        id=fields.text("id"),
        kind=ElementKind(fields.choice("kind", ElementKind)),
        text=fields.text("text"),
        needs=tuple(
            tuple(one.strip() for one in group.split("|")) for group in fields.texts("needs")
        ),
        sub_kind=fields.note("sub_kind"),
        place=fields.place,
    )
    fields.close()
    return context
