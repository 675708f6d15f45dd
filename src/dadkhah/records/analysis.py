"""What analysts say of the records: propositions, findings on elements, charges."""

from dataclasses import dataclass

from dadkhah.dates import PartialDate
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.evidence import Citations


@dataclass(frozen=True, slots=True)
class Proposition:
    """A fact asserted for an element, with passages for and against.

    `elements` are law identifiers (`rs-7-1-h/4`, `cah-policy`, `25-3-b-ordering/2`);
    `acts` and `restrictions` are the records it rests on.
    """

    id: str  # "F-0001"
    text: str
    elements: tuple[str, ...]
    respondent: str = ""  # empty: holds for the case, whoever is charged
    acts: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()
    citations: Citations = Citations()


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """One analyst's conclusion on one element, resting on propositions."""

    id: str  # "N-0001"
    element: str
    conclusion: Conclusion
    analyst: str  # a code
    propositions: tuple[str, ...] = ()
    respondent: str = ""  # empty: holds for the case, whoever is charged
    standard: str = "reasonable-grounds"
    reasoning: str = ""
    on: str = ""  # ISO date of the finding
    ground: str = ""  # of the crime; empty: whatever the ground
    charges: tuple[str, ...] = ()  # it is about these alone; empty: every charge with the element


@dataclass(frozen=True, slots=True)
class Charge:
    """A suspect, a crime and a mode of liability; an allegation to be tested."""

    id: str  # "C-01"
    respondent: str
    crime: str
    mode: str
    grounds: tuple[str, ...]
    period: PartialDate
    status: str  # "warrant-issued" | "proposed"
    note: str = ""
