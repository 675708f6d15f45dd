"""Whatever is changed, removed, added or reordered in a vault shows, and by name."""

import hashlib
import os
import shutil
from datetime import UTC, datetime

import pytest

from dadkhah.evidence.fixity import check_vault, vault_check
from dadkhah.evidence.replicas import folder_store
from dadkhah.evidence.vault import Vault, VaultIdentity

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def filled(opened):
    """A vault with three batches: two files, one file, and a record of the case."""
    opened.receive(opened.file("x", b"one"), opened.file("y", b"two"), reception="1")
    opened.receive(opened.file("z", b"three"), reception="2")
    opened.vault.record([{"type": "revision", "record": "act/A-1"}], at=AT)
    return opened


def faults(opened, *, with_key=False, vault=None):
    report = check_vault(
        vault or opened.vault, identity=opened.identity if with_key else None, workers=1
    )
    return [(fault.code, fault.subject) for fault in report.faults]


def codes(opened, **options):
    return {code for code, _ in faults(opened, **options)}


def test_a_vault_that_was_left_alone_is_sound(filled):
    for key in (None, filled.identity):
        report = check_vault(filled.vault, identity=key)

        assert report.is_sound
        assert (report.objects, report.entries, report.notes) == (3, 8, ())


@pytest.mark.parametrize("workers", [1, 2])
def test_who_waits_is_told_how_far_it_is(filled, workers):
    told = []
    check_vault(filled.vault, workers=workers, progress=lambda done, of: told.append((done, of)))

    assert told == [(done, 256) for done in range(1, 257)]


def test_a_check_that_is_told_to_stop_stops(filled, monkeypatch):
    checked = []
    shard = vault_check.check_shard
    monkeypatch.setattr(
        vault_check, "check_shard", lambda *given: checked.append(given) or shard(*given)
    )

    def stop(done, _of):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_vault(filled.vault, workers=1, progress=stop)

    assert len(checked) == 3


def test_an_empty_vault_is_sound(opened):
    assert check_vault(opened.vault, workers=1).faults == ()


def named(path):
    return f"objects/{path.parent.name}/{path.name}"


def test_a_changed_object_is_named_without_a_key(filled):
    path = filled.objects()[1]
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)

    assert faults(filled) == [("object-changed", named(path))]


def test_a_removed_object_is_named_without_a_key(filled):
    path = filled.objects()[0]
    path.unlink()

    assert faults(filled) == [("object-missing", named(path))]
    assert codes(filled, with_key=True) == {"object-missing", "entry-without-object"}


def test_a_removed_folder_of_objects_is_named(filled):
    path = filled.objects()[0]
    shutil.rmtree(path.parent)

    assert faults(filled) == [("object-missing", named(path))]


def test_an_added_object_is_named(filled, tmp_path_factory):
    folder = filled.vault.objects.objects
    (folder / "ab" / "notes.txt").write_bytes(b"x")
    (folder / "stray").write_bytes(b"x")
    (folder / "zz").mkdir()
    name = "84c82a6e3a9ed0e3f6a3c6bb1c2d7c3c" * 2
    (folder / "84" / name[2:]).write_bytes(b"not what it is called")

    assert faults(filled) == [
        ("object-changed", f"objects/84/{name[2:]}"),
        ("object-extra", "objects/ab/notes.txt"),
        ("object-extra", "objects/stray"),
        ("object-extra", "objects/zz"),
    ]


def test_a_whole_object_that_no_entry_brought_is_named(filled):
    content = b"slipped in"
    name = hashlib.sha256(content).hexdigest()
    path = filled.vault.objects.path(name)
    path.write_bytes(content)

    assert faults(filled) == [("object-unlogged", named(path))]


def test_a_link_in_place_of_an_object_is_named(filled, tmp_path):
    path = filled.objects()[0]
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")

    assert faults(filled) == [("object-unreadable", named(path))]


def manifests(opened):
    return opened.vault.kept(opened.vault.device).manifests


def test_an_object_removed_with_its_line_in_the_manifest_shows(filled):
    path = filled.objects()[0]
    path.unlink()
    for manifest in manifests(filled).glob("*.sha256"):
        lines = manifest.read_text().splitlines(keepends=True)
        manifest.write_text("".join(line for line in lines if named(path) not in line))

    assert codes(filled) == {"manifest-changed"}


def test_a_line_added_to_a_manifest_shows(filled):
    with (manifests(filled) / "4.sha256").open("a") as file:
        file.write("a remark\n")

    assert codes(filled) == {"manifest-changed"}


@pytest.mark.parametrize("suffix", ["sha256", "disclosures"])
def test_a_removed_manifest_shows(filled, suffix):
    (manifests(filled) / f"4.{suffix}").unlink()

    assert "manifest-missing" in codes(filled)


def test_a_manifest_that_is_no_text_or_is_of_another_entry_shows(filled):
    (manifests(filled) / "4.disclosures").write_bytes(b"\xff")
    assert "manifest-changed" in codes(filled)
    shutil.copy(manifests(filled) / "6.disclosures", manifests(filled) / "4.disclosures")
    assert "manifest-changed" in codes(filled)


def remove_batch(opened, first, last):
    kept = opened.vault.kept(opened.vault.device)
    for line in (kept.manifests / f"{last}.sha256").read_text().splitlines():
        (opened.vault.folder / line.split("  ")[1]).unlink()
    (kept.manifests / f"{last}.sha256").unlink()
    (kept.manifests / f"{last}.disclosures").unlink()
    (kept.private / f"{first}-{last}.jsonl.age").unlink()


def test_a_batch_removed_with_everything_about_it_shows_without_a_key(filled):
    remove_batch(filled, 2, 4)

    assert faults(filled) == [
        ("manifest-missing", f"manifests/{filled.vault.device}/4.sha256"),
    ]


def test_removed_disclosures_show(filled):
    kept = filled.vault.kept(filled.vault.device)
    (kept.private / "2-4.jsonl.age").unlink()

    assert codes(filled) == {"private-missing"}


def test_changed_disclosures_show_with_a_key(filled):
    kept = filled.vault.kept(filled.vault.device)
    shutil.copy(kept.private / "5-6.jsonl.age", kept.private / "2-4.jsonl.age")
    assert codes(filled) == set()
    assert codes(filled, with_key=True) == {"private-changed"}
    (kept.private / "2-4.jsonl.age").write_bytes(b"")
    assert codes(filled, with_key=True) == {"private-changed"}


def test_the_files_of_a_batch_that_was_cut_short_are_a_note(filled):
    kept = filled.vault.kept(filled.vault.device)
    shutil.copy(kept.private / "5-6.jsonl.age", kept.private / "8-9.jsonl.age")
    (kept.manifests / "9.sha256").write_bytes(b"")
    (filled.vault.objects.incoming / "left").mkdir()

    report = check_vault(filled.vault, identity=filled.identity, workers=1)

    assert report.is_sound
    assert len(report.notes) == 2


def log_file(opened, name):
    return opened.vault.folder / "log" / opened.vault.device / name


def test_a_changed_entry_shows(filled):
    (bundle,) = log_file(filled, "tile/entries").rglob("8")
    content = bytearray(bundle.read_bytes())
    content[40] ^= 1
    bundle.write_bytes(content)

    assert any(subject.startswith("log/") for _, subject in faults(filled))


@pytest.mark.parametrize("name", ["checkpoint", "vkey"])
def test_a_removed_head_or_key_shows(filled, name):
    log_file(filled, name).unlink()

    assert faults(filled)


def test_a_restored_backup_shows_on_its_own_device(filled, tmp_path):
    shutil.copytree(filled.vault.folder, tmp_path / "backup")
    filled.receive(filled.file("later", b"4"), reception="3")
    shutil.rmtree(filled.vault.folder)
    shutil.copytree(tmp_path / "backup", filled.vault.folder)

    assert codes(filled) == {"log-rolled-back"}


def test_a_copy_elsewhere_is_checked_without_the_device(filled, tmp_path):
    shutil.copytree(filled.vault.folder, tmp_path / "other" / "vault")
    copy = Vault.open(tmp_path / "other")

    assert faults(filled, vault=copy) == []
    (tmp_path / "other" / "device").mkdir()
    assert codes(filled, vault=copy) == {"device-key-missing"}


def test_the_log_of_another_device_is_checked_too(filled):
    first = filled.vault.device
    filled.vault.start_device()
    assert faults(filled, with_key=True) == []
    (filled.vault.folder / "log" / first / "checkpoint").write_bytes(b"")

    assert any(first in subject for _, subject in faults(filled, with_key=True))


def test_a_key_of_another_vault_opens_nothing(filled):
    report = check_vault(filled.vault, identity=VaultIdentity.generate(), workers=1)

    assert {fault.code for fault in report.faults} == {"private-changed"}


def test_every_byte_of_a_large_object_is_read(opened, monkeypatch):
    monkeypatch.setattr(folder_store, "DIGEST_BLOCK", 64)
    ((one,), _) = opened.receive(opened.file("x", os.urandom(1000)))
    path = opened.vault.objects.path(one.object_name)
    assert check_vault(opened.vault, workers=1).bytes == path.stat().st_size
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.seek(700)
        file.write(b"xx")

    assert codes(opened) == {"object-changed"}
