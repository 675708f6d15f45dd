"""`dadkhah charge` prints the matrix and the gaps of a case folder, without Django."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dadkhah.errors import CaseNotNamed, UnknownLawReference, UnknownRecord
from dadkhah.exchange.casefolder import read_case_folder
from dadkhah_cli import charge, site

FILES = {
    "case.yaml": """\
slug: small
title: A small case
situation: ICC-02/17
sender: An organisation
mandate: To document
languages: [en]
method: [Collected from published reports.]
limits: [Two sources only.]
""",
    "sources.csv": "id,kind,description\nS-1,src.media,A paper\nS-2,src.speech,A ministry\n",
    "items.csv": "id,source,file,title,media_type\n"
    "I-1,S-1,evidence/1.txt,Report,text/plain\nI-2,S-2,evidence/2.txt,Denial,text/plain\n",
    "evidence/1.txt": "Girls were kept out of school.",
    "evidence/2.txt": "Schools are open.",
    "passages.csv": "id,item,quote\nX-1,I-1,kept out of school\nX-2,I-2,Schools are open\n",
    "persons.csv": "id,kind\nP-one,individual\n",
    "events.csv": "id,title,date,places\nE-1,Ban,2022-03-23,national\n",
    "acts.csv": "id,event,type,date,places,summary,supports\n"
    "A-1,E-1,res.education,2022-03-23,national,Girls were kept out of school.,X-1\n",
    "propositions.csv": "id,text,elements,acts,supports,contradicts\n"
    "F-1,Girls were kept out.,rs-7-1-h/4,A-1,X-1,X-2\n",
    "findings.csv": "id,element,conclusion,analyst,propositions\nN-1,rs-7-1-h/4,MET,A-1,F-1\n",
    "charges.csv": "id,respondent,crime,mode,grounds,period,status\n"
    "C-01,P-one,rs-7-1-h,25-3-b-ordering,gender,2021-08-15/2025-01-20,proposed\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("case")
    (made / "evidence").mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def run(*arguments, **environment):
    result = CliRunner().invoke(charge.app, [*map(str, arguments)], env=environment)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_matrix_of_a_folder_reads_without_colour(folder):
    result = run("matrix", "--case-folder", folder)

    assert result.exit_code == 0
    assert "PERSECUTION (rome-statute/7(1)(h))" in result.stdout
    assert "? OPEN 1:1" in result.stdout
    assert "? OPEN      C-01  P-one: Persecution (gender) by ordering" in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_the_matrix_ends_with_the_checks_in_short_or_in_full(folder):
    short = run("matrix", "--case-folder", folder).stdout
    full = run("matrix", "--case-folder", folder, "--checks").stdout

    assert "  - single-source (1): F-1" in short
    assert "single-source: Proposition F-1 rests on one source alone" in full


def test_the_matrix_fits_a_narrow_terminal(folder):
    result = run("matrix", "--case-folder", folder, COLUMNS="60")

    assert max(map(len, result.stdout.splitlines())) <= 60


def test_the_matrix_as_json_has_sections_charges_and_checks(folder):
    arguments = ("--case-folder", folder, "--json", "--on", "2026-11-24")
    value = json.loads(run("matrix", *arguments).stdout)

    assert value["on"] == "2026-11-24"
    assert "rs-7-1-h/4" in value["charges"][0]["gaps"]
    assert {"single-source", "contrary-passage"} <= {c["code"] for c in value["checks"]}


def test_gaps_say_what_is_missing_as_text_and_as_json(folder):
    text = run("gaps", "--case-folder", folder).stdout
    value = json.loads(run("gaps", "--case-folder", folder, "--json").stdout)

    assert "none of its propositions rests on an act of another crime" in " ".join(text.split())
    assert "rs-7-1-h/4" in [gap["element"] for gap in value["charges"][0]["gaps"]]


def test_crime_and_respondent_narrow_both(folder):
    narrowed = ("--case-folder", folder, "--crime", "rs-7-1-f", "--json")

    assert json.loads(run("matrix", *narrowed).stdout)["charges"] == []
    assert json.loads(run("gaps", *narrowed).stdout)["charges"] == []
    kept = ("--case-folder", folder, "--respondent", "P-one", "--json")
    assert len(json.loads(run("matrix", *kept).stdout)["charges"]) == 1


def test_a_misspelt_crime_or_person_is_refused_and_not_an_empty_answer(folder):
    with pytest.raises(UnknownLawReference, match="rs-7-1-hh"):
        run("matrix", "--case-folder", folder, "--crime", "rs-7-1-hh")
    with pytest.raises(UnknownRecord, match="--respondent names 'P-two'"):
        run("gaps", "--case-folder", folder, "--respondent", "P-two")


@pytest.mark.parametrize("arguments", [[], ["slug", "--case-folder", "."]])
def test_exactly_one_case_is_named(arguments):
    with pytest.raises(CaseNotNamed, match="--case-folder PATH"):
        run("matrix", *arguments)


def test_a_name_is_looked_up_in_the_database(folder, monkeypatch):
    monkeypatch.setattr(site, "load_case", {"small": read_case_folder(folder)}.__getitem__)
    monkeypatch.setattr(site, "use_home", lambda home: None)

    assert run("matrix", "small").stdout == run("matrix", "--case-folder", folder).stdout


def test_colour_is_for_a_terminal_that_wants_it(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert charge._coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not charge._coloured()


def test_a_case_folder_never_enters_django(folder):
    script = (
        "import sys; from dadkhah_cli.charge import app; "
        f"app(['matrix', '--case-folder', {str(folder)!r}], standalone_mode=False); "
        "sys.exit('django' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert ran.returncode == 0, ran.stderr
