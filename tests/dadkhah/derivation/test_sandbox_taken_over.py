"""A reader that was taken over cannot hold up, nor fill, the process that started it."""

import json
import sys

import pytest

from dadkhah.derivation import sandbox
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason


@pytest.fixture
def worker(monkeypatch):
    """A reader that was taken over: it does what the script says."""

    def worker(script):
        monkeypatch.setattr(sandbox, "_COMMAND", (sys.executable, "-I", "-c", script))

    return worker


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
@pytest.mark.parametrize("name", ["walls.json", "answer.json", "text.json"])
def test_a_pipe_in_place_of_a_file_holds_nobody_up(run, worker, name):
    worker(f"import os; os.mkfifo({name!r})")

    outcome = run("plain-text", b"", Limits())

    assert isinstance(outcome, Failed)


@pytest.mark.parametrize("walls", [[[]], [{}], {"a": 1}, [1], "network", None, [["network"]]])
def test_walls_that_nobody_wrote_are_not_believed(run, worker, walls):
    worker(
        f"open('walls.json', 'w').write({json.dumps(walls)!r});"
        "open('answer.json', 'w').write('{\"answer\": {}}')"
    )

    outcome = run("plain-text", b"", Limits())

    assert isinstance(outcome, Done)
    assert outcome.walls == frozenset()


@pytest.mark.parametrize("reason", [[], {}, 1, None])
def test_a_reason_that_is_none_is_a_crash(run, worker, reason):
    written = json.dumps({"reason": reason, "message": "x"})
    worker(f"open('answer.json', 'w').write({written!r})")

    outcome = run("plain-text", b"", Limits())

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.CRASHED


def test_folders_within_folders_without_end_are_too_much(run, worker):
    worker("import os\nfor n in range(3000):\n os.mkdir('a'); os.chdir('a')")

    outcome = run("plain-text", b"", Limits(seconds=20, files=200))

    assert isinstance(outcome, Failed)


def test_an_answer_larger_than_any_of_ours_is_not_read(run, worker):
    worker("open('answer.json', 'w').write('{\"answer\": {\"a\": [' + '0,' * 30_000_000 + '0]}}')")

    outcome = run("plain-text", b"", Limits(seconds=20))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_MUCH_OUTPUT
