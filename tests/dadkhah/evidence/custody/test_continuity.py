"""A log that does not continue what this device signed is refused, and why is said."""

import shutil

import pytest

from dadkhah.errors import LastHeadMissing, LogDamaged, LogForked, LogRolledBack
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_check import check_log


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rewritten(device, *batches):
    """The same key signs another story from the beginning, as on a second machine."""
    forged = device.home / "forged"
    memory = (device.key.folder / "last-head").read_bytes()
    with CustodyLog.create(forged, device.key) as log:
        for count in batches:
            log.append([b"another story %d" % i for i in range(count)])
    (device.key.folder / "last-head").write_bytes(memory)
    shutil.rmtree(device.folder)
    shutil.copytree(forged / device.key.device, device.folder)


def test_a_restored_backup_is_refused_and_left_as_it_is(device):
    device.create(300)
    shutil.copytree(device.folder, device.home / "backup")
    device.append(5)
    shutil.rmtree(device.folder)
    shutil.copytree(device.home / "backup", device.folder)
    before = files(device.folder)

    with pytest.raises(LogRolledBack, match=r"has 300 entries, but this device signed 305.*backup"):
        device.open()
    assert files(device.folder) == before


def test_an_old_head_put_back_does_not_make_anything_beyond_it_disappear(device):
    device.create(300)
    old = (device.folder / "checkpoint").read_bytes()
    device.append(600)
    (device.folder / "checkpoint").write_bytes(old)
    before = files(device.folder)

    with pytest.raises(LogRolledBack):
        device.open()
    assert files(device.folder) == before


@pytest.mark.parametrize("count", [10, 11, 700])
def test_another_story_of_the_same_size_or_longer_is_a_fork(device, count):
    device.create(10)
    rewritten(device, count)
    before = files(device.folder)
    assert check_log(device.folder, device.key.vkey) == []

    with pytest.raises(LogForked, match=r"does not continue the log of 10 entries"):
        device.open()
    assert files(device.folder) == before


def test_a_shorter_story_is_rolled_back_whatever_it_says(device):
    device.create(10)
    rewritten(device, 9)

    with pytest.raises(LogRolledBack):
        device.open()


def test_a_fork_shows_to_a_stranger_by_the_kept_head(device):
    device.create(10)
    with device.open() as log:
        kept = log.keep_checkpoint().read_bytes()
    rewritten(device, 20)
    (device.folder / "checkpoints").mkdir()
    (device.folder / "checkpoints" / "10").write_bytes(kept)

    [problem] = check_log(device.folder, device.key.vkey)
    assert problem.code == "kept-head-inconsistent"
    assert "forked" in problem.message


def test_a_log_ahead_of_the_memory_is_a_crash_and_is_remembered(device):
    device.create(10)
    memory = (device.key.folder / "last-head").read_bytes()
    device.append(300)
    (device.key.folder / "last-head").write_bytes(memory)

    with device.open() as log:
        assert log.recovery.completed_entries == 300
        assert "its 300 entries are in the log" in str(log.recovery)
    with device.open() as log:
        assert log.recovery is None
        assert device.key.last_head() == log.head()


def test_damaged_tiles_are_not_taken_for_a_fork(device):
    device.create(10)
    memory = (device.key.folder / "last-head").read_bytes()
    device.append(5)
    (device.key.folder / "last-head").write_bytes(memory)
    (device.folder / "tile/0/000.p/15").write_bytes(b"x" * 32 * 15)

    with pytest.raises(LogDamaged, match="do not give the signed head"):
        device.open()


def test_a_lost_memory_is_not_taken_for_a_new_log(device):
    device.create(10)
    (device.key.folder / "last-head").unlink()

    with pytest.raises(LastHeadMissing):
        device.open()


def test_a_crash_before_the_first_memory_is_repaired(device):
    device.create()
    (device.key.folder / "last-head").unlink()

    with device.open() as log:
        assert log.recovery is None
        assert device.key.last_head() == log.head()


def test_after_a_refusal_a_new_device_log_can_be_started_beside_the_old(device):
    device.create(10)
    rewritten(device, 12)
    device.key.retire()
    new = DeviceKey.create(device.key.folder)
    with CustodyLog.create(device.logs, new) as log:
        log.append([b"a key entry that says why"])

    assert check_log(device.logs / new.device, new.vkey) == []
    assert check_log(device.folder, device.key.vkey) == []
