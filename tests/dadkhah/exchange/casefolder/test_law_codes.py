"""With the law at hand, what rows name in it must be there."""

import pytest

from dadkhah.errors import CaseFolderInvalid
from dadkhah.exchange.casefolder import read_case_folder
from dadkhah.law import load_law

CHARGES = "id,respondent,crime,mode,grounds,period,status\n"


@pytest.fixture(scope="module")
def law():
    return load_law()


@pytest.fixture
def charged(folder):
    """The example with a respondent, a charge, a proposition and a finding."""
    (folder / "persons.csv").write_text("id,kind\nP-1,individual\n")
    (folder / "charges.csv").write_text(
        CHARGES + "C-1,P-1,rs-7-1-h,25-3-b-ordering,gender,2022,proposed\n"
    )
    (folder / "propositions.csv").write_text(
        "id,text,elements\nF-1,A fact,rs-7-1-h/4; cah-policy\n"
    )
    (folder / "findings.csv").write_text(
        "id,element,conclusion,analyst,propositions\nN-1,rs-7-1-h/4,OPEN,A-1,F-1\n"
    )
    return folder


def test_a_case_that_names_what_the_law_has_is_read(charged, law):
    assert read_case_folder(charged, law=law).charges[0].crime == "rs-7-1-h"


# file, old and new text, and what is told: field and reason
UNKNOWN = [
    ("sources.csv", "src.media", "src.medium", "kind", "Did you mean src.media"),
    ("acts.csv", "res.education", "res.educ", "type", "res.education"),
    ("acts.csv", "AF-KAB", "AF-XXX", "places", "`dadkhah law show provinces` lists"),
    ("propositions.csv", "cah-policy", "cah-policies", "elements", "Did you mean cah-policy"),
    ("findings.csv", "rs-7-1-h/4", "rs-7-1-h/40", "element", "no element"),
    ("findings.csv", "propositions\n", "standard\n", "standard", "no standard of proof `F-1`"),
    ("charges.csv", "rs-7-1-h", "gender-apartheid", "crime", "cannot be charged"),
    ("charges.csv", "rs-7-1-h", "rs-7-1-z", "crime", "no crime"),
    ("charges.csv", "25-3-b-ordering", "25-3-z", "mode", "no mode of liability"),
    ("findings.csv", "propositions\n", "ground\n", "ground", "no ground of rs-7-1-h/4; it depends"),
    ("charges.csv", ",gender,", ",fashion,", "grounds", "'fashion' is no ground of rs-7-1-h"),
]


@pytest.mark.parametrize(
    "unknown", UNKNOWN, ids=lambda unknown: f"{unknown[0]}-{unknown[2].strip()}"
)
def test_what_the_law_does_not_have_is_told(charged, law, unknown):
    file, old, new, field, reason = unknown
    text = (charged / file).read_text()
    assert old in text
    (charged / file).write_text(text.replace(old, new))
    with pytest.raises(CaseFolderInvalid) as refused:
        read_case_folder(charged, law=law)
    problem = refused.value.problems[0]
    assert (problem.file, problem.row, problem.field) == (file, 2, field)
    assert reason in problem.reason


def test_a_measure_may_apply_in_the_whole_country(charged, law):
    text = (charged / "acts.csv").read_text()
    (charged / "acts.csv").write_text(text.replace("AF-KAB", "national"))
    assert read_case_folder(charged, law=law).acts[0].places == ("national",)


def test_a_crime_without_grounds_has_none_to_name(charged, law):
    (charged / "charges.csv").write_text(
        CHARGES + "C-1,P-1,rs-7-1-e,25-3-b-ordering,gender,2022,proposed\n"
    )
    with pytest.raises(CaseFolderInvalid, match="rs-7-1-e; it has none"):
        read_case_folder(charged, law=law)


def test_without_the_law_its_codes_are_not_judged(charged):
    text = (charged / "acts.csv").read_text()
    (charged / "acts.csv").write_text(text.replace("res.education", "res.anything"))
    assert read_case_folder(charged).acts[0].type == "res.anything"
