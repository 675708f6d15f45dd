"""One writer at a time; who comes second learns who is first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dadkhah.errors import LogBusy
from dadkhah.evidence.custody.log_lock import LogLock


def test_a_second_writer_is_refused_with_who_holds_it(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["/opt/bin/dadkhah", "vault"])
    lock = LogLock(tmp_path, seconds=0)

    with pytest.raises(
        LogBusy, match=rf"by process {os.getpid()} \(dadkhah\)\. Nothing was written"
    ):
        LogLock(tmp_path, seconds=0.01)
    lock.release()
    LogLock(tmp_path, seconds=0).release()


def test_a_writer_that_has_not_named_itself_yet_is_another_program(tmp_path):
    lock = LogLock(tmp_path, seconds=0)
    (tmp_path / "log-lock-holder").unlink()

    with pytest.raises(LogBusy, match="by another program"):
        LogLock(tmp_path, seconds=0)
    lock.release()


def test_a_writer_that_was_cut_off_is_noticed(tmp_path):
    lock = LogLock(tmp_path, seconds=0)
    assert not lock.was_left_held
    lock.release(cleanly=False)

    lock = LogLock(tmp_path, seconds=0)
    assert lock.was_left_held
    lock.release()
    assert not lock.is_held
    lock.release()

    lock = LogLock(tmp_path, seconds=0)
    assert not lock.was_left_held
    lock.release()


WRITER_WITH_A_WORKER = """
import os, signal, sys, time
from pathlib import Path
from dadkhah.evidence.custody.log_lock import LogLock

lock = LogLock(Path(sys.argv[1]), seconds=0)
if os.fork() == 0:
    print(lock.is_held, flush=True)
    os.close(1)
    time.sleep(3)
else:
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_worker_neither_has_the_lock_nor_keeps_it_when_the_writer_is_killed(tmp_path):
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WRITER_WITH_A_WORKER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[4] / "src")},
    ).stdout

    assert said == "False\n"
    lock = LogLock(tmp_path, seconds=0)
    assert lock.was_left_held
    lock.release()
