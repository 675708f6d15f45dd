"""What was received can be opened, is held once, and is proven; what was not is named."""

import gc
import hashlib
import os
import signal
import stat
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dadkhah.errors import LogBusy, ObjectDamaged, ReceptionInterrupted
from dadkhah.evidence.custody.log_check import check_log
from dadkhah.evidence.vault import Arrival, NotReceived, processes
from dadkhah.evidence.vault import objects as objects_module
from dadkhah.evidence.vault import receive as receive_module
from dadkhah.evidence.vault import sealing as sealing_module
from dadkhah.evidence.vault.objects import BLOCK
from dadkhah.evidence.vault.processes import process_pool

AT = datetime(2026, 11, 24, tzinfo=UTC)


def sound(opened):
    log = opened.vault.log()
    assert check_log(log.folder, log.vkey) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_for_any_bytes_what_goes_in_comes_out(opened, plain):
    path = opened.file("x", plain)

    ((received,), _) = opened.receive(path)

    assert opened.read(received) == plain
    assert received.sha256 == hashlib.sha256(plain).hexdigest()


@pytest.mark.parametrize(
    "length", [0, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 65_536, 3 * BLOCK - 1]
)
def test_a_file_of_any_length_is_sealed_in_one_pass(opened, length):
    plain = os.urandom(length)

    ((received,), _) = opened.receive(opened.file("x", plain))

    stored = opened.vault.objects.path(received.object_name).read_bytes()
    stock = pyrage.x25519.Identity.from_str(opened.identity.text)
    assert pyrage.decrypt(stored, [stock]) == opened.read(received) == plain
    assert received.size == length
    assert hashlib.sha256(stored).hexdigest() == received.object_name


def test_an_object_is_read_only_and_lies_under_its_hash(opened):
    ((received,), _) = opened.receive(opened.file("x", b"evidence"))

    (path,) = opened.objects()
    assert path.parent.name + path.name == received.object_name
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_the_log_commits_to_how_it_came(opened):
    opened.file("a/x", b"evidence")

    ((received,), _) = opened.receive()

    assert opened.fields(received) == {
        "type": "receive",
        "sha256": hashlib.sha256(b"evidence").hexdigest(),
        "size": "8",
        "object": received.object_name,
        "actor": "U-1",
        "source": "S-1",
        "path": "evidence/a/x",
    }


def test_an_arrival_may_name_its_item_and_media_type(opened):
    path = opened.file("x", b"evidence")
    arrival = Arrival(path, "evidence/x", "S-1", "I-0001", "text/plain")

    (received,) = opened.vault.receive(
        [arrival], actor="U-1", clock=lambda: datetime.now(UTC), reception="r"
    )

    assert received.item == "I-0001"
    assert opened.fields(received)["media_type"] == "text/plain"


@pytest.mark.parametrize("length", [9, BLOCK + 9])
@pytest.mark.parametrize("apart", [True, False])
def test_the_same_bytes_are_one_object_received_twice(opened, length, apart):
    plain = os.urandom(length)
    paths = opened.file("x", plain), opened.file("y", plain)
    if apart:
        ((one,), _) = opened.receive(paths[0])
        ((two,), _) = opened.receive(paths[1], source="S-2", reception="other")
    else:
        ((one, two), _) = opened.receive()

    assert one.object_name == two.object_name
    assert (one.was_new, two.was_new) == (True, False)
    assert one.entry < two.entry
    assert len(opened.objects()) == 1
    assert opened.read(two) == plain
    sound(opened)


def test_several_processes_give_the_same_as_one(opened):
    contents = {f"{n:03}": os.urandom(n * 11 % 400) for n in range(300)}
    for name, content in contents.items():
        opened.file(name, content)

    received, refused = opened.receive(workers=2)

    assert not refused
    assert [one.path for one in received] == [f"evidence/{name}" for name in sorted(contents)]
    assert [opened.read(one) for one in received[::37]] == list(contents.values())[::37]
    assert len(opened.objects()) == len(set(contents.values()))
    sound(opened)


def test_a_long_reception_is_acknowledged_batch_by_batch(opened, monkeypatch):
    monkeypatch.setattr(receive_module, "BATCH_FILES", 64)
    monkeypatch.setattr(receive_module, "TASKS_AHEAD", 1)
    for number in range(200):
        opened.file(f"{number:03}", b"%d" % number)
    sizes = [opened.vault.log().size for _ in opened.outcomes(workers=2)]

    assert len(set(sizes)) == 4
    sound(opened)


def test_nothing_to_receive_is_nothing_logged(opened):
    size = opened.vault.log().size

    assert opened.receive() == ([], [])
    assert opened.vault.log().size == size


def test_what_is_refused_stops_nothing(opened):
    opened.file("a", b"1")
    (opened.evidence / "b").symlink_to("a")
    opened.file("c", b"3")

    received, refused = opened.receive()

    assert [one.path for one in received] == ["evidence/a", "evidence/c"]
    assert [(one.path, one.reason) for one in refused] == [("evidence/b", "link")]


def test_a_file_that_is_gone_or_replaced_since_the_walk_is_named(opened):
    arrivals = [
        Arrival(opened.evidence / "gone", "gone", "S-1"),
        Arrival(opened.evidence, "folder", "S-1"),
        Arrival(opened.evidence / "link", "link", "S-1"),
    ]
    (opened.evidence / "link").symlink_to("gone")

    outcomes = opened.vault.receive(
        arrivals, actor="U-1", clock=lambda: datetime.now(UTC), reception="r"
    )

    assert [(one.path, one.reason) for one in outcomes] == [
        ("gone", "missing"),
        ("folder", "folder"),
        ("link", "link"),
    ]


def test_a_file_that_may_not_be_opened_is_named(opened, monkeypatch):
    path = opened.file("x", b"1")
    open_file = os.open

    def refuse(name, *arguments, **options):
        if str(name) == str(path):
            raise PermissionError(13, "Permission denied")
        return open_file(name, *arguments, **options)

    monkeypatch.setattr(sealing_module.os, "open", refuse)
    _, (refused,) = opened.receive()

    assert refused == NotReceived(
        "evidence/x", "unreadable", "It could not be read: Permission denied."
    )


@pytest.mark.parametrize("length", [5, BLOCK + 5])
def test_a_disk_error_in_a_source_is_named_and_leaves_nothing(opened, monkeypatch, length):
    opened.file("x", os.urandom(length))
    reads = iter([length - 5])

    def fail(descriptor, buffers):
        for count in reads:
            return count or 1
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(sealing_module.os, "readv", fail)
    received, (refused,) = opened.receive()

    assert not received
    assert (refused.reason, "Input/output error" in refused.message) == ("unreadable", True)
    assert opened.objects() == []


@pytest.mark.parametrize("length", [5, BLOCK + 5])
@pytest.mark.parametrize("is_known", [True, False])
def test_a_file_that_changes_while_it_is_read_is_not_received(
    opened, monkeypatch, length, is_known
):
    plain = os.urandom(length)
    if is_known:
        opened.receive(opened.file("before", plain), reception="before")
    before = opened.objects()
    path = opened.file("x", plain)
    read = os.readv

    def write_meanwhile(descriptor, buffers):
        count = read(descriptor, buffers)
        os.utime(path, ns=(1, 1))
        return count

    monkeypatch.setattr(sealing_module.os, "readv", write_meanwhile)
    received, (refused,) = opened.receive(path)

    assert (received, refused.reason) == ([], "changed")
    assert opened.objects() == before


def test_a_full_disk_stops_the_reception(opened, monkeypatch):
    opened.file("x", b"1")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(objects_module.os, "writev", full)
    with pytest.raises(OSError, match="No space left"):
        opened.receive()
    monkeypatch.undo()

    assert len(opened.receive()[0]) == 1
    sound(opened)


def test_a_short_write_is_carried_on(opened, monkeypatch):
    monkeypatch.setattr(objects_module.os, "writev", lambda fd, parts: os.write(fd, parts[0][:9]))
    plain = os.urandom(1000)

    ((received,), _) = opened.receive(opened.file("x", plain))

    assert opened.read(received) == plain


def test_the_same_call_after_an_interruption_logs_nothing_twice(opened, monkeypatch):
    monkeypatch.setattr(receive_module, "BATCH_FILES", 32)
    for number in range(100):
        opened.file(f"{number:03}", b"%d" % number)
    outcomes = opened.outcomes()
    first = [next(outcomes) for _ in range(40)]
    outcomes.close()
    opened.file("000", b"written anew")
    (opened.evidence / "001").unlink()

    received, refused = opened.receive()

    resumed = [one for one in received if one.was_resumed]
    assert len(resumed) == 62  # two batches were acknowledged; two of their files are not as before
    assert resumed[:38] == [replace(one, was_resumed=True) for one in first[2:]]
    assert received[0].entry > first[-1].entry
    assert not refused
    assert [opened.fields(one)["path"] for one in received] == [one.path for one in received]
    sound(opened)


def test_a_file_that_vanished_since_the_interruption_is_named(opened, monkeypatch):
    monkeypatch.setattr(receive_module, "BATCH_FILES", 1)
    monkeypatch.setattr(receive_module, "TASK_FILES", 1)
    opened.file("a", b"1")
    opened.file("b", b"2")
    outcomes = opened.outcomes()
    next(outcomes)
    outcomes.close()

    gone = Arrival(opened.evidence / "gone", "gone", "S-1")
    refused = NotReceived("link", "link", "A link.")
    left = opened.vault.receive(
        [gone, refused], actor="U-1", clock=lambda: datetime.now(UTC), reception="r"
    )

    assert [one.reason for one in left] == ["missing", "link"]


def test_a_finished_reception_can_be_made_again(opened):
    opened.file("a", b"1")
    ((one,), _) = opened.receive()
    ((two,), _) = opened.receive()

    assert (two.was_resumed, two.was_new, two.entry > one.entry) == (False, False, True)


def test_two_receptions_at_once_are_refused(opened):
    opened.file("a", b"1")
    outcomes = opened.outcomes()
    next(outcomes)

    with pytest.raises(LogBusy, match="Another reception"):
        opened.receive(reception="other")


def test_a_worker_that_dies_ends_the_reception_with_what_to_do(opened, monkeypatch):
    for number in range(100):
        opened.file(f"{number:03}", b"%d" % number)
    monkeypatch.setattr(receive_module, "_seal_task", die)

    with pytest.raises(ReceptionInterrupted, match="same command again"):
        opened.receive(workers=2)
    monkeypatch.undo()

    assert len(opened.receive(workers=2)[0]) == 100
    sound(opened)


def die(*_):
    os._exit(1)


@pytest.mark.parametrize("start", [None, list])
def test_an_interrupt_is_for_the_process_that_waits_and_not_for_its_workers(start):
    before = signal.getsignal(signal.SIGINT)
    try:
        processes._begin(start)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_where_threads_run_processes_are_started_afresh(opened):
    for number in range(70):
        opened.file(f"{number:03}", b"%d" % number)
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait)
    thread.start()
    try:
        received, _ = opened.receive(workers=2)
    finally:
        go_on.set()
        thread.join()

    assert len(received) == 70


def test_an_object_that_is_missing_or_exchanged_is_named(opened):
    ((one, two), _) = opened.receive(opened.file("x", b"one"), opened.file("y", b"two"))
    path, other = (opened.vault.objects.path(r.object_name) for r in (one, two))
    path.unlink()

    with pytest.raises(ObjectDamaged, match="missing"):
        opened.read(one)
    path.write_bytes(other.read_bytes())
    with pytest.raises(ObjectDamaged, match="other bytes than were sealed"):
        opened.read(one)


def test_where_no_sync_covers_the_file_system_every_object_is_named(opened, monkeypatch):
    names = ["ab" * 32, "cd" * 32]
    store = opened.vault.objects

    monkeypatch.setattr(objects_module, "SYNCS_FILE_SYSTEM", False)
    assert store.must_sync(names) == [store.path(name) for name in names]
    monkeypatch.setattr(objects_module, "SYNCS_FILE_SYSTEM", True)
    assert store.must_sync(names) == [store.path(names[0])]


def test_sealing_makes_files_private_to_the_vault(opened):
    assert stat.S_IMODE(Path(opened.vault.folder).stat().st_mode) == 0o700


def test_a_worker_process_seals_what_it_is_handed(opened, monkeypatch):
    monkeypatch.setattr(receive_module, "_sealers", [])
    bench = sealing_module.Bench(
        opened.vault.folder, opened.home / "device", opened.vault.recipient, "U-1"
    )
    arrival = Arrival(str(opened.file("x", b"one")), "x", "S-1")

    with process_pool(1, receive_module._start, bench) as pool:
        (sealed,) = pool.submit(receive_module._seal_task, [arrival], AT).result()
    receive_module._sealers[0].close()
    gc.unfreeze()

    assert (sealed.arrival, sealed.sealed.size) == (arrival, 3)
