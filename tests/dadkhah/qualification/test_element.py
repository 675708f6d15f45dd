"""How conclusions on one element combine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.qualification.element import agreed, is_personal, strongest, weakest
from dadkhah.records.conclusion import Conclusion

conclusions = st.lists(st.sampled_from(Conclusion))
some = st.lists(st.sampled_from(Conclusion), min_size=1)
MET, DISPUTED, OPEN, NOT_MET = (
    Conclusion.MET,
    Conclusion.DISPUTED,
    Conclusion.OPEN,
    Conclusion.NOT_MET,
)


def test_absence_is_open_and_never_not_met():
    assert agreed([]) is weakest([]) is strongest([]) is OPEN


@pytest.mark.parametrize("conclusion", Conclusion)
def test_analysts_who_agree_are_believed(conclusion):
    assert agreed([conclusion, conclusion]) is conclusion


@pytest.mark.parametrize("dissent", [DISPUTED, OPEN, NOT_MET])
def test_an_analyst_who_disagrees_with_met_leaves_it_disputed(dissent):
    assert agreed([MET, dissent]) is DISPUTED


def test_nobody_who_says_met_leaves_it_no_stronger_than_the_strongest():
    assert agreed([OPEN, NOT_MET]) is OPEN


@given(some)
def test_for_any_conclusions_agreement_is_never_stronger_than_the_strongest(reached):
    assert agreed(reached) <= max(reached)


@given(conclusions, st.randoms())
def test_for_any_order_of_analysts_the_agreement_is_the_same(reached, random):
    shuffled = random.sample(reached, len(reached))

    assert agreed(shuffled) is agreed(reached)


@given(conclusions, st.sampled_from(Conclusion))
def test_for_any_conclusions_adding_a_dissent_never_raises_them(reached, dissent):
    before = agreed(reached)

    if dissent <= before:
        assert agreed([*reached, dissent]) <= before


@given(some)
def test_for_any_conclusions_met_takes_unanimity(reached):
    assert (agreed(reached) is MET) == (set(reached) == {MET})


def test_what_is_in_a_mind_is_personal_and_what_happened_is_not(law):
    personal = {e.id for e in law.crimes["rs-7-1-i"].elements if is_personal(e)}

    assert personal == {"rs-7-1-i/3", "rs-7-1-i/6", "rs-7-1-i/8"}
    assert not is_personal(law.element("rs-7-1-h/4"))


def test_the_one_conduct_element_with_an_intent_of_its_own_is_charted_as_conduct(law):
    assert not is_personal(law.element("rs-7-1-g-4/1"))
