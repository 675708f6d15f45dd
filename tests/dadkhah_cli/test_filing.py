"""`dadkhah filing` drafts from a case folder, the same bytes twice, and names what bars it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dadkhah.errors import FormatNotKnown
from dadkhah_cli.filing import app

SAMPLE = Path(__file__).parents[2] / "examples" / "afghanistan"
CASE = ("--case-folder", str(SAMPLE), "--on", "2026-11-24")


def run(*arguments):
    return CliRunner().invoke(app, arguments)


def test_a_letter_is_written_in_every_format_and_again_the_same(tmp_path):
    for out in ("one", "two"):
        result = run("draft", "letter", *CASE, "--out", str(tmp_path / out))
        assert result.exit_code == 0, result.output

    for suffix in ("pdf", "docx", "html", "json"):
        name = f"letter.{suffix}"
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_only_the_formats_asked_for_are_written(tmp_path):
    run("draft", "communication", *CASE, "--out", str(tmp_path), "--format", "html,json")

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "communication.html",
        "communication.json",
    ]


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path):
    result = run("draft", "letter", *CASE, "--out", str(tmp_path / "x"), "--format", "pdf,odt")

    assert isinstance(result.exception, FormatNotKnown)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("kind", ["communication", "letter"])
def test_gates_are_listed_for_people_and_for_programs(kind):
    result = run("gates", kind, *CASE)
    listed = json.loads(run("gates", kind, *CASE, "--json").stdout)

    assert result.exit_code == 0, result.output
    assert "? consent:" in result.output
    assert len(listed) == 10
    assert {gate["state"] for gate in listed} == {"passed", "by hand"}


def test_a_letter_leads_to_the_folders_of_the_communication(tmp_path):
    for kind in ("communication", "letter"):
        run("draft", kind, *CASE, "--out", str(tmp_path), "--format", "html,json")
    numbers = {
        kind: {each["item"]: each["number"] for each in listing["exhibits"]}
        for kind in ("communication", "letter")
        for listing in [json.loads((tmp_path / f"{kind}.json").read_text())]
    }
    page = (tmp_path / "letter.html").read_text()

    for item, own in numbers["letter"].items():
        folder = numbers["communication"].get(item, "E-2")
        assert f'<strong id="exhibit-{own}"><a href="../exhibits/{folder}' in page
