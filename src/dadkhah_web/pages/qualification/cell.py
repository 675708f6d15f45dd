"""One element for one charge: what it asks, what the case says, on what, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dadkhah.errors import DadkhahError, NotVisible
from dadkhah.law.model import Element, ElementKind
from dadkhah.qualification.element import ElementConclusion, is_personal
from dadkhah.qualification.weighing import WeighedFinding
from dadkhah.records.analysis import Charge, ElementFinding
from dadkhah_web.pages.qualification.candidates import Candidates, candidates
from dadkhah_web.pages.qualification.laid_out import Cell, shown_cell
from dadkhah_web.pages.qualification.links import cell_url
from dadkhah_web.pages.qualification.missing import Gap, because_words, missing, weighed_findings
from dadkhah_web.pages.qualification.proof import Proof
from dadkhah_web.pages.qualification.quoted import Stated, stated
from dadkhah_web.pages.qualification.words import conclusion_state
from dadkhah_web.pages.templatetags.dadkhah import label

MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one analyst found, and what it counts for here."""

    finding: ElementFinding
    state: str
    counts_as: str
    """Empty when it counts as it says."""
    because: str
    ground: str
    on: date | None
    differs: bool
    """Whether another analyst found something else on the same ground."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cell is meant."""

    element: str
    charge: str = ""
    respondent: str = ""


@dataclass(frozen=True)
class CellPage:
    """Everything on the page of a cell."""

    proof: Proof
    slug: str
    concluded: ElementConclusion
    charge: Charge | None
    respondent: str

    @property
    def element(self) -> Element:
        """What the law asks."""
        return self.concluded.element

    @property
    def for_whom(self) -> str:
        """Whom a finding or proposition here is about: nobody where it serves the whole case."""
        owner = self.element.id.partition("/")[0]
        is_of_person = is_personal(self.element) or owner in self.proof.law.modes
        return self.respondent if is_of_person else ""

    @cached_property
    def summary(self) -> Cell:
        """The conclusion as the matrix shows it."""
        return shown_cell(self.concluded, "")

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The propositions, each with its passages for and against."""
        return tuple(stated(self.proof.chart, p, self.slug) for p in self.concluded.propositions)

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """The findings side by side, those of the same ground together."""
        weighed = weighed_findings(self.proof.chart, self.concluded)
        return tuple(self._opinion(one, weighed) for one in weighed)

    @property
    def do_differ(self) -> bool:
        """Whether analysts found different things."""
        return any(one.differs for one in self.opinions)

    @cached_property
    def gaps(self) -> Sequence[Gap]:
        """What is missing before it is met."""
        return missing(self.proof.chart, self.concluded, self.respondent)

    @cached_property
    def elsewhere(self) -> tuple[ElementFinding, ...]:
        """Findings on this element that are about other charges alone."""
        shown = {one.id for one in self.concluded.findings}
        on_it = self.proof.chart.findings.get(self.element.id, ())
        return tuple(
            one
            for one in on_it
            if one.id not in shown and one.respondent in ("", self.respondent) and one.charges
        )

    @cached_property
    def refused(self) -> tuple[tuple[ElementFinding, DadkhahError], ...]:
        """Findings on this element that cannot be used, and why."""
        on_it = self.proof.whole.findings.get(self.element.id, ())
        refused = self.proof.refused
        return tuple((one, refused[one.id]) for one in on_it if one.id in refused)

    @cached_property
    def parts(self) -> tuple[tuple[Element, Cell], ...]:
        """The contextual elements it rests on."""
        asked = {"standard": self.proof.asked_standard}
        return tuple(
            (one.element, shown_cell(one, cell_url(self.slug, one.element.id, **asked)))
            for one in self.concluded.parts
        )

    @cached_property
    def candidates(self) -> Candidates:
        """Acts and restrictions that may bear on it."""
        if self.element.kind is ElementKind.CONTEXTUAL and self.element.shared:
            return Candidates()  # the parts say it
        found = candidates(
            self.proof.chart,
            self.element,
            respondent=self.respondent,
            propositions=self.concluded.propositions,
        )
        return Candidates(found.acts[:MOST_CANDIDATES], found.restrictions[:MOST_CANDIDATES])

    @property
    def asked(self) -> Mapping[str, str]:
        """What the address of a form for this cell names."""
        charge = self.charge.id if self.charge else ""
        asked = {"element": self.element.id, "charge": charge, "respondent": self.for_whom}
        return asked | {"standard": self.proof.asked_standard}

    def _opinion(self, one: WeighedFinding, weighed: Sequence[WeighedFinding]) -> Opinion:
        finding, because = one.finding, because_words(self.proof.chart, one)
        others = (
            other.finding.conclusion
            for other in weighed
            if other.finding.analyst != finding.analyst
            and (other.finding.ground == finding.ground or not other.finding.ground)
        )
        return Opinion(
            finding=finding,
            state=conclusion_state(finding.conclusion),
            counts_as=conclusion_state(one.counts_as) if because else "",
            because=because,
            ground=label(finding.ground) if finding.ground else "",
            on=date.fromisoformat(finding.on) if finding.on else None,
            differs=any(conclusion is not finding.conclusion for conclusion in others),
        )


def cell_page(proof: Proof, slug: str, asked: Asked) -> CellPage:
    """Return one cell; raises `NotVisible` for an element, charge or person that is not there."""
    charge = next((one for one in proof.case.charges if one.id == asked.charge), None)
    respondent = charge.respondent if charge else asked.respondent
    if respondent and respondent not in proof.whole.persons:
        raise NotVisible(f"There is no person {respondent} here that you may see.")
    concluded = proof.concluded(asked.element, charge=asked.charge, respondent=respondent)
    return CellPage(proof, slug, concluded, charge, respondent)
