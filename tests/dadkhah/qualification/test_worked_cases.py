"""The worked cases of the law come out as they say, and would not if they did not."""

import re
import textwrap
from pathlib import Path

import pytest

from dadkhah.errors import LawFileRefused, WorkedCaseWrong, YamlRefused
from dadkhah.law import load_law
from dadkhah.qualification.worked_cases import check_worked_case, read_worked_case, worked_cases

LAW = load_law()
CASES = worked_cases(LAW)

MINIMAL = """\
the rest: met
charges:
  - respondent: R
    crime: rs-7-1-f
    mode: 25-3-a-direct
    expect:
      conclusion: {conclusion}
      {more}
"""


@pytest.mark.parametrize("worked", CASES, ids=lambda worked: worked.name)
def test_a_worked_case_comes_out_as_it_says(worked):
    check_worked_case(worked, LAW)


def test_the_law_ships_its_worked_cases():
    assert len(CASES) >= 18
    assert len({worked.title for worked in CASES}) == len(CASES)
    assert all(worked.expected or worked.refused for worked in CASES)


def test_a_wrong_conclusion_is_named(worked):
    wrong = worked(MINIMAL.format(conclusion="open", more="open: [rs-7-1-f/1]"))

    with pytest.raises(
        WorkedCaseWrong, match=r"the charge must be open and is met.*rs-7-1-f/1 must"
    ):
        check_worked_case(wrong, LAW)


def test_words_that_the_reasons_do_not_say_are_named(worked):
    wrong = worked(MINIMAL.format(conclusion="met", more="says: [a wizard did it]"))

    with pytest.raises(WorkedCaseWrong, match="must say 'a wizard did it'"):
        check_worked_case(wrong, LAW)


def test_a_check_that_is_not_raised_is_named(worked):
    wrong = worked(MINIMAL.format(conclusion="met", more="") + "checks: [single-source]\n")

    with pytest.raises(WorkedCaseWrong, match="check single-source must be raised"):
        check_worked_case(wrong, LAW)


def test_a_refusal_that_does_not_come_is_named(worked):
    wrong = worked(MINIMAL.format(conclusion="met", more="") + "refused: {code: law}\n")

    with pytest.raises(WorkedCaseWrong, match="nothing refused it"):
        check_worked_case(wrong, LAW)


def test_another_refusal_than_the_expected_one_is_named(worked):
    text = MINIMAL.format(conclusion="met", more="").replace("rs-7-1-f", "rs-9")
    wrong = worked(text + "refused: {code: not-chargeable, says: [recognition]}\n")

    with pytest.raises(WorkedCaseWrong, match=r"refused with unknown-law.*must say 'recognition'"):
        check_worked_case(wrong, LAW)


def test_a_worked_case_is_a_mapping():
    with pytest.raises(YamlRefused, match="Begin with `title"):
        read_worked_case("- a list", "x.yaml", LAW)


def test_a_misspelt_field_is_refused_with_its_line(worked):
    with pytest.raises(LawFileRefused, match=r"test.yaml:11.*becuase"):
        worked(MINIMAL.format(conclusion="met", more="") + "becuase: it is\n")


def test_the_example_of_the_specification_is_a_worked_case():
    page = Path(__file__).parents[3] / "docs" / "formats" / "worked-cases.md"
    block = re.search(r"\n\n((?:    .*\n)+)", page.read_text(encoding="utf-8"))[1]

    check_worked_case(read_worked_case(textwrap.dedent(block), page.name, LAW), LAW)


def test_worked_cases_are_read_from_any_folder(tmp_path):
    text = "title: t\nwhy: w\n" + MINIMAL.format(conclusion="met", more="")
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")

    assert [worked.name for worked in worked_cases(LAW, tmp_path)] == ["one.yaml"]
