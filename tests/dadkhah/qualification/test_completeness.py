"""The checks say what a reader would attack, and what must be shown."""

from dataclasses import replace
from datetime import date

import pytest

from dadkhah.qualification.chart import chart
from dadkhah.qualification.completeness import (
    Severity,
    completeness_checks,
    independent_sources,
    print_checks,
)
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.evidence import Citations

FACT = """\
the rest: met
charges:
  - {{respondent: R, crime: rs-7-1-f, mode: 25-3-a-direct}}
facts:
  - {{id: F-1, says: s, under: [rs-7-1-f/1], act: tor.beating, {fact}}}
findings:
  - {{on: rs-7-1-f/1, analyst: A-1, conclusion: {conclusion}, facts: [F-1]}}
"""
SOUND = "from: [a, b]"


@pytest.fixture(scope="session")
def case(records):
    return lambda fact=SOUND, conclusion="met": records(
        FACT.format(fact=fact, conclusion=conclusion)
    )


def codes(case, law, **more):
    return {check.code for check in completeness_checks(case, law, **more)}


def check(case, law, code, **more):
    (found,) = [c for c in completeness_checks(case, law, **more) if c.code == code]
    return found


def test_a_sound_chart_leaves_nothing_to_remark(case, law):
    assert completeness_checks(case(), law) == ()
    assert print_checks((), width=80, in_full=True) == "CHECKS: nothing to remark.\n"


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("from: [a]", "single-source"),
        ("from: [a, b, c], copies: true", "copies-of-one-source"),
        ("from: [a, b], against: [c]", "contrary-passage"),
        ("from: [a, b], sensitivity: sealed", "withheld-passage"),
        ("from: [a, b], sensitivity: restricted", "withheld-passage"),
        ("from: [a, b], grade: E2", "low-credibility-only"),
        ("from: [a, b], grade: B5", "low-credibility-only"),
        ("from: [a, b], grade: F6", "not-graded"),
        ("from: [a, b], on: 1999/..", "date-uncertain"),
        ("from: [a, b], on: 2019", "fact-outside-period"),
    ],
)
def test_each_weakness_of_a_fact_has_its_own_check(case, law, fact, code):
    assert codes(case(fact), law) - {"not-graded"} | {code} == {code}


def test_unknown_is_not_doubtful(case, law):
    assert check(case("from: [a, b], grade: F6"), law, "not-graded").severity is Severity.SHOWN
    assert codes(case("from: [a, b], grade: F2"), law) == set()


@pytest.mark.parametrize("grade", ["E2", "B5", "F6"])
def test_one_sound_passage_is_enough_beside_a_doubtful_or_ungraded_one(case, law, grade):
    small = case()
    first = replace(small.items[0], credibility=grade[1])
    poor = tuple(replace(s, reliability=grade[0]) if s.id == "a" else s for s in small.sources)

    assert codes(replace(small, items=(first, *small.items[1:]), sources=poor), law) == set()


def test_sources_that_repeat_one_report_count_once_beside_another(case, law):
    small = case("from: [a, b, c]")
    sources = tuple(
        replace(s, independence_group="agency") if s.id in {"a", "b"} else s for s in small.sources
    )
    small = replace(small, sources=sources)
    groups = independent_sources(chart(small, law), small.propositions[0])

    assert [[s.id for s in group] for group in groups] == [["a", "b"], ["c"]]
    assert codes(small, law) == set()


def cited(case, law, **citations):
    small = case(conclusion="open")
    bare = replace(small.propositions[0], citations=Citations(**citations))
    return codes(replace(small, propositions=(bare, *small.propositions[1:])), law)


def test_a_proposition_without_passages_or_without_support_is_named(case, law):
    assert cited(case, law) == {"proposition-without-passage"}
    assert cited(case, law, context=("X-1",)) == {"proposition-without-support"}
    assert cited(case, law, contradicts=("X-1",)) == {
        "proposition-without-support",
        "contrary-passage",
    }


def test_an_exonerating_item_that_nobody_cites_is_shown(case, law):
    small = case()
    extra = replace(small.items[0], id="I-99", role="ev.exonerating")

    found = check(replace(small, items=(*small.items, extra)), law, "exonerating-item-uncited")

    assert found.subject == "I-99"


def test_an_exonerating_item_that_is_cited_needs_no_remark(case, law):
    small = case()
    items = tuple(replace(i, role="ev.exonerating") if i.id == "I-1" else i for i in small.items)

    assert codes(replace(small, items=items), law) == set()


def test_a_fact_after_the_day_given_is_refused(case, law):
    small = case("from: [a, b], on: 2024-06-01")

    assert codes(small, law, on=date(2024, 6, 1)) == set()
    found = check(small, law, "fact-after-date", on=date(2024, 5, 31))
    assert found.severity is Severity.REFUSED


def test_a_fact_before_jurisdiction_is_listed_and_not_raised(case, law):
    found = [c.subject for c in completeness_checks(case("from: [a, b], on: 1999"), law)]

    assert found == ["N-1", "F-1"]


def test_a_refused_finding_is_listed_and_not_raised(case, law):
    small = case()
    bare = replace(small.findings[0], propositions=())

    assert codes(replace(small, findings=(bare,)), law) == {"finding-without-evidence"}


def test_a_refused_charge_is_listed_and_not_raised(case, law):
    small = case()
    apartheid = replace(small.charges[0], id="C-2", crime="gender-apartheid")
    found = check(replace(small, charges=(*small.charges, apartheid)), law, "not-chargeable")

    assert found.subject == "C-2"


def test_a_charge_of_persecution_without_a_ground_is_named(case, law):
    small = case()
    charge = replace(small.charges[0], crime="rs-7-1-h")

    assert "ground-missing" in codes(replace(small, charges=(charge,)), law)


def moved(small, element, **changed):
    findings = tuple(replace(f, **changed) if f.element == element else f for f in small.findings)
    return replace(small, findings=findings)


@pytest.mark.parametrize("element", ["rs-7-1-f/5", "25-3-a-direct/1"])
def test_a_personal_finding_that_names_nobody_is_remarked(case, law, element):
    assert "finding-for-nobody" in codes(moved(case(), element, respondent=""), law)


def test_a_finding_on_the_attack_for_one_respondent_is_remarked(case, law):
    found = codes(moved(case(), "cah-attack", respondent="R"), law)

    assert "context-for-one-respondent" in found


def test_a_finding_on_a_fact_of_another_element_is_remarked(case, law):
    found = check(
        moved(case(), "rs-7-1-f/2", propositions=("F-1",)), law, "proposition-of-another-element"
    )

    assert "rests on F-1" in found.message


def test_the_nexus_of_a_crime_may_rest_on_facts_charted_for_all_crimes(case, law):
    small = case()
    shared = replace(small.propositions[0], id="F-9", elements=("cah-nexus",))
    small = replace(small, propositions=(*small.propositions, shared))
    found = codes(moved(small, "rs-7-1-f/4", propositions=("F-9",)), law)

    assert "proposition-of-another-element" not in found


def charged_twice(small):
    return replace(
        small, charges=(*small.charges, replace(small.charges[0], id="C-2", crime="rs-7-1-e"))
    )


def test_one_order_used_for_two_crimes_is_remarked(case, law):
    checks = completeness_checks(charged_twice(case()), law)
    found = [c for c in checks if c.code == "mode-shared-between-crimes"]

    assert len(found) == len(law.modes["25-3-a-direct"].elements)
    assert "names no charge and counts for C-1 and C-2 (rs-7-1-f, rs-7-1-e)" in found[0].message


def test_an_order_that_names_both_charges_is_not_remarked(case, law):
    small = charged_twice(case())
    for element in law.modes["25-3-a-direct"].elements:
        small = moved(small, element.id, charges=("C-1", "C-2"))

    assert "mode-shared-between-crimes" not in codes(small, law)


@pytest.mark.parametrize(
    ("element", "respondent", "remarked"),
    [
        ("rs-7-1-f/1", "", False),  # C-1 is torture
        ("25-3-a-direct/1", "R", False),
        ("cah-knowledge", "R", False),  # charted for all crimes, counts in each
        ("rs-7-1-e/1", "", True),
        ("rs-7-1-f/1", "S", True),
    ],
)
def test_a_finding_on_a_charge_that_lacks_its_element_is_remarked(
    case, law, element, respondent, remarked
):
    small = case()
    stray = replace(small.findings[0], id="N-9", element=element, respondent=respondent)
    stray = replace(stray, charges=("C-1",))
    found = codes(replace(small, findings=(*small.findings, stray)), law)

    assert ("charge-without-element" in found) is remarked


def test_a_finding_on_the_attack_for_one_charge_is_remarked(case, law):
    found = codes(moved(case(), "cah-attack", charges=("C-1",)), law)

    assert "context-for-one-charge" in found
    assert "charge-without-element" not in found


def test_two_charges_of_one_crime_share_nothing(case, law):
    small = case()
    second = replace(small.charges[0], id="C-2")

    assert codes(replace(small, charges=(*small.charges, second)), law) == set()


def test_a_mode_nobody_concluded_on_is_not_shared(case, law):
    small = case()
    second = replace(small.charges[0], id="C-2", crime="rs-7-1-e")
    small = replace(small, charges=(*small.charges, second))
    unproved = tuple(f for f in small.findings if not f.element.startswith("25"))

    assert "mode-shared-between-crimes" not in codes(replace(small, findings=unproved), law)


def test_a_war_crime_needs_no_context_of_an_attack(case, law):
    small = case()
    charge = replace(small.charges[0], crime="rs-8-2-c-i-1")
    bare = replace(small, charges=(charge,), findings=(), propositions=())

    assert "context-not-charted" not in codes(bare, law)


def test_elements_without_propositions_are_named_one_by_one(case, law):
    small = replace(case(), findings=(), propositions=())
    found = [c.subject for c in completeness_checks(small, law)]

    assert "C-1 rs-7-1-f/1" in found
    assert "cah-widespread or cah-systematic" in found
    assert len(found) == len(set(found))


def test_checks_print_by_kind_and_the_refused_ones_in_full(case, law):
    small = case("from: [a], against: [c]")
    bare = replace(small.findings[1], propositions=())
    checks = completeness_checks(replace(small, findings=(*small.findings, bare)), law)
    by_kind = print_checks(checks, width=80, in_full=False)
    in_full = print_checks(checks, width=80, in_full=True)

    assert "REFUSED, until put right" in by_kind
    assert "rests on no proposition" in by_kind.replace("\n    ", " ")
    assert "single-source (1): F-1" in by_kind
    assert "single-source: Proposition F-1 rests on one source alone, a." in in_full
    assert max(map(len, (by_kind + in_full).splitlines())) <= 80


def test_the_wording_of_no_check_is_a_verdict(case, law):
    small = case("from: [a], against: [c], sensitivity: sealed", "not met")

    for remark in completeness_checks(small, law):
        assert "guilty" not in remark.message.lower()
    assert Conclusion.NOT_MET in {f.conclusion for f in small.findings}
