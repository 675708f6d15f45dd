"""A qualification is as strong as its weakest element."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.errors import (
    FindingAgainstItsEvidence,
    FindingWithoutEvidence,
    OutsideJurisdiction,
    StandardOfTheCourt,
    UnknownLawReference,
    UnknownRecord,
)
from dadkhah.qualification.element import agreed
from dadkhah.qualification.qualify import qualify, qualify_case
from dadkhah.records.analysis import ElementFinding, Proposition
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.evidence import Citations

MET, DISPUTED, OPEN, NOT_MET = (
    Conclusion.MET,
    Conclusion.DISPUTED,
    Conclusion.OPEN,
    Conclusion.NOT_MET,
)
TORTURE = """\
the rest: {rest}
charges:
  - respondent: R
    crime: rs-7-1-f
    mode: 25-3-a-direct
facts:
  - id: F-1
    says: Women were beaten.
    under: [rs-7-1-f/1]
    act: tor.beating
    on: {on}
    from: [one source, another source]
    against: [a denial]
"""


@pytest.fixture(scope="session")
def torture(records):
    return records(TORTURE.format(rest="met", on="2023-05"))


@pytest.fixture(scope="session")
def empty(records):
    return records(TORTURE.format(rest="open", on="2023-05"))


def finding(element, conclusion, *, analyst="A-1", propositions=("F-1",), **more):
    return ElementFinding(
        f"N-{element}-{analyst}-{conclusion.name}",
        element,
        conclusion,
        analyst,
        propositions,
        **more,
    )


def concluded(qualification, element):
    return next(e for e in qualification.every_element if e.element.id == element)


def one(case, law, **more):
    return qualify(case.charges[0], case, law, **more)


def test_every_element_met_is_met_and_leaves_no_gap(torture, law):
    qualification = one(torture, law)

    assert qualification.conclusion is MET
    assert qualification.gaps == ()


def test_a_qualification_names_law_standard_and_day(torture, law):
    qualification = one(torture, law, standard="reasonable-basis", on=date(2026, 11, 24))

    assert qualification.law_version == law.version
    assert qualification.standard == "reasonable-basis"
    assert qualification.on == date(2026, 11, 24)


def test_all_charges_of_a_case_are_tested_in_their_order(torture, law):
    second = replace(torture.charges[0], id="C-2", crime="rs-7-1-e")
    case = replace(torture, charges=(*torture.charges, second))

    assert [q.conclusion for q in qualify_case(case, law)] == [MET, OPEN]


def test_a_finding_carries_its_passages_for_and_against(torture, law):
    case = replace(torture, findings=(finding("rs-7-1-f/1", MET), *torture.findings[1:]))
    element = concluded(one(case, law), "rs-7-1-f/1")
    cited = case.propositions[0].citations

    assert set(cited.supports) <= set(element.passages_for)
    assert element.passages_against == cited.contradicts
    assert element.reasons == ("A-1 concludes met on F-1 (N-rs-7-1-f/1-A-1-MET).",)


def test_a_proposition_nobody_concluded_on_leaves_its_element_open(empty, law):
    element = concluded(one(empty, law), "rs-7-1-f/1")

    assert element.conclusion is OPEN
    assert element.gaps == ("F-1 charted, but nobody has concluded on it.",)


def test_open_says_why_when_the_analyst_does(empty, law):
    open_ = finding("rs-7-1-f/1", OPEN, propositions=(), reasoning="Nobody saw it.")
    element = concluded(one(replace(empty, findings=(open_,)), law), "rs-7-1-f/1")

    assert element.gaps == ("A-1 left it open: Nobody saw it.",)
    assert element.reasons == ("A-1 concludes open (N-rs-7-1-f/1-A-1-OPEN).",)


@pytest.mark.parametrize("conclusion", [MET, DISPUTED, NOT_MET])
def test_whatever_is_concluded_rests_on_a_proposition(empty, law, conclusion):
    case = replace(empty, findings=(finding("rs-7-1-f/1", conclusion, propositions=()),))

    with pytest.raises(FindingWithoutEvidence, match="rests on no proposition"):
        one(case, law)


@pytest.mark.parametrize("conclusion", [MET, DISPUTED, NOT_MET])
def test_whatever_is_concluded_rests_on_a_passage(empty, law, conclusion):
    bare = Proposition("F-9", "Bare.", ("rs-7-1-f/1",))
    found = finding("rs-7-1-f/1", conclusion, propositions=("F-9",))
    case = replace(empty, propositions=(bare,), findings=(found,))

    with pytest.raises(FindingWithoutEvidence, match="no passage supports or contradicts F-9"):
        one(case, law)


def against(empty, conclusion):
    contrary = Proposition("F-9", "So.", ("rs-7-1-f/1",), citations=Citations((), ("X-3",)))
    found = finding("rs-7-1-f/1", conclusion, propositions=("F-9",))
    return replace(empty, propositions=(contrary,), findings=(found,))


def test_met_on_contrary_passages_alone_is_refused(empty, law):
    with pytest.raises(FindingAgainstItsEvidence, match=r"says otherwise \(X-3\)"):
        one(against(empty, MET), law)


def test_not_met_may_rest_on_contrary_passages(empty, law):
    qualification = one(against(empty, NOT_MET), law)

    assert qualification.conclusion is NOT_MET
    assert concluded(qualification, "rs-7-1-f/1").gaps == ("A-1 left it not met.",)


def test_not_met_under_a_stricter_standard_is_open(torture, law):
    strict = finding("rs-7-1-f/1", NOT_MET, standard="substantial-grounds")
    met = tuple(f for f in torture.findings if f.element != "rs-7-1-f/1")
    case = replace(torture, findings=(*met, strict))
    element = concluded(one(case, law), "rs-7-1-f/1")

    assert element.conclusion is OPEN
    assert "because it was drawn under the stricter standard" in element.gaps[0]


def test_a_standard_the_law_does_not_know_is_refused(torture, law):
    odd = replace(torture.findings[0], standard="gut-feeling")

    with pytest.raises(StandardOfTheCourt, match="gut-feeling"):
        one(torture, law, standard="gut-feeling")
    with pytest.raises(StandardOfTheCourt, match="knows no standard of proof 'gut-feeling'"):
        one(replace(torture, findings=(odd,)), law)


def test_a_finding_resting_on_an_act_from_before_jurisdiction_is_refused(torture, law, records):
    old = records(TORTURE.format(rest="open", on="1999")).acts[0]
    case = replace(torture, acts=(old,))
    case = replace(case, findings=(finding("rs-7-1-f/1", MET), *torture.findings))

    with pytest.raises(OutsideJurisdiction, match=r"Act act of F-1 \(1999\)"):
        one(case, law)


def test_a_finding_on_an_element_the_law_lacks_is_not_passed_over(torture, law):
    stray = finding("rs-7-1-f/99", MET)

    with pytest.raises(UnknownLawReference, match="rs-7-1-f/99"):
        one(replace(torture, findings=(stray,)), law)


def test_a_finding_that_names_no_known_proposition_is_refused(torture, law):
    stray = finding("rs-7-1-f/1", MET, propositions=("F-404",))

    with pytest.raises(UnknownRecord, match="names 'F-404'"):
        one(replace(torture, findings=(stray,)), law)


ELEMENTS = ("rs-7-1-f/1", "rs-7-1-f/2", "rs-7-1-f/3", "cah-policy", "cah-attack", "rs-7-1-f/4")
any_findings = st.lists(
    st.builds(
        finding,
        st.sampled_from(ELEMENTS),
        st.sampled_from(Conclusion),
        analyst=st.sampled_from(["A-1", "A-2", "A-3"]),
    )
)


@pytest.fixture(scope="session")
def tested(torture, law):
    """Test the charge with further findings; a callable keeps hypothesis' reports short."""
    return lambda found, order=tuple: one(
        replace(torture, findings=tuple(order((*torture.findings, *found)))), law
    )


@given(any_findings)
def test_for_any_findings_no_charge_is_stronger_than_its_weakest_element(tested, found):
    qualification = tested(found)

    assert qualification.conclusion == min(e.conclusion for e in qualification.every_element)
    assert all(
        part.conclusion >= element.conclusion
        for element in qualification.elements
        for part in element.parts
        if part.element.id in {"cah-policy", "cah-attack"}
    )


@given(any_findings, st.randoms())
def test_for_any_order_of_findings_the_conclusions_are_the_same(tested, found, random):
    shuffled = tested(found, order=lambda all_: random.sample(all_, len(all_)))

    assert [e.conclusion for e in shuffled.every_element] == [
        e.conclusion for e in tested(found).every_element
    ]


@given(any_findings, st.sampled_from(ELEMENTS), st.sampled_from([DISPUTED, OPEN, NOT_MET]))
def test_for_any_case_a_dissent_never_raises_a_conclusion(tested, found, element, dissent):
    met_already = [MET]  # every element is met before the findings are added
    reached = met_already + [f.conclusion for f in found if f.element == element]
    if dissent > agreed(reached):
        return  # it would agree or go further, which is no dissent
    against_it = finding(element, dissent, analyst="A-9")

    assert tested([*found, against_it]).conclusion <= tested(found).conclusion
