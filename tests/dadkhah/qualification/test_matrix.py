"""The proof matrix reads without colour, in a hundred columns and in forty."""

import json
from dataclasses import replace
from datetime import date

import pytest

from dadkhah.qualification.completeness import completeness_checks
from dadkhah.qualification.matrix import matrix_json, print_matrix, proof_matrix
from dadkhah.qualification.qualify import qualify_case
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.persons import PersonName

CASE = """\
the rest: open
charges:
  - {respondent: R-1, crime: rs-7-1-h, mode: 25-3-b-ordering, grounds: [gender]}
  - {respondent: R-1, crime: rs-7-1-h, mode: 25-3-b-inducing, grounds: [gender]}
  - {respondent: R-2, crime: rs-7-1-f, mode: 25-3-b-ordering}
facts:
  - {id: F-1, says: s, under: [rs-7-1-h/1], act: res.work, from: [a, b], against: [c]}
findings:
  - {on: rs-7-1-h/1, analyst: A-1, conclusion: met, facts: [F-1]}
  - {on: rs-7-1-h/2, analyst: A-1, conclusion: not met, facts: [F-1]}
  - {on: rs-7-1-h/3, analyst: A-1, conclusion: met, facts: [F-1]}
  - {on: rs-7-1-h/3, analyst: A-2, conclusion: open}
"""
WAR_CRIME = """\
the rest: open
charges:
  - {respondent: R-1, crime: rs-8-2-c-i-1, mode: 25-3-a-direct}
"""


@pytest.fixture(scope="session")
def case(records):
    named = (PersonName("R-1", "Somebody With A Long Name", "en", "main"),)
    return replace(records(CASE), person_names=named)


@pytest.fixture(scope="session")
def matrix(case, law):
    return proof_matrix(case, law, on=date(2026, 11, 24))


def test_respondents_are_columns_and_the_law_gives_the_sections(matrix):
    assert [(c.respondent, c.charges) for c in matrix.columns] == [
        ("R-1", ("C-1", "C-2")),
        ("R-2", ("C-3",)),
    ]
    assert [(s.kind, s.id) for s in matrix.sections] == [
        ("context", "context"),
        ("crime", "rs-7-1-h"),
        ("crime", "rs-7-1-f"),
        ("mode", "25-3-b-ordering"),
        ("mode", "25-3-b-inducing"),
    ]


def test_a_cell_is_empty_where_nobody_is_charged(matrix):
    persecution = matrix.sections[1]

    assert [row.cells[1] for row in persecution.rows] == [None] * 6
    assert persecution.rows[0].cells[0].conclusion is Conclusion.MET


def test_the_context_is_one_conclusion_for_every_column(matrix):
    for row in matrix.sections[0].rows:
        assert row.cells[0] is row.cells[1]


def test_a_war_crime_alone_has_no_context_of_an_attack(records, law):
    sections = proof_matrix(records(WAR_CRIME), law).sections

    assert [s.kind for s in sections] == ["crime", "mode"]


def test_the_matrix_holds_what_the_qualifications_say(matrix, case, law):
    assert matrix.qualifications == qualify_case(case, law, on=date(2026, 11, 24))


def test_crimes_and_respondents_narrow_it(case, law):
    assert [c.respondent for c in proof_matrix(case, law, crimes=["rs-7-1-f"]).columns] == ["R-2"]
    assert [s.id for s in proof_matrix(case, law, respondents=["R-1"]).sections] == [
        "context",
        "rs-7-1-h",
        "25-3-b-ordering",
        "25-3-b-inducing",
    ]


def test_the_text_says_every_conclusion_in_words(matrix):
    text = print_matrix(matrix, width=100)
    lines = text.splitlines()

    assert any(line.endswith("+ MET 2:1       .") for line in lines)
    assert any(line.endswith("x NOT MET 2:1   .") for line in lines)
    assert any(line.endswith("~ DISPUTED 2:1  .") for line in lines)
    assert any(line.endswith("? OPEN          ? OPEN") for line in lines)
    assert "What follows is alleged" in text
    assert "guilty" not in text.lower()


def test_the_text_lists_the_charges_with_their_conclusion(matrix):
    text = print_matrix(matrix, width=100)

    assert "x NOT MET   C-1  R-1: Persecution (gender) by ordering; proposed; 9 of 10" in text
    assert "? OPEN      C-3  R-2: Torture by ordering; proposed; 9 of 9" in text


@pytest.mark.parametrize("width", [0, 39, 40, 41, 57, 58, 72, 80, 99, 100, 101, 160])
def test_at_every_width_no_line_is_wider_and_no_cell_is_lost(matrix, width):
    text = print_matrix(matrix, width=width)

    assert max(map(len, text.splitlines())) <= max(width, 40)
    assert text.count("NOT MET 2:1") == 1
    assert text.count("DISPUTED 2:1") == 1


def test_a_narrow_terminal_repeats_the_matrix_for_each_respondent(matrix):
    text = print_matrix(matrix, width=40)

    assert text.count("PERSECUTION") == 2
    assert text.count("Somebody With") == 1
    assert text.count("R-2\n") == 1


def test_colour_is_added_to_cells_and_changes_no_word(matrix):
    marked = print_matrix(matrix, width=100, paint=lambda text, _: f"<{text}>")

    assert "<+ MET> 2:1" in marked
    assert marked.replace("<", "").replace(">", "") == print_matrix(matrix, width=100)


def test_no_charges_make_a_short_matrix(case, law):
    text = print_matrix(proof_matrix(case, law, crimes=["rs-7-1-a"]), width=100)

    assert text.endswith("No charges.\n")


def test_the_json_is_plain_and_complete(matrix, case, law):
    checks = completeness_checks(case, law)
    value = json.loads(json.dumps(matrix_json(matrix, checks)))
    cell = value["sections"][1]["rows"][0]["cells"][0]

    assert value["law_version"] == law.version
    assert value["on"] == "2026-11-24"
    assert cell["conclusion"] == "MET"
    assert cell["propositions"] == ["F-1"]
    assert (len(cell["passages_for"]), len(cell["passages_against"])) == (2, 1)
    assert value["sections"][1]["rows"][0]["cells"][1] is None
    assert value["sections"][1]["rows"][4]["cells"][0]["parts"]["cah-policy"] == "OPEN"
    assert value["charges"][0]["conclusion"] == "NOT_MET"
    assert value["charges"][0]["gaps"][:2] == ["rs-7-1-h/2", "rs-7-1-h/3"]
    assert {c["severity"] for c in value["checks"]} == {"weak", "shown"}


def test_a_matrix_without_a_day_says_none(case, law):
    assert matrix_json(proof_matrix(case, law))["on"] is None
    assert ", on " not in print_matrix(proof_matrix(case, law), width=100)
