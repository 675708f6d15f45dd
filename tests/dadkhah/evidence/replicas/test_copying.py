"""A copy holds each object once, a log only forward, and never the device."""

import hashlib
import os
import shutil
from datetime import UTC, datetime

import pytest
from filelock import FileLock

from dadkhah.errors import (
    CopyBusy,
    CopyDamaged,
    CopyForked,
    CopyOfAnother,
    LogDamaged,
    LogRolledBack,
)
from dadkhah.evidence.fixity import check_vault
from dadkhah.evidence.replicas import folder_store, object_copy
from dadkhah.evidence.replicas.copy_check import check_copy
from dadkhah.evidence.replicas.copying import copy_vault
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.store import read_bytes
from dadkhah.evidence.vault import Vault, VaultIdentity

AT = datetime(2026, 11, 25, tzinfo=UTC)


def copied(opened, target, **options):
    return copy_vault(opened.vault, target, workers=1, **options)


def held(store):
    return {one.name: b"".join(store.read(one.name)) for one in store.files()}


def head_file(opened):
    return f"log/{opened.vault.device}/checkpoint"


def test_a_copy_has_every_file_of_the_vault_and_nothing_of_the_device(filled, target):
    filled.vault.keep_head()
    report = copied(filled, target)

    assert (report.objects, report.problems, report.notes) == (3, (), ())
    assert held(target) == held(FolderStore(filled.vault.folder))
    assert report.bytes == sum(path.stat().st_size for path in filled.objects())


def test_a_folder_with_a_copy_opens_like_the_vault(filled, near):
    copied(filled, near)
    vault = Vault.open(near.root.parent)

    assert check_vault(vault, workers=1).is_sound
    assert vault.unlock(identity=filled.custodian.text).text == filled.identity.text


@pytest.mark.parametrize("workers", [1, 2])
def test_whoever_waits_is_told_how_many_objects_are_done(filled, near, workers, monkeypatch):
    monkeypatch.setattr(object_copy, "TASK_FILES", 1)
    told = []

    copy_vault(filled.vault, near, workers=workers, progress=lambda *said: told.append(said))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_second_run_writes_only_what_is_new(filled, target):
    copied(filled, target)
    before = held(target)
    again = copied(filled, target)
    assert (again.objects, again.files) == (0, 0)
    assert held(target) == before

    filled.receive(filled.file("later", b"four"), reception="3")

    assert copied(filled, target).objects == 1
    assert check_copy(filled.vault, target, workers=1).is_sound


def test_an_object_in_a_copy_is_never_overwritten(filled, near):
    copied(filled, near)
    path = near.root / filled.objects()[0].relative_to(filled.vault.folder)
    path.chmod(0o600)
    path.write_bytes(b"damaged there")

    copied(filled, near)

    assert path.read_bytes() == b"damaged there"


def test_a_damaged_object_is_not_copied_on_and_all_others_are(filled, target):
    changed, missing, _ = filled.objects()
    changed.chmod(0o600)
    changed.write_bytes(b"damaged here")
    missing.unlink()

    report = copied(filled, target)

    assert report.objects == 1
    assert sorted(problem.split(" ")[0] for problem in report.problems) == sorted(
        path.relative_to(filled.vault.folder).as_posix() for path in (changed, missing)
    )


def test_an_object_that_is_a_link_is_not_followed(filled, near, tmp_path):
    path = filled.objects()[0]
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")

    report = copied(filled, near)

    assert (report.objects, len(report.problems)) == (2, 1)


def test_a_manifest_that_is_gone_here_is_said(filled, near):
    filled.vault.kept(filled.vault.device).manifests.joinpath("4.sha256").unlink()

    assert any("manifests/" in problem for problem in copied(filled, near).problems)


def test_another_story_of_the_log_is_refused_by_name_and_nothing_is_written(
    filled, target, tmp_path
):
    older = tmp_path / "older"
    shutil.copytree(filled.home, older)
    filled.receive(filled.file("mine", b"mine"), reception="3")
    copied(filled, target)
    before = held(target)
    other = Vault.open(older)
    other.note({"type": "note"}, at=AT)

    for _ in range(2):  # shorter than the copy, then longer
        with pytest.raises(CopyForked, match=filled.vault.device):
            copy_vault(other, target, workers=1)
        other.note_all([{"type": "note"}] * 9, at=AT)
    assert held(target) == before


def test_an_older_state_of_the_vault_is_not_copied_over_a_newer_copy(filled, target, tmp_path):
    shutil.copytree(filled.home, tmp_path / "older")
    filled.receive(filled.file("later", b"four"), reception="3")
    copied(filled, target)

    with pytest.raises(LogRolledBack):
        copy_vault(Vault.open(tmp_path / "older"), target, workers=1)


def test_two_devices_bring_their_logs_into_one_copy(filled, target, tmp_path):
    shutil.copytree(filled.vault.folder, tmp_path / "second" / "vault")
    second = Vault.open(tmp_path / "second")
    second.start_device()
    second.note({"type": "note"}, at=AT)
    copy_vault(second, target, workers=1)
    filled.receive(filled.file("later", b"four"), reception="3")

    copied(filled, target)
    copy_vault(second, target, workers=1)  # the copy is ahead of it in the log of the first

    assert read_bytes(target, head_file(filled)) == filled.vault.head().signed
    assert check_copy(filled.vault, target, workers=1).is_sound
    assert len(check_copy(second, target, workers=1).report.faults) == 0


def test_a_copy_of_another_vault_is_left_alone(filled, target):
    target.replace("vault.json", b"{}")

    with pytest.raises(CopyOfAnother):
        copied(filled, target)
    assert set(held(target)) == {"vault.json"}


def test_a_copy_whose_head_is_damaged_is_refused(filled, target):
    copied(filled, target)
    target.replace(head_file(filled), b"damaged")

    with pytest.raises(CopyDamaged):
        copied(filled, target)


def test_a_log_that_is_damaged_here_is_not_copied(filled, target):
    (bundle,) = (filled.vault.folder / "log" / filled.vault.device / "tile/entries").rglob("7")
    content = bytearray(bundle.read_bytes())
    content[40] ^= 1
    bundle.write_bytes(content)

    with pytest.raises(LogDamaged):
        copied(filled, target)
    assert held(target) == {}


def test_what_no_head_covers_yet_is_not_copied(filled, near):
    kept = filled.vault.kept(filled.vault.device)
    shutil.copy(kept.private / "5-6.jsonl.age", kept.private / "90-91.jsonl.age")

    copied(filled, near)

    assert near.size(f"private/{filled.vault.device}/90-91.jsonl.age") is None


def test_disclosures_of_another_size_in_the_copy_are_left_and_said(filled, target):
    copied(filled, target)
    name = f"private/{filled.vault.device}/2-4.jsonl.age"
    target.replace(name, b"shorter")

    (note,) = copied(filled, target).notes

    assert note.startswith(name)
    assert read_bytes(target, name) == b"shorter"


def test_a_new_key_is_copied_and_a_lost_or_changed_one_only_when_told(filled, target):
    copied(filled, target)
    second = VaultIdentity.generate()
    filled.vault.keys.add("second", filled.identity, recipient=second.recipient)
    assert copied(filled, target).notes == ()
    both = set(held(target)) & {"keys/first.age", "keys/second.age"}
    filled.vault.keys.remove("first")
    (filled.vault.folder / "keys/second.age").write_bytes(b"damaged, or by a stranger")

    notes = copied(filled, target).notes

    assert len(both) == len(notes) == 2
    assert read_bytes(target, "keys/first.age")
    assert read_bytes(target, "keys/second.age") != b"damaged, or by a stranger"
    assert copied(filled, target, with_keys=True).notes == ()
    assert read_bytes(target, "keys/first.age") is None
    assert read_bytes(target, "keys/second.age") == b"damaged, or by a stranger"


def test_the_keys_of_a_copy_stay_when_there_is_none_here(filled, target):
    copied(filled, target)
    (filled.vault.folder / "keys/first.age").unlink()

    copied(filled, target, with_keys=True)

    assert read_bytes(target, "keys/first.age")


def test_an_anchor_that_was_completed_is_copied_and_the_older_one_goes_aside(filled, target):
    anchor = filled.vault.folder / "anchors" / "1" / "7.ots"
    anchor.parent.mkdir(parents=True)
    anchor.write_bytes(b"pending")
    copied(filled, target)
    copied(filled, target)
    anchor.write_bytes(b"in a block")

    copied(filled, target)

    assert read_bytes(target, "anchors/1/7.ots") == b"in a block"
    assert read_bytes(target, "put-aside/anchors/1/7.ots.1") == b"pending"


def test_only_one_run_writes_into_a_folder(filled, near):
    near.root.parent.mkdir()
    with FileLock(near.root.parent / ".vault.lock"), pytest.raises(CopyBusy):
        copied(filled, near)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after", range(1, 6))
def test_a_copy_killed_in_the_middle_is_finished_by_the_same_run(filled, near, monkeypatch, after):
    monkeypatch.setattr(object_copy, "TASK_FILES", 1)
    calls = []
    sync = folder_store.sync_written

    def sync_or_die(paths):
        calls.append(paths)
        if len(calls) == after * 2:
            raise Killed
        sync(paths)

    monkeypatch.setattr(folder_store, "sync_written", sync_or_die)
    with pytest.raises(Killed):
        copied(filled, near)
    monkeypatch.undo()
    assert any((near.root / "incoming").iterdir())

    copied(filled, near)

    assert held(near) == held(FolderStore(filled.vault.folder))
    assert list((near.root / "incoming").iterdir()) == []
    assert check_copy(filled.vault, near, workers=1).is_sound


def test_a_half_copied_object_never_has_its_name(filled, near, monkeypatch):
    def half(_descriptor, _length):
        raise Killed

    monkeypatch.setattr(folder_store.os, "read", half)
    with pytest.raises(Killed):
        copied(filled, near)

    assert list(near.files("objects")) == []


def test_a_large_vault_is_copied_in_tasks_of_a_limited_size(opened, near, monkeypatch):
    monkeypatch.setattr(object_copy, "TASK_BYTES", 100_000)
    for number in range(5):
        opened.file(f"{number}", os.urandom(60_000))
    opened.receive()
    told = []

    report = copy_vault(opened.vault, near, workers=1, progress=lambda *said: told.append(said))

    assert told == [(2, 5), (4, 5), (5, 5)]
    assert report.objects == 5
    for name, content in held(near).items():
        if name.startswith("objects/"):
            assert hashlib.sha256(content).hexdigest() == name[8:].replace("/", "")
