"""What was appended is there, in order, durable, and signed."""

import errno
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.errors import EntryTooLarge, LogBusy, LogDamaged, LogExists
from dadkhah.evidence.custody import custody_log
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_check import check_log
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.merkle import EMPTY_ROOT, leaf_hash, root_of
from dadkhah.evidence.tlog.tiles import read_tile_path


def test_a_new_log_is_empty_and_its_head_is_signed(device):
    device.create()

    assert LogReader(device.folder, device.key.vkey).head().root == EMPTY_ROOT
    assert check_log(device.folder, device.key.vkey) == []


@given(st.lists(st.lists(st.binary(max_size=40), max_size=300), max_size=4))
@settings(max_examples=25, deadline=None)
def test_for_any_batches_the_log_holds_them_in_order(tmp_path_factory, batches):
    home = tmp_path_factory.mktemp("home")
    key = DeviceKey.create(home / "device")
    entries = []
    with CustodyLog.create(home / "log", key) as log:
        for batch in batches:
            assert log.append(batch) == range(len(entries), len(entries) + len(batch))
            entries += batch
        assert list(log.entries()) == entries
        assert log.head().root == root_of([leaf_hash(entry) for entry in entries])

    assert check_log(home / "log" / key.device, key.vkey) == []


def test_a_log_goes_on_after_it_was_closed(device):
    device.create(3, 253)
    device.append(1)
    device.append(255, 256, 7)
    with device.open() as log:
        assert log.recovery is None
        assert list(log.entries()) == device.entries(0, log.size)

    assert check_log(device.folder, device.key.vkey) == []


def test_only_the_tiles_of_the_newest_head_are_kept(device):
    device.create(1, 1, 300, 1, 255, 1)
    tiles = sorted(
        path.relative_to(device.folder).as_posix()
        for path in device.folder.rglob("*")
        if "tile/" in path.as_posix() and path.is_file()
    )

    assert tiles == [
        "tile/0/000",
        "tile/0/001",
        "tile/0/002.p/47",
        "tile/1/000.p/2",
        "tile/entries/000",
        "tile/entries/001",
        "tile/entries/002.p/47",
    ]
    assert not (device.folder / "tile" / "0" / "000.p").exists()


def test_an_empty_batch_signs_nothing_but_syncs_what_was_written(device, monkeypatch):
    synced = []
    monkeypatch.setattr(custody_log, "sync_written", synced.extend)
    device.create(5)
    with device.open() as log:
        head = log.head()
        synced.clear()
        assert log.append([], written=[device.home / "object"]) == range(5, 5)
        assert log.head() == head
    assert synced == [device.home / "object"]


def test_objects_and_tiles_are_synced_together_before_the_head_is_replaced(device, monkeypatch):
    device.create(5)
    steps = []
    real = custody_log.replace_durably
    monkeypatch.setattr(custody_log, "sync_written", lambda paths: steps.append(set(paths)))
    monkeypatch.setattr(
        custody_log,
        "replace_durably",
        lambda path, content: (steps.append(path.name), real(path, content)),
    )
    with device.open() as log:
        log.append([b"x"], written=[device.home / "object"])

    tile, bundle = device.folder / "tile/0/000.p/6", device.folder / "tile/entries/000.p/6"
    assert steps == [{device.home / "object", tile, bundle}, "checkpoint"]


def test_nothing_the_current_head_needs_is_overwritten(device, monkeypatch):
    device.create(5)
    written = []
    real = Path.write_bytes
    monkeypatch.setattr(
        Path, "write_bytes", lambda path, content: (written.append(path), real(path, content))[1]
    )
    for count in (1, 249, 1, 1, 600):
        before = {path for path in device.folder.rglob("*") if path.is_file()}
        written.clear()
        device.append(count)
        tiles = [p for p in written if read_tile_path(p.relative_to(device.folder).as_posix())]
        assert len(tiles) >= 2
        assert not before & set(tiles)


def test_an_entry_that_is_too_long_is_refused_before_anything_is_written(device):
    device.create(1)
    with device.open() as log:
        with pytest.raises(EntryTooLarge, match="65536 bytes"):
            log.append([b"fine", b"x" * 65536])
        assert log.append([b"x" * 65535]) == range(1, 2)

    assert check_log(device.folder, device.key.vkey) == []


def test_a_full_disk_closes_the_log_and_loses_nothing(device, monkeypatch):
    device.create(300)

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with device.open() as log:
        with monkeypatch.context() as patched:
            patched.setattr(custody_log, "sync_written", full)
            with pytest.raises(OSError, match="No space left"):
                log.append([b"lost"] * 500)
        with pytest.raises(ValueError, match="open it again"):
            log.append([b"too late"])

    with device.open() as log:
        assert log.size == 300
        assert log.recovery.discarded_entries == 500
        log.append(device.entries(300, 10))
    assert check_log(device.folder, device.key.vkey) == []
    assert list(LogReader(device.folder).entries()) == device.entries(0, 310)


def test_a_second_writer_is_refused(device):
    device.create(1)
    with device.open(), pytest.raises(LogBusy, match="process"):
        device.open()
    with device.open():
        pass


def test_a_log_is_created_once(device):
    device.create(1)

    with pytest.raises(LogExists, match="Open it"):
        CustodyLog.create(device.logs, device.key)
    assert LogReader(device.folder).size == 1


def test_a_creation_that_was_cut_off_is_repeated(device):
    device.folder.mkdir(parents=True)
    (device.folder / "vkey").touch()
    device.create(3)

    assert check_log(device.folder, device.key.vkey) == []


def test_opening_a_log_that_is_not_there_is_damage(device):
    with pytest.raises(LogDamaged, match="checkpoint is missing"):
        device.open()


@pytest.mark.parametrize("victim", ["tile/0/000.p/9", "tile/entries/000.p/9"])
def test_a_log_whose_edge_does_not_give_its_head_is_not_continued(device, victim):
    device.create(9)
    content = bytearray((device.folder / victim).read_bytes())
    content[-1] ^= 1
    (device.folder / victim).write_bytes(content)

    with pytest.raises(LogDamaged, match="do not give the signed head"):
        device.open()
    with pytest.raises(LogDamaged, match="do not give the signed head"):
        device.open()
