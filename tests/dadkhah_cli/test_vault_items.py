"""Files come in under a code, and go out only to where nothing is."""

import json

import pytest
from typer.testing import CliRunner

from dadkhah.errors import ItemNotFound, OutputExists, SourceNotACode
from dadkhah_cli.app import app
from dadkhah_cli.site.home import warn_of_readers


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def report(home, tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("The school was closed.\n")
    assert run("vault", "receive", file, "--source", "S-014").exit_code == 0
    return file


@pytest.mark.parametrize("source", ["", "Maryam", "Maryam Ahmadi 2", "S-014/2"])
def test_a_name_is_no_source(home, tmp_path, source):
    with pytest.raises(SourceNotACode, match="never a name"):
        run("vault", "receive", tmp_path, "--source", source)


@pytest.mark.parametrize("verb", ["open", "prove"])
def test_nothing_is_written_over(report, tmp_path, verb):
    taken = tmp_path / "taken"
    taken.write_text("something else")

    with pytest.raises(OutputExists, match="taken is there already"):
        run("vault", verb, "report.txt", "--out", taken)
    assert taken.read_text() == "something else"


def test_a_working_copy_has_the_bytes_as_received(report, tmp_path):
    run("vault", "open", "report.txt", "--out", tmp_path / "copy")

    assert (tmp_path / "copy").read_bytes() == report.read_bytes()


def test_a_home_that_others_can_read_is_said_so_beside_the_answer(home):
    assert run("vault", "head").stderr == ""
    home.chmod(0o750)
    warn_of_readers.cache_clear()
    told = run("vault", "head", "--json")

    assert told.stderr == (
        f"Others on this machine can look into {home}. Close it: chmod -R go-rwx {home}\n"
    )
    assert json.loads(told.stdout)["size"]


def test_the_end_of_a_path_finds_those_it_may_mean(report, tmp_path):
    with pytest.raises(ItemNotFound, match=r"Was it received as 'report\.txt'\?"):
        run("vault", "open", "ort.txt", "--out", tmp_path / "copy")


def test_a_name_with_control_characters_stays_on_its_line(home, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\n\x1b[2Jگزارش").write_text("x")
    run("vault", "receive", tmp_path / "in", "--source", "S-014")

    (line,) = [one for one in run("vault", "log").output.splitlines() if "type=receive" in one]
    assert line.endswith("\\x0a\\x1b[2Jگزارش")
