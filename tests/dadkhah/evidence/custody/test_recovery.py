"""Whatever a crash leaves behind, the log comes back as it was acknowledged, or finished."""

import shutil

import pytest

from dadkhah.evidence.custody import custody_log
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.log_check import check_log
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.tiles import join_entries


class PowerCut(BaseException):
    """The machine stops here."""


def stop(*_, **__):
    raise PowerCut


def cut_off(device, monkeypatch, step, count):
    """Append `count` entries, and stop at one of the writer's steps."""
    with monkeypatch.context() as patched:
        patched.setattr(*step, stop)
        with pytest.raises(PowerCut):
            device.append(count)


def sound(device, size):
    assert check_log(device.folder, device.key.vkey) == []
    assert list(LogReader(device.folder).entries()) == device.entries(0, size)


@pytest.mark.parametrize("start", [0, 1, 250, 256, 300])
@pytest.mark.parametrize("count", [1, 6, 300, 600])
def test_a_batch_cut_before_its_head_is_discarded_and_reported(device, monkeypatch, start, count):
    device.create(start)
    cut_off(device, monkeypatch, (custody_log, "sync_written"), count)
    assert {p.code for p in check_log(device.folder, device.key.vkey)} == {"file-added"}

    with device.open() as log:
        assert log.size == start
        assert log.recovery.discarded_entries == count
        assert log.recovery.completed_entries == 0
        assert log.recovery.removed_files
        assert f"{count} whole entries" in str(log.recovery)
        assert "must be done again" in str(log.recovery)
    sound(device, start)
    device.append(count)
    sound(device, start + count)


@pytest.mark.parametrize("start", [0, 250, 300])
@pytest.mark.parametrize("count", [1, 6, 600])
def test_a_batch_cut_after_its_head_was_written_is_finished(device, monkeypatch, start, count):
    device.create(start)
    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", stop)
        with pytest.raises(PowerCut):
            device.append(count)
    assert (device.folder / "checkpoint.new").exists()

    with device.open() as log:
        assert log.size == start + count
        assert log.recovery.completed_entries == count
    sound(device, start + count)
    assert device.key.last_head() == LogReader(device.folder).head()


@pytest.mark.parametrize(
    "step",
    [(CustodyLog, "_remove_superseded"), ("dadkhah.evidence.custody.device.DeviceKey.remember",)],
)
def test_a_batch_cut_after_its_head_was_renamed_is_in_the_log(device, monkeypatch, step):
    device.create(250)
    cut_off(device, monkeypatch, step, 10)
    assert check_log(device.folder, device.key.vkey) == []

    with device.open() as log:
        assert log.size == 260
        assert log.recovery.completed_entries == 10
    sound(device, 260)
    assert not list(device.folder.rglob("250"))
    assert not (device.folder / "tile" / "0" / "000.p").exists()


def test_a_torn_new_head_is_discarded_with_its_batch(device, monkeypatch):
    device.create(10)
    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", stop)
        with pytest.raises(PowerCut):
            device.append(5)
    new = device.folder / "checkpoint.new"
    whole = new.read_bytes()
    for length in range(0, len(whole), 9):
        shutil.copytree(device.home, device.home.with_name(f"cut-{length}"))
        copy = device.folder.parents[2].with_name(f"cut-{length}")
        (copy / "vault" / "log" / device.key.device / "checkpoint.new").write_bytes(whole[:length])
        key = type(device.key).load(copy / "device")
        with CustodyLog.open(copy / "vault" / "log", key) as log:
            assert log.size == 10
            assert log.recovery.discarded_entries == 5
        assert check_log(log.folder, key.vkey) == []


@pytest.mark.parametrize(
    ("victim", "content"),
    [
        ("tile/entries/000.p/15", join_entries([b"entry %d" % i for i in range(14)]) + b"\0\7ent"),
        ("tile/0/000.p/15", b"x" * 32 * 14),
        ("tile/0/000.p/15", b"x" * 32 * 15),
        ("tile/entries/000.p/15", join_entries([b"other"] * 15)),
    ],
)
def test_a_new_head_over_torn_tiles_is_discarded(device, monkeypatch, victim, content):
    device.create(10)
    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", stop)
        with pytest.raises(PowerCut):
            device.append(5)
    (device.folder / victim).write_bytes(content)

    with device.open() as log:
        assert log.size == 10
        assert "checkpoint.new" in log.recovery.removed_files
    sound(device, 10)


def test_an_old_head_left_as_the_new_one_is_discarded(device):
    device.create(10)
    shutil.copy(device.folder / "checkpoint", device.folder / "checkpoint.new")

    with device.open() as log:
        assert log.recovery.removed_files == ("checkpoint.new",)
    sound(device, 10)


@pytest.mark.parametrize(
    "torn",
    [
        {"tile/entries/001.p/50": join_entries([b"a", b"b"]) + b"\0"},
        {"tile/entries/001.p/50": b""},
        {"tile/0/001.p/50": b"x" * 31},
        {"tile/0/001": b"x" * 8000, "tile/entries/001": b""},
        {"tile/0/x001/234": b""},
        {"tile/1/000.p/9": b"x" * 32},
        {"tile/3/000.p/1": b"x" * 32},
        {"checkpoints/300.new": b"half a he"},
    ],
    ids=str,
)
def test_torn_tails_made_by_hand_are_discarded(device, torn):
    device.create(300)
    for path, content in torn.items():
        (device.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (device.folder / path).write_bytes(content)
    (device.key.folder / "log-lock-holder").touch()

    with device.open() as log:
        assert set(log.recovery.removed_files) == set(torn)
    sound(device, 300)
    device.append(300)
    sound(device, 600)


def test_what_no_writer_leaves_is_not_touched(device):
    device.create(5)
    (device.folder / "tile" / "0" / "note.txt").write_text("whose?")
    (device.key.folder / "log-lock-holder").touch()

    with device.open() as log:
        assert log.recovery is None
    [problem] = check_log(device.folder, device.key.vkey)
    assert (problem.code, problem.subject) == ("file-added", "tile/0/note.txt")


def test_a_writer_that_was_killed_while_idle_left_nothing(device):
    device.create(5)
    (device.key.folder / "log-lock-holder").touch()

    with device.open() as log:
        assert log.recovery is None
    assert not (device.key.folder / "log-lock-holder").exists()
