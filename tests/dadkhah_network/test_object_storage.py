"""A copy in a store with an S3 interface: written once, checked from its bytes, mended."""

import hashlib
import os
import sys
from datetime import UTC, datetime

import pytest
from obstore.store import LocalStore, MemoryStore
from tests.dadkhah_network.s3_server import s3_server

from dadkhah.errors import ObjectDamaged, StoreRefused
from dadkhah.evidence.replicas.copy_check import check_copy
from dadkhah.evidence.replicas.copying import copy_vault
from dadkhah.evidence.replicas.mending import repair_vault
from dadkhah.evidence.replicas.store import Incoming, Stored, add_bytes, read_bytes
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah.evidence.vault.walk import walk
from dadkhah_network import object_storage
from dadkhah_network.object_storage import ObjectStorage, open_bucket

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def server(monkeypatch):
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    with s3_server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("AWS_REGION", "eu-central-1")
        monkeypatch.setattr(object_storage, "RETRIES", 0)
        yield server


@pytest.fixture(params=["s3", "memory", "local"])
def store(request, tmp_path):
    if request.param == "s3":
        request.getfixturevalue("server")
        return open_bucket("s3://bucket/some/prefix/")
    if request.param == "memory":
        return ObjectStorage(MemoryStore(), "memory://")
    return ObjectStorage(LocalStore(tmp_path / "local", mkdir=True), "local://")


@pytest.fixture
def vault(tmp_path):
    own = VaultIdentity.generate()
    made = Vault.create(
        tmp_path / "home", custodian="first", actor="U-1", at=AT, recipient=own.recipient
    )
    folder = tmp_path / "evidence"
    folder.mkdir()
    for number in range(7):
        (folder / str(number)).write_bytes(os.urandom(100 + number))
    arrivals = walk([folder], source="S-1")
    list(made.receive(arrivals, actor="U-1", clock=lambda: AT, reception="r", workers=1))
    return made


def test_a_file_is_written_once_and_read_back(store):
    assert add_bytes(store, "objects/ab/cd", b"first")
    assert not add_bytes(store, "objects/ab/cd", b"second")

    assert read_bytes(store, "objects/ab/cd") == b"first"
    assert store.digest("objects/ab/cd") == (5, hashlib.sha256(b"first").hexdigest())
    assert list(store.files()) == list(store.files("objects")) == [Stored("objects/ab/cd", 5)]
    assert list(store.files("obj")) == []
    assert store.size("objects/ab/cd") == 5


def test_a_file_is_replaced_put_aside_and_removed(store):
    store.replace("a", b"old")
    store.replace("a", b"new")
    assert store.put_aside("a") == "put-aside/a.1"
    assert store.put_aside("a") == ""

    assert (read_bytes(store, "put-aside/a.1"), read_bytes(store, "a")) == (b"new", None)
    assert store.size("a") is None
    store.remove("put-aside/a.1")
    store.remove("put-aside/a.1")
    assert list(store.files()) == []


def broken():
    yield b"half"
    raise ObjectDamaged("It is damaged.")


@pytest.mark.parametrize("whole", [0, 1000])
def test_what_is_damaged_on_its_way_is_not_there(store, monkeypatch, whole):
    monkeypatch.setattr(object_storage, "WHOLE", whole)
    with store.writing():
        (outcome,) = store.add_all([Incoming("x", 9, broken)])

    assert (outcome.was_new, outcome.problem) == (False, "It is damaged.")
    assert store.size("x") is None


def test_a_large_file_comes_in_parts_and_is_not_written_over_either(store, monkeypatch):
    monkeypatch.setattr(object_storage, "WHOLE", 100)
    content = os.urandom(1_000_000)
    file = Incoming("large", len(content), lambda: iter([content[:300_000], content[300_000:]]))

    first, second = store.add_all([file, file])

    assert (first.was_new, second.was_new) == (True, False)
    assert read_bytes(store, "large") == content


def test_a_vault_is_copied_checked_and_mended_from_there(vault, store):
    assert copy_vault(vault, store).objects == 7
    assert copy_vault(vault, store).files == 0
    assert check_copy(vault, store).is_sound
    path = next(path for path in vault.objects.objects.rglob("*") if path.is_file())
    whole = path.read_bytes()
    path.unlink()

    assert len(repair_vault(vault, store, actor="U-1", at=AT, workers=1).repairs) == 1
    assert path.read_bytes() == whole


def test_every_file_but_the_heads_is_sent_under_the_condition_that_there_is_none(vault, server):
    copy_vault(vault, open_bucket("s3://bucket/prefix"))

    unconditional = [name for name, condition in server.writes if condition != "*"]
    assert unconditional == [f"prefix/vault/log/{vault.device}/checkpoint"]


def test_an_object_altered_in_the_bucket_is_named(vault, server):
    store = open_bucket("s3://bucket/prefix")
    copy_vault(vault, store)
    name = next(name for name in server.held if "/objects/" in name)
    server.held[name] = server.held[name][:-1] + b"x"

    assert [one.code for one in check_copy(vault, store).report.faults] == ["object-changed"]


def test_a_store_that_refuses_is_named_with_what_it_said(vault, server):
    server.refuses = True
    store = open_bucket("s3://bucket/prefix")

    for ask in (
        lambda: copy_vault(vault, store),
        lambda: list(store.files()),
        lambda: store.replace("a", b"x"),
        lambda: add_bytes(store, "a", b"x"),
    ):
        with pytest.raises(StoreRefused, match="s3://bucket/prefix"):
            ask()


def test_an_address_that_is_none_is_refused():
    with pytest.raises(StoreRefused):
        open_bucket("s3://")


def test_without_the_package_its_name_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore.store", None)

    with pytest.raises(StoreRefused, match="cloud"):
        open_bucket("s3://bucket")
