"""What is missing, person by person, and what the records may point to next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dadkhah.qualification.element import ElementConclusion
from dadkhah.qualification.gaps import CrimeGaps, Missing, SuspectGaps
from dadkhah.qualification.gaps.candidates import ONLY_ALLEGED
from dadkhah_web.pages.qualification.laid_out import Cell, shown_cell
from dadkhah_web.pages.qualification.links import address, cell_url, page
from dadkhah_web.pages.qualification.missing import Gap, element_words, missing
from dadkhah_web.pages.qualification.proof import Proof
from dadkhah_web.pages.templatetags.dadkhah import label


@dataclass(frozen=True, slots=True)
class Lacking:
    """An element that is not met, for the charges it holds up."""

    words: str
    text: str
    cell: Cell
    gaps: Sequence[Gap]
    charges: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lead:
    """A crime or a way of answering that the records may point to."""

    words: str
    lacking: int
    elements: int
    url: str
    """Where to propose a charge of it; of a way alone there is none."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A person recorded in the case and not charged, and what leads to them."""

    name: str
    url: str
    offices: tuple[str, ...]
    acts: tuple[tuple[str, str, str], ...]
    """Id, page and words of each act and restriction."""
    more: int
    crimes: tuple[Lead, ...]
    modes: tuple[Lead, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Further:
    """A crime that nobody is charged with, and the acts that may point to it."""

    lead: Lead
    acts: tuple[tuple[str, str, str], ...]
    more: int
    forms: tuple[str, ...]


MOST_ACTS = 5


def context_lacking(proof: Proof, slug: str) -> list[Lacking]:
    """Return the parts of the context that are not met; they hold up every crime of it."""
    return [_lacking(proof, one, slug) for one in proof.gaps.context]


def lacking_by_person(
    proof: Proof, slug: str, names: Mapping[str, str]
) -> list[tuple[str, list[Lacking]]]:
    """Return what is missing in the charges against each person, each element once."""
    found: dict[str, dict[tuple[str, str], Lacking]] = {}
    for tested in proof.gaps.charges:
        charge = tested.charge
        theirs = found.setdefault(charge.respondent, {})
        for one in tested.gaps:
            gap = _lacking(proof, one, slug, charge=charge.id, respondent=charge.respondent)
            held = theirs.setdefault((one.element.id, gap.cell.state), gap)
            held.charges.append((charge.id, address(slug, "charge", charge.id)))
    return [(names.get(who, who), list(each.values())) for who, each in found.items()]


def suspects(proof: Proof, slug: str, names: Mapping[str, str]) -> list[Suspect]:
    """Return the persons the records lead to, those with something to look at first."""
    found = [_suspect(proof, one, slug, names) for one in proof.gaps.suspects]
    return sorted(found, key=lambda one: not one.crimes)


def further_crimes(proof: Proof, slug: str) -> list[Further]:
    """Return the crimes that acts may point to and that nobody is charged with."""
    return [_further(proof, one, slug) for one in proof.gaps.crimes]


def _lacking(
    proof: Proof, one: ElementConclusion, slug: str, *, charge: str = "", respondent: str = ""
) -> Lacking:
    url = cell_url(slug, one.element.id, charge=charge, standard=proof.asked_standard)
    words = element_words(proof.law, one.element.id)
    gaps = missing(proof.chart, one, respondent)
    return Lacking(words, one.element.text, shown_cell(one, url), gaps)


def _suspect(proof: Proof, one: SuspectGaps, slug: str, names: Mapping[str, str]) -> Suspect:
    leads = one.leads
    shown, more = _records(proof, (*leads.acts, *leads.restrictions), slug)
    return Suspect(
        name=names.get(one.person, one.person),
        url=address(slug, "person", one.person),
        offices=leads.offices,
        acts=shown,
        more=more,
        crimes=tuple(_lead(crime, slug, respondent=one.person) for crime in one.crimes),
        modes=tuple(_lead(mode, slug) for mode in one.modes),
        cautions=tuple(_cautions(proof, one.person, has_crimes=bool(leads.crimes))),
    )


def _further(proof: Proof, one: CrimeGaps, slug: str) -> Further:
    shown, more = _records(proof, one.acts, slug)
    forms = tuple(label(form.id) for form in proof.law.crimes[one.crime.id].sub_forms)
    return Further(_lead(one.crime, slug, respondent=""), shown, more, forms)


def _lead(missing: Missing, slug: str, respondent: str | None = None) -> Lead:
    url = ""
    if respondent is not None:
        url = page(slug, "new-charge", respondent=respondent, crime=missing.id)
    return Lead(label(missing.id), len(missing.gaps), missing.elements, url)


def _records(
    proof: Proof, codes: Sequence[str], slug: str
) -> tuple[tuple[tuple[str, str, str], ...], int]:
    acts, restrictions = proof.chart.acts, proof.chart.restrictions
    shown = tuple(
        (code, address(slug, "act", code), acts[code].summary)
        if code in acts
        else (code, address(slug, "restriction", code), restrictions[code].title)
        for code in codes[:MOST_ACTS]
    )
    return shown, len(codes) - len(shown)


def _cautions(proof: Proof, person: str, *, has_crimes: bool) -> Iterator[str]:
    case = proof.case
    if any(i.person == person and i.degree == ONLY_ALLEGED for i in case.involvements):
        yield _("An involvement is only alleged: never publish this name.")
    if any(p.person == person and "/" not in p.held.edtf for p in case.positions):
        yield _(
            "When an office began and ended is not recorded: what happened on other days is a "
            "question, not a lead."
        )
    if not has_crimes:
        yield _("No recorded act or restriction leads to this person.")
