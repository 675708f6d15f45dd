"""A charge in words: who, what, how, what it comes out as, and where it is weakest."""

from collections.abc import Mapping
from dataclasses import dataclass

from dadkhah.qualification.element import ElementConclusion
from dadkhah.qualification.qualify import Qualification
from dadkhah.records.analysis import Charge
from dadkhah.records.conclusion import Conclusion
from dadkhah_web.pages.qualification.laid_out import Cell, shown_cell
from dadkhah_web.pages.qualification.links import address, cell_url
from dadkhah_web.pages.qualification.proof import Proof
from dadkhah_web.pages.qualification.words import (
    STATUSES,
    conclusion_state,
    element_label,
    owner_name,
    refusal_words,
)
from dadkhah_web.pages.templatetags.dadkhah import label


@dataclass(frozen=True, slots=True)
class Tested:
    """One element of a charge with what the case says on it."""

    owner: str
    number: str
    text: str
    cite: str
    cell: Cell
    is_met: bool
    is_weakest: bool


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge and what it comes out as; `refusal` when it cannot be tested."""

    charge: Charge
    url: str
    name: str
    status: str
    state: str
    grounds: tuple[tuple[str, str], ...]
    """Name of each ground, and what the charge comes out as on it alone."""
    elements: tuple[Tested, ...]
    refusal: str

    @property
    def met(self) -> int:
        """How many elements are met."""
        return sum(one.is_met for one in self.elements)

    @property
    def missing(self) -> tuple[Tested, ...]:
        """The elements that are not met."""
        return tuple(one for one in self.elements if not one.is_met)


def charged(proof: Proof, charge: Charge, slug: str, names: Mapping[str, str]) -> Charged:
    """Return a charge as it is shown."""
    tested = proof.tested.get(charge.id)
    refused = proof.refused.get(charge.id)
    return Charged(
        charge=charge,
        url=address(slug, "charge", charge.id),
        name=names.get(charge.respondent, charge.respondent),
        status=str(STATUSES.get(charge.status, charge.status)),
        state=conclusion_state(tested.conclusion) if tested else "",
        grounds=_grounds(charge, tested),
        elements=_elements(proof, tested, slug) if tested else (),
        refusal=refusal_words(refused) if refused else "",
    )


def _grounds(charge: Charge, tested: Qualification | None) -> tuple[tuple[str, str], ...]:
    alone = dict(tested.by_ground) if tested else {}
    return tuple(
        (label(ground), conclusion_state(alone[ground]) if ground in alone else "")
        for ground in charge.grounds
    )


def _elements(proof: Proof, tested: Qualification, slug: str) -> tuple[Tested, ...]:
    return tuple(_tested(proof, one, tested, slug) for one in tested.every_element)


def _tested(proof: Proof, one: ElementConclusion, tested: Qualification, slug: str) -> Tested:
    asked = {"charge": tested.charge.id, "standard": proof.asked_standard}
    is_met = one.conclusion is Conclusion.MET
    return Tested(
        owner=owner_name(one.element, proof.law),
        number=element_label(one.element),
        text=one.element.text,
        cite=one.element.cite,
        cell=shown_cell(one, cell_url(slug, one.element.id, **asked)),
        is_met=is_met,
        is_weakest=not is_met and one.conclusion is tested.conclusion,
    )
