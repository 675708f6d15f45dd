"""A finding that names charges counts for those alone, and what it rests on with it."""

from dataclasses import replace

import pytest

from dadkhah.errors import UnknownRecord
from dadkhah.qualification.matrix import print_matrix, proof_matrix
from dadkhah.qualification.qualify import qualify, qualify_case
from dadkhah.qualification.scope import Scope
from dadkhah.records.conclusion import Conclusion

ORDERS = """\
the rest: met
charges:
  - {respondent: R, crime: rs-7-1-e, mode: 25-3-b-ordering}
  - {respondent: R, crime: rs-7-1-f, mode: 25-3-b-ordering}
  - {respondent: Q, crime: rs-7-1-f, mode: 25-3-b-ordering}
facts:
  - {id: F-1, says: s, under: [25-3-b-ordering/2], about: R, from: [a, b]}
findings:
  - {on: 25-3-b-ordering/2, about: R, analyst: A-1, conclusion: met, charges: [C-1], facts: [F-1]}
"""


@pytest.fixture(scope="session")
def case(records):
    return records(ORDERS)


def test_an_order_for_one_charge_is_not_taken_for_another(case, law):
    imprisonment, torture, other = qualify_case(case, law)
    ordered = torture.mode_elements[1]

    assert [imprisonment.conclusion, torture.conclusion] == [Conclusion.MET, Conclusion.OPEN]
    assert ordered.propositions == ()
    assert ordered.gaps == (
        "No proposition is charted and nobody has concluded on it.",
        "N-1 is about C-1 alone and does not count here.",
    )
    assert other.conclusion is Conclusion.MET


def test_what_two_findings_rest_on_stays_where_one_of_them_counts(case, law):
    shared = replace(case.findings[0], id="N-99", charges=("C-2",), conclusion=Conclusion.OPEN)
    both = replace(case, findings=(*case.findings, shared))
    ordered = qualify_case(both, law)[1].mode_elements[1]

    assert [p.id for p in ordered.propositions] == ["F-1"]
    assert ordered.reasons == ("A-1 concludes open for C-2 on F-1 (N-99).",)


def test_a_charge_that_the_case_does_not_have_is_not_passed_over(case, law):
    stray = replace(case.findings[0], charges=("C-404",))

    with pytest.raises(UnknownRecord, match="Finding N-1 names 'C-404'"):
        qualify(case.charges[0], replace(case, findings=(stray,)), law)


@pytest.mark.parametrize(
    ("scope", "admitted"),
    [
        (Scope("R", "C-1", "gender"), True),
        (Scope("R", "C-1", "political"), False),
        (Scope("R", "C-2", "gender"), False),
        (Scope("R"), False),
    ],
)
def test_a_finding_limited_to_charge_and_ground_needs_both(case, scope, admitted):
    assert scope.admits(replace(case.findings[0], ground="gender")) is admitted


def test_charges_of_one_person_that_differ_have_their_own_columns(case, law):
    matrix = proof_matrix(case, law)
    ordering = next(s for s in matrix.sections if s.kind == "mode")

    assert [(c.name, c.charges) for c in matrix.columns] == [
        ("R C-1", ("C-1",)),
        ("R C-2", ("C-2",)),
        ("Q", ("C-3",)),
    ]
    assert [cell.conclusion.name for cell in ordering.rows[1].cells] == ["MET", "OPEN", "MET"]
    assert "R C-1           R C-2           Q" in print_matrix(matrix, width=100)
