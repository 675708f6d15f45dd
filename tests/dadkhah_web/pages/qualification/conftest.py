"""A case with two persons charged, analysts who differ, and one finding that nothing carries."""

from dataclasses import replace

import pytest

from dadkhah.dates import read_date
from dadkhah.records.analysis import Charge, ElementFinding, Proposition
from dadkhah.records.case import CaseRecords
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.events import Act
from dadkhah.records.evidence import Citations
from dadkhah.records.persons import Person, PersonName

CHARGES = "/c/sample/charges/"
PERIOD = read_date("2021-08-15/2024-12-31")


@pytest.fixture
def case(case: CaseRecords) -> CaseRecords:
    return replace(
        case,
        persons=(*case.persons, Person("P-deputy", "individual")),
        person_names=(*case.person_names, PersonName("P-deputy", "Deputy", "en", "main")),
        acts=(
            *case.acts,
            Act("A-0003", "E-0001", "lib.hijab", PERIOD, ("AF-KAB",), "A woman was held."),
            Act("A-0004", "E-0001", "lib.hijab", read_date("2001"), ("AF-KAB",), "Long before."),
        ),
        propositions=(
            *case.propositions,
            Proposition(
                "F-0002",
                "A school was closed.",
                ("rs-7-1-h/1", "rs-7-1-h/4"),
                acts=("A-0001",),
                citations=Citations(("X-0001",)),
            ),
            Proposition(
                "F-0003",
                "The deputy signed letters.",
                ("25-3-b-ordering/1",),
                "P-deputy",
                citations=Citations(("X-0001",)),
            ),
        ),
        findings=(
            *case.findings,
            ElementFinding(
                *("N-0003", "rs-7-1-h/1", Conclusion.MET, "U-1a", ("F-0002",)),
                reasoning="The school stayed closed.",
                on="2026-11-20",
            ),
            ElementFinding(
                *("N-0004", "rs-7-1-h/1", Conclusion.OPEN, "U-2b", ("F-0002",)),
                reasoning="One school alone is thin.",
            ),
            ElementFinding("N-0005", "rs-7-1-h/4", Conclusion.MET, "U-1a", ("F-0002",)),
            ElementFinding(
                *("N-0006", "25-3-b-ordering/1", Conclusion.MET, "U-1a", ("F-0003",), "P-deputy"),
                charges=("C-02",),
                standard="reasonable-basis",
            ),
        ),
        charges=(
            Charge(
                *("C-01", "P-minister", "rs-7-1-h", "25-3-b-ordering"),
                *(("gender", "political"), PERIOD, "proposed"),
            ),
            Charge(
                *("C-02", "P-deputy", "rs-7-1-h", "25-3-b-ordering"),
                *(("gender",), PERIOD, "warrant-issued", "As made public."),
            ),
        ),
    )
