"""One writer at a time; who comes second learns who is first."""

import os

import pytest

from dadkhah.errors import LogBusy
from dadkhah.evidence.custody.log_lock import LogLock


def test_a_second_writer_is_refused_with_who_holds_it(tmp_path):
    lock = LogLock(tmp_path, seconds=0)

    with pytest.raises(LogBusy, match=rf"by process {os.getpid()} \(.+\).*Nothing was written"):
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
