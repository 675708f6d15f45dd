"""Who may be charged, in which mode, on which ground."""

from dataclasses import replace

import pytest

from dadkhah.errors import (
    ChargedThroughAnotherCrime,
    GroundNotListed,
    ModeNotAvailable,
    NotChargeable,
    RespondentNotAPerson,
    UnknownLawReference,
    UnknownRecord,
)
from dadkhah.qualification.chart import chart
from dadkhah.qualification.liability import admit, conclude_on_mode
from dadkhah.qualification.scope import Scope
from dadkhah.records.conclusion import Conclusion

CHARGED = """\
the rest: open
charges:
  - {respondent: R, crime: rs-7-1-h, mode: 25-3-b-ordering, grounds: [gender]}
facts:
  - {id: F-1, says: s, under: [25-3-b-ordering/1], about: R, from: [a]}
findings:
  - {on: 25-3-b-ordering/1, about: R, analyst: A-1, conclusion: met, facts: [F-1]}
  - {on: 25-3-b-ordering/2, analyst: A-1, conclusion: met, facts: [F-1]}
"""


@pytest.fixture(scope="session")
def charted(records, law):
    return chart(records(CHARGED), law)


def test_a_charge_is_admitted_with_its_crime_and_mode(charted, law):
    crime, mode = admit(charted, charted.case.charges[0])

    assert (crime, mode) == (law.crimes["rs-7-1-h"], law.modes["25-3-b-ordering"])


@pytest.mark.parametrize(
    ("changed", "refusal", "says"),
    [
        ({"crime": "gender-apartheid"}, NotChargeable, "recognition requests of an open letter"),
        ({"crime": "forced-marriage"}, ChargedThroughAnotherCrime, "under rs-7-1-k"),
        ({"crime": "rs-7-1-z"}, UnknownLawReference, "rs-7-1-z"),
        ({"mode": "25-3-z"}, UnknownLawReference, "25-3-z"),
        ({"mode": "25-3-e-incitement"}, ModeNotAvailable, "25-3-b-ordering or 25-3-b-soliciting"),
        ({"grounds": ("dress",)}, GroundNotListed, "Its grounds are gender, political"),
        ({"crime": "rs-7-1-f"}, GroundNotListed, "It knows no grounds"),
        ({"respondent": "P-nobody"}, UnknownRecord, "Charge C-1 names 'P-nobody'"),
    ],
)
def test_a_charge_that_cannot_be_tested_says_why(charted, changed, refusal, says):
    with pytest.raises(refusal, match=says):
        admit(charted, replace(charted.case.charges[0], **changed))


def test_an_institution_is_not_charged(charted):
    ministry = replace(charted.persons["R"], kind="institution")

    with pytest.raises(RespondentNotAPerson, match="recorded as 'institution'"):
        admit(replace(charted, persons={"R": ministry}), charted.case.charges[0])


def test_every_element_of_a_mode_is_about_that_person(charted, law):
    first, second, *_ = conclude_on_mode(charted, law.modes["25-3-b-ordering"], scope=Scope("R"))

    assert first.conclusion is Conclusion.MET
    assert second.conclusion is Conclusion.OPEN
    assert "N-2 names no respondent and does not count" in second.gaps[-1]


def test_no_refusal_calls_anybody_guilty(charted):
    for changed in ({"mode": "25-3-e-incitement"}, {"grounds": ("dress",)}):
        with pytest.raises((ModeNotAvailable, GroundNotListed)) as refused:
            admit(charted, replace(charted.case.charges[0], **changed))
        assert "guilty" not in str(refused.value).lower()
