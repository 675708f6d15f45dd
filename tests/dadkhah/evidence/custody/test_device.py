"""The key stays on the device, readable by nobody else, and the device remembers its last head."""

import sys

import pytest

from dadkhah.errors import DeviceKeyMissing, LastHeadMissing, LogExists, SignatureNotValid
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.tlog.checkpoint import sign_checkpoint
from dadkhah.evidence.tlog.ed25519 import is_signed
from dadkhah.evidence.tlog.merkle import EMPTY_ROOT


def head_of(key, size=0):
    return sign_checkpoint(size=size, root=EMPTY_ROOT, key=key.vkey, sign=key.sign)


def test_a_key_is_loaded_as_it_was_made(tmp_path):
    key = DeviceKey.create(tmp_path / "home" / "device")

    assert DeviceKey.load(key.folder) == key
    assert len(key.device) == 32
    assert key.origin == f"dadkhah.local/{key.device}"
    assert is_signed(key.vkey.public_key, key.sign(b"text"), b"text")


def test_two_devices_have_nothing_in_common(tmp_path):
    first, second = DeviceKey.create(tmp_path / "a"), DeviceKey.create(tmp_path / "b")

    assert first.device != second.device
    assert first.vkey.public_key != second.vkey.public_key


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_can_read_the_key_and_the_memory(tmp_path):
    key = DeviceKey.create(tmp_path / "device")
    key.remember(head_of(key))

    modes = {path.name: path.stat().st_mode & 0o777 for path in key.folder.iterdir()}
    assert modes == {"log-key": 0o600, "last-head": 0o600}
    assert key.folder.stat().st_mode & 0o777 == 0o700


def test_the_key_is_not_shown_by_accident(tmp_path):
    key = DeviceKey.create(tmp_path, salt_source=lambda count: b"s" * count)

    assert "ssss" not in repr(key)


def test_a_second_key_is_refused(tmp_path):
    DeviceKey.create(tmp_path)

    with pytest.raises(LogExists, match="already holds a signing key"):
        DeviceKey.create(tmp_path)


def test_a_missing_key_is_named(tmp_path):
    with pytest.raises(DeviceKeyMissing, match=r"log-key is missing"):
        DeviceKey.load(tmp_path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: "",
        lambda line: line.replace("+", " "),
        lambda line: line[:-5],
        lambda line: line.replace("dadkhah.local", "dadkhah.locaL"),
        lambda line: line.replace("dadkhah.local/", "dadkhah.local/f"),
        lambda line: line + "!",
        lambda line: (
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
        ),
    ],
)
def test_a_damaged_key_is_refused(tmp_path, spoil):
    DeviceKey.create(tmp_path)
    path = tmp_path / "log-key"
    path.write_text(spoil(path.read_text().strip()))

    with pytest.raises(DeviceKeyMissing):
        DeviceKey.load(tmp_path)


def test_the_last_head_is_remembered(tmp_path):
    key = DeviceKey.create(tmp_path)
    assert not key.has_signed
    with pytest.raises(LastHeadMissing, match="old copy"):
        key.last_head()

    key.remember(head_of(key, 5))
    assert key.has_signed
    assert key.last_head() == head_of(key, 5)


def test_a_memory_signed_by_another_key_is_refused(tmp_path):
    key, other = DeviceKey.create(tmp_path / "a"), DeviceKey.create(tmp_path / "b")
    key.remember(head_of(other))

    with pytest.raises(SignatureNotValid):
        key.last_head()


@pytest.mark.parametrize("has_signed", [True, False])
def test_a_retired_key_is_kept_and_makes_room(tmp_path, has_signed):
    key = DeviceKey.create(tmp_path)
    if has_signed:
        key.remember(head_of(key))
    aside = key.retire()
    new = DeviceKey.create(tmp_path)

    assert new.device != key.device
    assert not new.has_signed
    assert DeviceKey.load(aside).vkey == key.vkey
    assert DeviceKey.load(aside).has_signed is has_signed
