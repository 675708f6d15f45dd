"""Whatever a file does to its reader, the caller gets a value and nothing else is touched."""

import json
import subprocess
import sys
import textwrap

import pytest

from dadkhah.derivation import sandbox
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason, Wall

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="walls of Linux")


@pytest.fixture
def worker(monkeypatch):
    """A reader that was taken over: it does what the script says."""

    def worker(script):
        monkeypatch.setattr(sandbox, "_COMMAND", (sys.executable, "-I", "-c", script))

    return worker


def test_a_task_answers_and_tells_what_held_it_in(run):
    outcome = run("plain-text", b"one", Limits())

    assert isinstance(outcome, Done)
    assert outcome.answer == {"encoding": "utf-8", "is_guess": False, "characters": 3}
    if sys.platform == "linux":
        assert Wall.MEMORY in outcome.walls


def test_a_task_nobody_knows_is_a_mistake_of_the_caller(run):
    with pytest.raises(ValueError, match="pdf-text"):
        run("no-such-task", b"", Limits())


def test_a_task_that_takes_too_long_is_stopped(run):
    outcome = run("plain-text", b"one", Limits(seconds=0.001))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TIMED_OUT


@on_linux
def test_a_task_that_needs_too_much_memory_fails(run):
    outcome = run("plain-text", b"a" * 15_000_000, Limits(memory=60 * 1024 * 1024))

    assert isinstance(outcome, Failed)
    assert outcome.reason in {Reason.OUT_OF_MEMORY, Reason.CRASHED}


def test_a_task_that_writes_too_much_fails(run):
    outcome = run("plain-text", b"word " * 20_000, Limits(output=50_000))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_MUCH_OUTPUT


def test_a_folder_that_is_not_there_is_told(tmp_path):
    outcome = sandbox.run_limited("plain-text", tmp_path / "a", tmp_path / "missing")

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.NOT_STARTED


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import os; os.abort()", Reason.CRASHED),
        ("raise SystemExit(3)", Reason.CRASHED),
        ("pass", Reason.CRASHED),
        ("while True: pass", Reason.TIMED_OUT),
        ("open('answer.json', 'w').write('[' * 100000)", Reason.CRASHED),
        ("open('answer.json', 'w').write('7')", Reason.CRASHED),
        ("""open('answer.json', 'w').write('{"reason": "x", "message": 7}')""", Reason.CRASHED),
        ("import os; os.symlink('/etc/passwd', 'page.png')", Reason.TOO_MUCH_OUTPUT),
        ("import os; os.symlink('/etc/passwd', 'answer.json')", Reason.TOO_MUCH_OUTPUT),
        ("[open(str(n), 'w') for n in range(50)]", Reason.TOO_MUCH_OUTPUT),
        ("open('a', 'wb').truncate(10**7); import time; time.sleep(9)", Reason.TOO_MUCH_OUTPUT),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", Reason.TIMED_OUT),
    ],
)
def test_a_reader_that_was_taken_over_ends_as_a_failure(run, worker, script, reason):
    worker(script)

    outcome = run("plain-text", b"", Limits(seconds=2, files=20, output=10**6))

    assert isinstance(outcome, Failed)
    assert outcome.reason is reason


def test_a_reader_cannot_forge_lines_in_what_people_read(run, worker):
    message = json.dumps({"reason": "damaged", "message": "one\n\x1b[31mtwo" + "x" * 9000})
    worker(f"open('answer.json', 'w').write({message!r})")

    outcome = run("plain-text", b"", Limits())

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.DAMAGED
    assert outcome.message.startswith("one\\x0a\\x1b[31mtwo")
    assert len(outcome.message) == 500


def test_a_reader_knows_nothing_of_the_environment(run, worker, monkeypatch):
    monkeypatch.setenv("DADKHAH_PASSPHRASE", "secret")
    worker("import json, os; json.dump({'answer': dict(os.environ)}, open('answer.json', 'w'))")

    outcome = run("plain-text", b"", Limits())

    assert isinstance(outcome, Done)
    assert "DADKHAH_PASSPHRASE" not in outcome.answer


@on_linux
def test_behind_the_walls_there_is_no_network_and_no_other_folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    script = """
        import pathlib, socket, subprocess, sys
        from dadkhah.derivation.confinement import confine
        from dadkhah.derivation.outcome import Limits
        folder = pathlib.Path(sys.argv[1])
        outside = folder.parent / "outside"
        outside.write_text("kept")
        walls = confine(folder, Limits())
        (folder / "inside").write_text("made")

        def refused(act):
            try:
                act()
            except OSError:
                return True
            return False

        print("writes" in walls, "network" in walls)
        print(refused(lambda: outside.write_text("lost")), refused(outside.unlink),
              refused(lambda: (folder.parent / "new").touch()),
              refused(lambda: socket.create_connection(("127.0.0.1", 1), 1)))
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), folder],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    walls, refused = ran.stdout.splitlines()

    if walls != "True True":
        pytest.skip(f"this system does not give both walls: {walls}")
    assert refused == "True True True True"
    assert (folder / "inside").read_text() == "made"
