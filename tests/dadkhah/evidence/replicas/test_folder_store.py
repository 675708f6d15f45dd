"""A folder keeps what it has: nothing is written over, and what is named is a file of its own."""

import hashlib

import pytest

from dadkhah.errors import ObjectDamaged
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.store import Incoming, Outcome, Stored, add_bytes, read_bytes


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "vault")


def test_a_file_that_is_there_is_never_written_over(store):
    assert add_bytes(store, "a/b", b"first")
    assert not add_bytes(store, "a/b", b"second")

    assert read_bytes(store, "a/b") == b"first"
    assert list(store.files()) == [Stored("a/b", 5)]
    assert store.digest("a/b") == (5, hashlib.sha256(b"first").hexdigest())


def test_what_fails_on_its_way_is_not_there_and_stops_nothing(store):
    def broken():
        yield b"half"
        raise ObjectDamaged("It is damaged.")

    outcomes = store.add_all([Incoming("x", 9, broken), Incoming("y", 1, lambda: iter([b"y"]))])

    assert outcomes == [Outcome("x", problem="It is damaged."), Outcome("y", was_new=True)]
    assert [one.name for one in store.files()] == ["y"]


def test_what_is_not_there_is_said_to_be_not_there(store):
    assert store.size("a") is None
    assert store.put_aside("a") == ""
    assert read_bytes(store, "a") is None
    store.remove("a")
    assert list(store.files("a")) == []


def test_a_link_is_named_and_never_followed(store, tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    add_bytes(store, "a", b"a")
    (store.root / "link").symlink_to(tmp_path / "secret")

    assert {one.name for one in store.files()} == {"a", "link"}
    with pytest.raises(OSError):
        store.digest("link")
    with pytest.raises(OSError):
        list(store.read("link"))


def test_objects_are_for_reading_alone(store):
    add_bytes(store, "objects/ab/cd", b"x")
    add_bytes(store, "vault.json", b"x")

    assert (store.root / "objects/ab/cd").stat().st_mode & 0o777 == 0o400
    assert (store.root / "vault.json").stat().st_mode & 0o777 == 0o600
