"""Anybody can read a log, prove its entries, and prove that it only grew."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader
from tlog_scales.signing import Vkey

from dadkhah.errors import LogDamaged, SignatureNotValid
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.merkle import (
    EMPTY_ROOT,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
    root_of,
)

SIZE = 65_536 + 300
ENTRIES = [f"entry {i}".encode() for i in range(SIZE)]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A log with three levels of tiles."""
    home = tmp_path_factory.mktemp("three-levels")
    key = DeviceKey.create(home / "device")
    with CustodyLog.create(home / "log", key) as log:
        log.append(ENTRIES[:100])
        log.append(ENTRIES[100:])
    shutil.rmtree(home / "device")
    return LogReader(home / "log" / key.device)


sizes = st.integers(0, SIZE) | st.sampled_from([1, 255, 256, 257, 65535, 65536, 65537, SIZE])


def test_a_log_is_read_without_any_private_key(reader):
    assert reader.size == len(ENTRIES)
    assert list(reader.entries()) == ENTRIES
    assert reader.head().root == root_of([leaf_hash(entry) for entry in ENTRIES])


@given(sizes, sizes)
def test_for_any_range_entries_and_leaf_hashes_fit(reader, start, stop):
    start, stop = min(start, stop), max(start, stop)
    stop = min(stop, start + 600)

    assert list(reader.entries(start, stop)) == ENTRIES[start:stop]
    assert list(reader.leaf_hashes(start, stop)) == [leaf_hash(e) for e in ENTRIES[start:stop]]


@given(sizes.filter(bool), st.data())
@settings(max_examples=60)
def test_for_any_entry_and_size_the_proof_is_accepted_by_both(reader, size, drawn):
    index = drawn.draw(st.integers(0, size - 1))
    theirs = TilesReader(LocalBackend(reader.folder))
    theirs.get_checkpoint()
    leaf, root = leaf_hash(ENTRIES[index]), reader.root_at(size)
    path = reader.inclusion_proof(index, size)

    assert proves_inclusion(index=index, size=size, leaf=leaf, path=path, root=root)
    assert theirs.get_inclusion_proof(index, size).node_hashes == list(path)
    assert theirs.get_entry(index) == reader.entry(index)


@given(sizes, sizes)
@settings(max_examples=60)
def test_for_any_two_sizes_the_log_is_proven_to_have_only_grown(reader, a, b):
    old_size, size = min(a, b), max(a, b)
    proof = reader.consistency_proof(old_size, size)
    old_root, root = reader.root_at(old_size), reader.root_at(size)

    assert proves_consistency(
        old_size=old_size, old_root=old_root, size=size, root=root, proof=proof
    )
    if old_size:
        theirs = TilesReader(LocalBackend(reader.folder))
        theirs.get_checkpoint()
        assert theirs.get_consistency_proof(old_size, size).node_hashes == list(proof)


def test_a_second_implementation_reads_our_folder_and_believes_our_signature(reader):
    theirs = TilesReader(LocalBackend(reader.folder))
    head = theirs.get_checkpoint()
    head.verify(Vkey.from_string(reader.vkey.text))

    assert theirs.calculate_root_hash() == head.root_hash == reader.head().root


def test_the_default_size_is_that_of_the_head(reader):
    assert reader.inclusion_proof(7) == reader.inclusion_proof(7, reader.size)
    assert reader.consistency_proof(7) == reader.consistency_proof(7, reader.size)
    assert reader.root_at(reader.size) == reader.head().root
    assert reader.root_at(0) == EMPTY_ROOT


@pytest.mark.parametrize(
    "asked",
    [
        lambda log: log.entry(log.size),
        lambda log: log.entry(-1),
        lambda log: list(log.entries(5, 4)),
        lambda log: list(log.leaf_hashes(0, log.size + 1)),
        lambda log: log.root_at(log.size + 1),
        lambda log: log.root_at(-1),
        lambda log: log.inclusion_proof(0, log.size + 1),
        lambda log: log.inclusion_proof(log.size),
        lambda log: log.consistency_proof(0, log.size + 1),
    ],
)
def test_nothing_outside_the_log_is_read(reader, asked):
    with pytest.raises(IndexError):
        asked(reader)


def test_a_kept_head_reads_the_log_as_it_was(device):
    device.create(10)
    with device.open() as log:
        log.keep_checkpoint()
        log.append([b"later"])
        [kept] = log.checkpoints()
    then = LogReader(device.folder, device.key.vkey, kept)

    assert then.size == 10
    assert list(then.entries()) == device.entries(0, 10)
    assert then.root_at(10) == kept.root


def test_kept_heads_are_listed_smallest_first(device):
    device.create()
    with device.open() as log:
        for _ in range(11):
            log.append([b"x"])
            log.keep_checkpoint()
            assert log.keep_checkpoint().name == str(log.size)
    (device.folder / "checkpoints" / "README").touch()

    assert [head.size for head in LogReader(device.folder).checkpoints()] == list(range(1, 12))


def test_a_log_without_head_or_key_is_damaged(device):
    device.create(1)
    (device.folder / "vkey").unlink()
    assert LogReader(device.folder, device.key.vkey).size == 1

    with pytest.raises(LogDamaged, match="vkey is missing"):
        LogReader(device.folder)
    (device.folder / "checkpoint").unlink()
    with pytest.raises(LogDamaged, match="checkpoint is missing"):
        LogReader(device.folder, device.key.vkey)


def test_a_head_signed_by_another_key_is_refused(device, tmp_path):
    device.create(1)
    other = DeviceKey.create(tmp_path / "other")

    with pytest.raises(SignatureNotValid):
        LogReader(device.folder, other.vkey)


def test_a_reader_goes_on_while_the_log_grows(device):
    device.create(10)
    reader = LogReader(device.folder)
    device.append(1, 400)

    assert list(reader.entries()) == device.entries(0, 10)
    assert reader.root_at(10) == reader.head().root
