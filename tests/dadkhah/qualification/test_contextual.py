"""The context is charted once and reused; widespread and systematic are alternatives."""

from dataclasses import replace

import pytest

from dadkhah.qualification.chart import chart
from dadkhah.qualification.contextual import conclude_on_context
from dadkhah.qualification.qualify import qualify_case
from dadkhah.records.conclusion import Conclusion

TWO_CRIMES = """\
the rest: met
charges:
  - {{respondent: R, crime: rs-7-1-f, mode: 25-3-a-direct}}
  - {{respondent: R, crime: rs-7-1-e, mode: 25-3-a-direct}}
facts:
  - {{id: F-1, says: s, under: [cah-attack], from: [a, b], against: [c]}}
findings:
{findings}
"""
FINDING = "  - {{on: {on}, analyst: A-1, conclusion: {conclusion}, facts: [F-1]}}\n"


def nexus_conclusions(records, law, **findings):
    text = "".join(
        FINDING.format(on=on.replace("_", "-"), conclusion=conclusion)
        for on, conclusion in findings.items()
    )
    case = records(TWO_CRIMES.format(findings=text))
    return [q.elements[-2] for q in qualify_case(case, law)]


@pytest.mark.parametrize(
    ("widespread", "systematic", "nexus"),
    [
        ("met", "open", Conclusion.MET),
        ("open", "met", Conclusion.MET),
        ("not met", "met", Conclusion.MET),
        ("disputed", "open", Conclusion.DISPUTED),
        ("open", "open", Conclusion.OPEN),
        ("not met", "open", Conclusion.OPEN),
        ("not met", "not met", Conclusion.NOT_MET),
    ],
)
def test_the_stronger_of_widespread_and_systematic_counts(
    records, law, widespread, systematic, nexus
):
    found = nexus_conclusions(records, law, cah_widespread=widespread, cah_systematic=systematic)

    assert [element.conclusion for element in found] == [nexus, nexus]


@pytest.mark.parametrize("needed", ["cah_attack", "cah_policy"])
def test_a_part_of_the_context_that_is_not_met_shows_in_every_crime(records, law, needed):
    found = nexus_conclusions(records, law, **{needed: "not met"})

    for element in found:
        assert element.conclusion is Conclusion.NOT_MET
        assert f"{needed.replace('_', '-')}: not met." in element.gaps


def test_a_nexus_shown_for_all_crimes_and_denied_for_one_is_disputed_there(records, law):
    case = records(
        TWO_CRIMES.format(
            findings=FINDING.format(on="cah-nexus", conclusion="met")
            + FINDING.format(on="rs-7-1-f/4", conclusion="not met")
        )
    )
    torture, imprisonment = (q.elements[-2] for q in qualify_case(case, law))

    assert torture.conclusion is Conclusion.DISPUTED
    assert imprisonment.conclusion is Conclusion.MET


def test_the_context_alone_is_not_the_nexus(records, law):
    case = records(TWO_CRIMES.format(findings=FINDING.format(on="cah-nexus", conclusion="met")))
    case = replace(case, findings=tuple(f for f in case.findings if f.element != "cah-nexus"))
    case = replace(case, findings=tuple(f for f in case.findings if f.element != "rs-7-1-f/4"))
    torture = qualify_case(case, law)[0].elements[-2]

    assert {part.conclusion for part in torture.parts} == {Conclusion.MET}
    assert torture.conclusion is Conclusion.OPEN


def test_a_finding_on_the_context_for_one_respondent_does_not_count(records, law):
    case = records(TWO_CRIMES.format(findings=FINDING.format(on="cah-policy", conclusion="met")))
    only_one = tuple(
        replace(f, respondent="R") if f.element == "cah-policy" else f for f in case.findings
    )
    context = conclude_on_context(chart(replace(case, findings=only_one), law))

    assert context["cah-policy"].conclusion is Conclusion.OPEN
    assert set(context) == {"cah-attack", "cah-widespread", "cah-systematic", "cah-policy"}


def test_knowledge_charted_under_the_shared_element_serves_every_crime_of_that_person(records, law):
    case = records(TWO_CRIMES.format(findings=FINDING.format(on="cah-knowledge", conclusion="met")))
    known = tuple(
        replace(f, respondent="R") if f.element == "cah-knowledge" else f
        for f in case.findings
        if f.element not in {"rs-7-1-f/5", "rs-7-1-e/5"}
    )
    qualified = qualify_case(replace(case, findings=known), law)

    assert [q.elements[-1].conclusion for q in qualified] == [Conclusion.MET, Conclusion.MET]
