"""`dadkhah law` checks, shows and dates the law."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from dadkhah.errors import UnknownLawReference
from dadkhah.law import load_law
from dadkhah.resources import shipped
from dadkhah_cli.law import app


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def shown(identifier: str) -> str:
    result = run("show", identifier)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def broken_folder(tmp_path):
    folder = shutil.copytree(shipped("law"), tmp_path / "law")
    crime = folder / "crimes" / "rs-7-1-h.yaml"
    text = crime.read_text(encoding="utf-8")
    crime.write_text(text.replace("element_count: 6", "element_count: 7"), encoding="utf-8")
    return folder


def test_the_shipped_law_passes_its_check():
    result = run("check")

    assert result.exit_code == 0
    assert "25 crimes, 13 modes of liability, 7 instruments, 130 restrictions" in result.stdout
    assert "0 findings" in result.stdout


def test_a_finding_is_printed_with_file_line_and_code_and_the_answer_is_no(broken_folder):
    result = run("check", "--law-folder", str(broken_folder))

    assert result.exit_code == 1
    assert result.stdout.startswith(
        "law/crimes/rs-7-1-h.yaml:3: rs-7-1-h has 6 elements, but element_count says 7 "
        "[element-count]\n"
    )


def test_a_worked_case_that_comes_out_otherwise_is_a_finding(tmp_path):
    folder = shutil.copytree(shipped("law"), tmp_path / "law")
    crime = folder / "crimes" / "rs-7-1-h.yaml"
    text = crime.read_text(encoding="utf-8")
    crime.write_text(text.replace("    needs: act-of-another-crime\n", ""), encoding="utf-8")

    result = run("check", "--law-folder", str(folder))

    assert result.exit_code == 1
    assert "school" in result.stdout
    assert "[worked-case-wrong]" in result.stdout


def test_findings_come_as_json_too(broken_folder):
    result = run("check", "--json", "--law-folder", str(broken_folder))

    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)
    assert finding["code"] == "element-count"
    assert finding["place"] == "law/crimes/rs-7-1-h.yaml:3"


def test_a_crime_is_shown_with_elements_cites_and_the_notice_that_the_wording_is_ours():
    text = shown("rs-7-1-h")

    assert text.startswith("rs-7-1-h: Persecution (crime)\n")
    assert "  آزار و تعقیب · ځورونه او تعقیب (unofficial translations)\n" in text
    assert "4. [circumstance: connection] The conduct was connected with any act in 7(1)" in text
    assert "icc-elements/7(1)(h)#4\n" in text
    assert "needs: act-of-another-crime\n" in text
    assert "shown by: cah-attack, cah-widespread or cah-systematic, cah-policy, cah-nexus" in text
    assert "file: law/crimes/rs-7-1-h.yaml:3\n" in text
    assert "The wording is ours and unofficial; the official text governs." in text


def test_a_crime_is_found_by_its_article():
    assert shown("7(1)(h)") == shown("rs-7-1-h")


def test_gender_apartheid_is_shown_as_a_concept_nobody_can_be_charged_with():
    text = shown("gender-apartheid")

    assert "A concept, not a crime: nobody can be charged with it." in text
    assert "It belongs in the recognition requests of an open letter" in text


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("25-3-b-ordering", "25-3-b-ordering: Ordering (mode of liability)"),
        ("cah-policy", "cite: rome-statute/7(2)(a); icc-elements/7-introduction#3 and fn 6"),
        ("cah-context-nexus", "- cah-widespread or cah-systematic"),
        ("cedaw", "10. all levels, scholarships, sport, drop-out (education)"),
        ("cedaw/10", "right: all levels, scholarships, sport, drop-out"),
        ("afg-r-012", "areas: work"),
        ("rs-7-1-i/1", "alternatives:"),
        ("rs-7-1-h/6", "shown by: cah-knowledge"),
        ("lib.hijab", "crimes: rs-7-1-e, rs-7-1-h"),
        ("provinces", "- AF-BDG: Badghis"),
        ("jurisdiction", "temporal start: 2003-05-01"),
        ("penalties", "- 110: review of sentence"),
        ("icc-otp-article-15", "who: Any person, group or NGO."),
        ("akhundzada", "modes: 25-3-b-ordering, 25-3-b-inducing, 25-3-b-soliciting"),
        ("CERD", "consent: accession"),
        ("date_precision", "- day: day"),
    ],
)
def test_everything_in_the_law_can_be_shown(identifier, expected):
    assert expected in shown(identifier)


def test_an_identifier_used_twice_shows_both():
    text = shown("education")

    assert "(code of restriction_areas)" in text
    assert "(code of rights)" in text


def test_an_unknown_identifier_is_refused_with_those_like_it():
    with pytest.raises(UnknownLawReference, match=r"nothing called `rs-7-1-hh`\. Did you mean rs-"):
        run("show", "rs-7-1-hh")


def test_an_identifier_like_none_is_refused_with_the_way_to_list_them():
    with pytest.raises(UnknownLawReference, match="lists them"):
        run("show", "???")


def test_json_holds_the_same_with_version_and_notice():
    document = json.loads(run("show", "rs-7-1-h", "--json").stdout)

    assert document["version"] == load_law().version
    assert "official text governs" in document["notice"]
    (crime,) = document["found"]
    assert crime["kind"] == "crime"
    assert crime["in_force_from"] == "2002-07-01"
    assert [element["number"] for element in crime["elements"]] == [1, 2, 3, 4, 5, 6]
    assert crime["elements"][3]["kind"] == "circumstance"
    assert crime["names"]["fa"] == "آزار و تعقیب"


def test_json_holds_a_vocabulary_by_code():
    document = json.loads(run("show", "provinces", "--json").stdout)

    assert document["found"][0]["terms"]["AF-KAB"]["names"]["ps"] == "کابل"


def test_without_an_identifier_everything_is_listed_by_kind():
    assert "concept: gender-apartheid" in run("show").stdout
    assert json.loads(run("show", "--json").stdout)["shared element"] == [
        "cah-context-nexus",
        "cah-context-knowledge",
    ]


def test_the_version_names_number_and_digest():
    printed = run("version").stdout.strip()

    assert printed == load_law().version
    assert json.loads(run("version", "--json").stdout) == {"version": printed}
