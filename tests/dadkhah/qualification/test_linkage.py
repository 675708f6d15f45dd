"""Persecution, element 4, needs an act of another crime."""

from dataclasses import replace

import pytest

from dadkhah.errors import UnknownRecord
from dadkhah.qualification.chart import chart
from dadkhah.qualification.linkage import linked_acts, missing_link

ELEMENT_4 = """\
the rest: open
charges: []
facts:
  - {{id: F-1, says: s, under: [rs-7-1-h/4], act: {act}, from: [a]}}
"""


def charted(records, law, act):
    return chart(records(ELEMENT_4.format(act=act)), law)


@pytest.mark.parametrize("act", ["kil.summary", "lib.hijab", "tor.beating", "sgb.rape"])
def test_an_act_that_points_to_another_crime_is_a_link(records, law, act):
    case = charted(records, law, act)
    element = law.element("rs-7-1-h/4")

    assert [a.type for a in linked_acts(case, element, case.propositions.values())] == [act]
    assert missing_link(case, element, case.propositions.values()) == ""


@pytest.mark.parametrize("act", ["res.education", "lib.guarantee", "def.threat"])
def test_an_act_that_points_to_persecution_alone_or_to_nothing_is_no_link(records, law, act):
    case = charted(records, law, act)
    element = law.element("rs-7-1-h/4")

    assert linked_acts(case, element, case.propositions.values()) == ()
    assert "rests on an act of another crime" in missing_link(
        case, element, case.propositions.values()
    )


def test_an_element_that_needs_no_link_lacks_none(records, law):
    case = charted(records, law, "res.education")

    assert missing_link(case, law.element("rs-7-1-h/1"), case.propositions.values()) == ""


def test_an_act_of_an_unknown_type_is_not_passed_over(records, law):
    case = charted(records, law, "res.education")
    act = replace(case.acts["act of F-1"], type="res.unheard")
    case = replace(case, acts={act.id: act})

    with pytest.raises(UnknownRecord, match=r"Act act of F-1 names 'res.unheard'"):
        missing_link(case, law.element("rs-7-1-h/4"), case.propositions.values())
