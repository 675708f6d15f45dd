"""Programs of others write down speech and translate; where there is none, one sentence says so."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

from dadkhah.derivation.outcome import Done, Failed, Reason
from dadkhah.derivation.plug_ins.contract import GROUP, Work
from dadkhah.derivation.plug_ins.finding import is_plugged_in
from dadkhah.derivation.plug_ins.timed import TimedLine, clock, timed_lines
from dadkhah.derivation.text_layer import Page, TextLayer, write_text_layer

MANUAL = Path(__file__).parents[4] / "docs" / "guide" / "developer-plug-ins.md"
LETTER = write_text_layer(TextLayer((Page(1, "", 0, 0, "مکتب بسته"), Page(2, "", 0, 0, " "))))


@pytest.fixture
def plugged_in(tmp_path, monkeypatch):
    """Install the program that the manual shows, as an installer would."""
    manual = MANUAL.read_text("utf-8")
    project, module = (
        re.search(rf"```{kind}\n(.*?)```", manual, re.DOTALL)[1] for kind in ("toml", "python")
    )
    about = tomllib.loads(project)["project"]
    folder = tmp_path / "site"
    info = folder / "dadkhah_example-1.2.dist-info"
    info.mkdir(parents=True)
    (folder / "dadkhah_example.py").write_text(module, "utf-8")
    (info / "METADATA").write_text(f"Name: {about['name']}\nVersion: {about['version']}\n")
    points = about["entry-points"][GROUP]
    lines = [f"[{GROUP}]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(folder)
    yield
    sys.modules.pop("dadkhah_example", None)


def test_what_is_said_becomes_lines_with_times_beside_them(run, plugged_in):
    outcome = run("speech", b"sound")

    assert isinstance(outcome, Done), outcome
    assert run.layer().pages[0].text == "مکتب بسته شد\nهیچ کس نیامد"
    assert outcome.answer["times"] == {"1": [[0.0, 2.5], [83.0, 85.2]]}
    assert outcome.answer["program"] == "example-speech 1.2"
    assert outcome.answer["languages"] == {"1": "fa"}


def test_what_a_program_cannot_read_is_a_failure_with_its_sentence(run, plugged_in):
    outcome = run("speech", b"")

    assert isinstance(outcome, Failed)
    assert (outcome.reason, outcome.message) == (Reason.DAMAGED, "The sound is empty.")


def test_pages_are_translated_one_by_one_and_the_text_stays(run, plugged_in):
    outcome = run("translation", LETTER, into="en", language="fa")

    assert outcome.answer["pages"] == {"1": "[fa to en] مکتب بسته"}
    assert (outcome.answer["into"], outcome.answer["program"]) == ("en", "example-words 0.3")
    assert not (run.folder / "text.json").exists()


@pytest.mark.parametrize(("task", "what"), [("speech", "writes down"), ("translation", "translat")])
def test_without_a_program_one_sentence_says_so(run, task, what):
    outcome = run(task, LETTER)

    assert isinstance(outcome, Failed)
    assert outcome.reason == Reason.NO_PROGRAM
    assert what in outcome.message
    assert not is_plugged_in(Work(task))


def test_one_learns_that_a_program_is_there_without_loading_it(plugged_in):
    assert is_plugged_in(Work.SPEECH)
    assert is_plugged_in(Work.TRANSLATION)
    assert "dadkhah_example" not in sys.modules


def test_lines_are_shown_with_the_moment_they_are_said():
    assert timed_lines("one\ntwo", [[0, 2], [83.4, 85]]) == (
        TimedLine("one", 0, "0:00:00"),
        TimedLine("two", 83.4, "0:01:23"),
    )
    assert clock(3 * 3600 + 62) == "3:01:02"


def test_lines_that_a_person_joined_lose_their_times_and_no_words():
    assert timed_lines("one and two", [[0, 2], [83.4, 85]]) == ()
