"""A copy is checked without a key: what is damaged, missing, added, forked or behind is named."""

import shutil
from datetime import UTC, datetime

import pytest

from dadkhah.errors import CopyMissing, CopyOfAnother
from dadkhah.evidence.replicas import folder_store
from dadkhah.evidence.replicas.copy_check import check_copy
from dadkhah.evidence.replicas.copying import copy_vault
from dadkhah.evidence.vault import Vault

AT = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def copy(filled, target):
    copy_vault(filled.vault, target, workers=1)
    return target


def checked(opened, store):
    return check_copy(opened.vault, store, workers=1)


def codes(opened, store):
    return {fault.code for fault in checked(opened, store).report.faults}


def objects(store):
    return sorted(one.name for one in store.files("objects"))


def log_file(opened, name):
    return f"log/{opened.vault.device}/{name}"


def test_a_fresh_copy_is_sound_and_level(filled, copy):
    check = checked(filled, copy)

    assert (check.is_sound, check.behind, check.undestroyed) == (True, (), ())
    assert (check.report.objects, check.report.entries) == (3, 7)


def test_whoever_waits_is_told_how_far_the_check_is(filled, copy):
    told = []
    check_copy(filled.vault, copy, workers=1, progress=lambda *said: told.append(said))

    assert told[-1] == (256, 256)


def test_nothing_is_no_copy_and_neither_is_another_vault(filled, target):
    with pytest.raises(CopyMissing):
        checked(filled, target)
    target.replace("vault.json", b"{}")
    with pytest.raises(CopyOfAnother):
        checked(filled, target)


def test_damaged_missing_and_added_objects_are_named(filled, copy):
    changed, missing, _ = objects(copy)
    copy.remove(missing)
    content = b"".join(copy.read(changed))
    copy.remove(changed)
    copy.replace(changed, content[:-1])
    copy.replace("objects/ab/notes", b"x")
    copy.replace(f"objects/{changed[8:10]}/{'0' * 62}", b"x")

    assert codes(filled, copy) == {"object-changed", "object-missing", "object-extra"}


def test_an_object_that_cannot_be_read_is_named(filled, far):
    copy_vault(filled.vault, far, workers=1)
    far.refused.add(objects(far)[0])

    assert codes(filled, far) == {"object-unreadable"}


def test_a_log_that_was_altered_in_the_copy_is_named(filled, copy):
    copy.replace(log_file(filled, "tile/entries/000.p/7"), b"\x00\x01x")

    assert "entry-changed" in codes(filled, copy) or "bundle-missing" in codes(filled, copy)


def test_a_head_that_is_damaged_in_the_copy_is_named(filled, copy):
    copy.replace(log_file(filled, "checkpoint"), b"damaged")

    assert "head-not-valid" in codes(filled, copy)


def test_a_fork_is_named(filled, near, tmp_path):
    shutil.copytree(filled.home, tmp_path / "other")
    other = Vault.open(tmp_path / "other")
    filled.receive(filled.file("mine", b"mine"), reception="3")
    copy_vault(filled.vault, near, workers=1)
    other.note({"type": "note"}, at=AT)

    assert "copy-forked" in {
        fault.code for fault in check_copy(other, near, workers=1).report.faults
    }


def test_a_copy_that_was_not_brought_up_to_date_is_behind_and_sound(filled, copy):
    filled.receive(filled.file("later", b"four"), reception="3")
    second = filled.vault.start_device()

    check = checked(filled, copy)

    assert check.is_sound
    assert set(check.behind) == {*filled.vault.devices()}
    assert second in check.behind


def test_what_an_unfinished_run_brought_is_a_note(filled, copy):
    filled.receive(filled.file("later", b"four"), reception="3")
    head = b"".join(copy.read(log_file(filled, "checkpoint")))
    copy_vault(filled.vault, copy, workers=1)
    copy.replace(log_file(filled, "checkpoint"), head)

    check = checked(filled, copy)

    assert check.is_sound, check.report.faults
    assert any("did not end" in note for note in check.report.notes)


def test_files_of_a_log_that_nobody_has_are_no_unfinished_run(filled, copy):
    filled.receive(filled.file("later", b"four"), reception="3")
    copy.replace(log_file(filled, "notes.txt"), b"x")
    copy.replace(log_file(filled, "tile/0/999"), b"x")
    copy.replace(f"log/{'ab' * 16}/checkpoint", b"x")
    copy.replace(f"objects/ab/{'0' * 62}", b"x")

    faults = checked(filled, copy).report.faults

    assert [one.code for one in faults] == [
        "file-added", "file-added", "head-not-valid", "object-changed",
    ]  # fmt: skip


def test_sealed_disclosures_that_differ_are_named(filled, copy):
    name = f"private/{filled.vault.device}/2-4.jsonl.age"
    copy.replace(name, b"other")
    copy.replace(f"private/{filled.vault.device}/0-1.jsonl.age", b"x")

    assert codes(filled, copy) == {"private-differs"}
    (filled.vault.folder / name).unlink()
    assert codes(filled, copy) == {"private-differs"}


def test_checking_a_copy_changes_nothing_in_it(filled, near, monkeypatch):
    copy_vault(filled.vault, near, workers=1)
    before = {path: path.lstat().st_mtime_ns for path in near.root.rglob("*")}
    monkeypatch.setattr(folder_store, "sync_written", None)

    checked(filled, near)

    assert {path: path.lstat().st_mtime_ns for path in near.root.rglob("*")} == before
