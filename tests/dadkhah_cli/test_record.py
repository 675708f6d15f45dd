"""Histories that prove themselves, and records that are forgotten."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from dadkhah.errors import RecordNotFound
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.evidence import Source
from dadkhah_cli import site
from dadkhah_cli.app import app
from dadkhah_web.records.models import Revision

AT = datetime(2026, 11, 24, tzinfo=UTC)
INFO = CaseInfo(
    "small", "Small", "ICC-02/17", "Us", "To document", ("en",), ("By hand.",), ("Few.",)
)


def run(*arguments, **options):
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False, **options)


@pytest.fixture
def small(db, home, tmp_path, monkeypatch):
    """A case with one source, saved twice by one person; now another is at work."""
    monkeypatch.setenv("DADKHAH_ACTOR", "U-9c")
    case = CaseRecords(INFO, sources=(Source("S-001", "src.media", "An agency"),))
    edited = replace(case, sources=(replace(case.sources[0], reliability="C"),))
    for one in (case, edited):
        site.import_case(
            one, tmp_path, actor="U-7f3a", at=AT, update=True, progress=lambda *_: None
        )


def test_a_history_shows_who_changed_what_and_that_it_is_proven(small):
    shown = run("record", "history", "small", "source/S-001")

    assert shown.exit_code == 0
    assert [line.split()[3:5] for line in shown.output.splitlines() if "U-7f3a" in line] == [
        ["U-7f3a", "create"],
        ["U-7f3a", "change"],
    ]
    assert shown.output.count("  proven") == 2
    assert shown.output.splitlines()[-1].strip() == "reliability: C"


def test_a_history_can_be_read_by_programs(small):
    first, second = json.loads(run("record", "history", "small", "source/S-001", "--json").output)

    assert first["cells"]["reliability"] == "F"
    assert second["changed"] == ["reliability"]


def test_the_head_of_a_case_has_a_history_too(small):
    assert "create" in run("record", "history", "small", "case/small").output


@pytest.mark.parametrize("name", ["S-001", "sources/S-001", "source/"])
def test_what_names_no_record_is_told_how_to_name_one(small, name):
    for command in (
        ["history", "small", name],
        ["forget", "small", name, "--reason", "x", "--yes"],
    ):
        with pytest.raises(RecordNotFound, match=r"kind/id, for example act/A-0001; .* passage,"):
            run("record", *command)


def test_a_history_that_is_not_proven_is_a_matter_of_custody(small):
    Revision.objects.filter(code="S-001", number=2).update(actor="U-0000")
    shown = run("record", "history", "small", "source/S-001")

    assert shown.exit_code == 3
    assert "NOT PROVEN: The log says otherwise of: actor." in shown.output


def test_a_record_is_forgotten_only_after_a_yes(small):
    arguments = ("record", "forget", "small", "source/S-001", "--reason", "withdrawn")

    assert run(*arguments, input="n\n").exit_code == 1
    assert site.load_case("small").sources
    assert run(*arguments, input="y\n").exit_code == 0
    assert site.load_case("small").sources == ()
    assert "U-9c  forget (withdrawn)" in run("record", "history", "small", "source/S-001").output


def test_a_check_of_all_records_answers_with_its_exit_code(small):
    sound = run("record", "check", "small")
    Revision.objects.filter(code="S-001", number=2).update(actor="U-0000")
    unsound = run("record", "check", "small", "--json")

    assert sound.output == "2 records and 3 revisions compared with the log: no problems.\n"
    assert (sound.exit_code, unsound.exit_code) == (0, 3)
    assert "source/S-001, revision 2" in json.loads(unsound.output)["problems"][0]
