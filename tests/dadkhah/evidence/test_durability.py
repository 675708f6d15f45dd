"""What was synced survives; what was replaced is old or new, never half."""

import errno
import os
from pathlib import Path

import pytest

from dadkhah.evidence import durability
from dadkhah.evidence.durability import move_durably, replace_durably, sync_written


@pytest.fixture
def synced(monkeypatch):
    """The paths that were given to fsync, in order."""
    paths = []
    real = os.fsync

    def fsync(descriptor):
        paths.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return paths


needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="reads /proc")


def test_a_batch_is_synced_by_one_call_per_file_system(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(durability, "_syncfs", lambda descriptor: calls.append(descriptor) or 0)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()

    sync_written([tmp_path / "a" / "file", tmp_path / "b" / "file", tmp_path / "a" / "file"])
    assert len(calls) == 1
    sync_written([])
    assert len(calls) == 1


def test_a_sync_that_failed_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(durability, "_syncfs", lambda _: -1)
    monkeypatch.setattr(durability.ctypes, "get_errno", lambda: errno.EIO)

    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        sync_written([tmp_path / "file"])


@needs_proc
def test_without_syncfs_each_file_and_each_folder_above_it_is_synced(tmp_path, monkeypatch, synced):
    monkeypatch.setattr(durability, "_syncfs", None)
    file = tmp_path / "a" / "b" / "file"
    file.parent.mkdir(parents=True)
    file.touch()
    sync_written([file])

    assert synced[:2] == [str(file), str(file.parent)]
    assert str(tmp_path) in synced
    assert len(synced) == len(set(synced))


def test_a_folder_that_cannot_be_opened_is_passed_over(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError

    monkeypatch.setattr(durability, "_syncfs", None)
    monkeypatch.setattr(os, "open", refused)
    sync_written([tmp_path / "file"])


def test_syncfs_is_looked_for_on_linux_only():
    assert durability._find_syncfs("darwin") is None
    assert durability._find_syncfs("win32") is None


@needs_proc
def test_a_file_is_synced_before_it_is_renamed_and_its_folder_after(tmp_path, synced):
    path = tmp_path / "head"
    path.write_text("old")
    replace_durably(path, b"new", mode=0o600)

    assert path.read_bytes() == b"new"
    assert synced == [str(tmp_path / "head.new"), str(tmp_path)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["head"]


def test_a_replacement_that_fails_leaves_the_old_content(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "head"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        replace_durably(path, b"new")
    assert path.read_text() == "old"


@needs_proc
def test_a_moved_file_is_there_when_the_call_returns(tmp_path, synced):
    (tmp_path / "a").write_text("x")
    (tmp_path / "folder").mkdir()
    move_durably(tmp_path / "a", tmp_path / "folder" / "b")

    assert (tmp_path / "folder" / "b").read_text() == "x"
    assert synced == [str(tmp_path / "folder"), str(tmp_path)]
