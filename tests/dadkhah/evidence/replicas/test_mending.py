"""What is damaged is brought back from where it is whole; the damaged bytes stay."""

import shutil
from datetime import UTC, datetime

import pytest

from dadkhah.errors import CopyMissing, DeviceKeyMissing, LogBusy
from dadkhah.evidence.custody.log_lock import LogLock
from dadkhah.evidence.fixity import check_vault, kept_entries
from dadkhah.evidence.replicas.copy_check import check_copy
from dadkhah.evidence.replicas.copying import copy_vault
from dadkhah.evidence.replicas.mending import repair_copy, repair_vault
from dadkhah.evidence.vault import Vault
from dadkhah.evidence.vault.reception_batch import reception_lock

AT = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def copy(filled, target):
    copy_vault(filled.vault, target, workers=1)
    return target


def mended(opened, source):
    return repair_vault(opened.vault, source, actor="U-1", at=AT, workers=1)


def mended_there(opened, target):
    return repair_copy(opened.vault, target, actor="U-1", at=AT, workers=1)


def damage(path, content=b"damaged"):
    path.chmod(0o600)
    path.write_bytes(content)


def repairs_logged(opened):
    return [
        kept.fields
        for kept in kept_entries(opened.vault, opened.identity)
        if kept.fields.get("type") == "repair"
    ]


def is_sound(opened):
    return check_vault(opened.vault, identity=opened.identity, workers=1).is_sound


def test_objects_that_are_damaged_or_missing_here_come_back_from_a_copy(filled, copy):
    changed, missing, _ = filled.objects()
    whole = changed.read_bytes()
    damage(changed)
    missing.unlink()

    report = mended(filled, copy)

    assert report.unmended == ()
    assert is_sound(filled)
    assert changed.read_bytes() == whole
    names = {path: path.relative_to(filled.vault.folder).as_posix() for path in (changed, missing)}
    by_file = {fields["file"]: fields for fields in repairs_logged(filled)}
    assert by_file == {
        names[changed]: {
            "type": "repair",
            "object": names[changed][8:].replace("/", ""),
            "file": names[changed],
            "reason": "object-changed",
            "from": copy.place,
            "place": "this vault",
            "aside": f"put-aside/{names[changed]}.1",
            "actor": "U-1",
        },
        names[missing]: {
            "type": "repair",
            "object": names[missing][8:].replace("/", ""),
            "file": names[missing],
            "reason": "object-missing",
            "from": copy.place,
            "place": "this vault",
            "actor": "U-1",
        },
    }


def test_damaged_bytes_are_put_aside_each_time(filled, copy):
    path = filled.objects()[0]
    for content in (b"once", b"twice"):
        damage(path, content)
        mended(filled, copy)

    aside = filled.vault.folder / "put-aside" / path.relative_to(filled.vault.folder)
    assert aside.with_name(f"{aside.name}.1").read_bytes() == b"once"
    assert aside.with_name(f"{aside.name}.2").read_bytes() == b"twice"


def test_a_link_in_place_of_an_object_is_put_aside_as_a_link(filled, copy, tmp_path):
    path = filled.objects()[0]
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")

    assert mended(filled, copy).unmended == ()
    assert not path.is_symlink()
    assert is_sound(filled)


def test_a_sound_vault_gets_no_entry(filled, copy):
    size = filled.vault.head().size

    assert mended(filled, copy).repairs == ()
    assert filled.vault.head().size == size


def test_what_is_damaged_in_both_places_stays_as_it_is(filled, copy):
    first, second, third = filled.objects()
    names = [p.relative_to(filled.vault.folder).as_posix() for p in (first, second)]
    damage(first)
    second.unlink()
    copy.remove(names[0])
    copy.replace(names[0], b"damaged too")
    copy.remove(names[1])
    damage(third)

    report = mended(filled, copy)

    assert sorted(fault.subject for fault, _ in report.unmended) == sorted(names)
    assert first.read_bytes() == b"damaged"
    assert len(report.repairs) == 1


@pytest.mark.parametrize("name", ["manifests/{}/4.sha256", "manifests/{}/4.disclosures"])
def test_a_manifest_comes_back(filled, copy, name):
    path = filled.vault.folder / name.format(filled.vault.device)
    path.unlink()
    assert mended(filled, copy).unmended == ()
    path.write_bytes(b"changed")

    assert mended(filled, copy).unmended == ()
    assert is_sound(filled)


def test_sealed_disclosures_that_are_missing_come_back(filled, copy):
    filled.vault.kept(filled.vault.device).private.joinpath("2-4.jsonl.age").unlink()

    assert mended(filled, copy).unmended == ()
    assert is_sound(filled)


def test_a_kept_file_that_the_copy_lacks_too_is_said(filled, copy):
    name = f"private/{filled.vault.device}/2-4.jsonl.age"
    (filled.vault.folder / name).unlink()
    copy.remove(name)

    assert [fault.code for fault, _ in mended(filled, copy).unmended] == ["private-missing"]


def log_file(opened, name):
    return opened.vault.folder / "log" / opened.vault.device / name


@pytest.mark.parametrize("name", ["tile/entries/000.p/7", "tile/0/000.p/7", "vkey", "checkpoint"])
@pytest.mark.parametrize("content", [None, b"\x00\x01x"])
def test_a_file_of_the_log_comes_back(filled, copy, name, content):
    path = log_file(filled, name)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)

    assert mended(filled, copy).unmended == ()
    assert is_sound(filled)
    assert repairs_logged(filled)[0]["file"].startswith(f"log/{filled.vault.device}/")


def test_a_longer_log_is_mended_up_to_the_head_it_has(filled, copy, tmp_path):
    shutil.copytree(filled.vault.folder, tmp_path / "second" / "vault")
    first = filled.vault.device
    second = Vault.open(tmp_path / "second")
    second.start_device()
    filled.receive(filled.file("later", b"four"), reception="3")
    copy_vault(filled.vault, copy, workers=1)
    (second.folder / "log" / first / "tile/0/000.p/7").unlink()

    report = repair_vault(second, copy, actor="U-2", at=AT, workers=1)

    assert report.unmended == ()
    assert second.log(first).size == 7
    assert check_vault(second, workers=1).is_sound


def test_a_log_that_the_copy_has_shorter_or_not_or_otherwise_is_left(filled, copy, tmp_path):
    shutil.copytree(filled.vault.folder, tmp_path / "second" / "vault")
    first = filled.vault.device
    second = Vault.open(tmp_path / "second")
    second.start_device()
    filled.vault.note({"type": "note"}, at=AT)
    shutil.rmtree(second.folder / "log" / first)
    shutil.copytree(filled.vault.folder / "log" / first, second.folder / "log" / first)
    (tile,) = (second.folder / "log" / first / "tile/0").rglob("9")
    tile.unlink()

    def why():
        report = repair_vault(second, copy, actor="U-2", at=AT, workers=1)
        return " ".join(said for fault, said in report.unmended if fault.code == "tile-missing")

    assert "ends before" in why()
    copy.remove(f"log/{first}/checkpoint")
    assert "cannot be read" in why()


def test_another_story_in_the_copy_mends_no_log(filled, near, tmp_path):
    shutil.copytree(filled.home, tmp_path / "other")
    other = Vault.open(tmp_path / "other")
    other.note({"type": "note"}, at=AT)
    copy_vault(other, near, workers=1)
    filled.vault.note({"type": "note"}, at=AT)
    second = tmp_path / "second" / "vault"
    shutil.copytree(filled.vault.folder, second)
    vault = Vault.open(tmp_path / "second")
    vault.start_device()
    (tile,) = (second / "log" / filled.vault.device / "tile/0").rglob("9")
    tile.unlink()

    report = repair_vault(vault, near, actor="U-2", at=AT, workers=1)

    assert any("another story" in said for _, said in report.unmended)


def test_a_rollback_and_a_stranger_in_the_vault_are_for_people(filled, copy, tmp_path):
    (filled.vault.objects.objects / "stray").write_bytes(b"x")

    ((fault, said),) = mended(filled, copy).unmended

    assert fault.code == "object-extra"
    assert "manual" in said


def test_nothing_is_mended_while_somebody_receives_or_writes(filled, copy, monkeypatch):
    with reception_lock(filled.vault.device_folder), pytest.raises(LogBusy):
        mended(filled, copy)
    monkeypatch.setattr("dadkhah.evidence.replicas.mending.LOCK_SECONDS", 0)
    lock = LogLock(filled.vault.device_folder, seconds=0)
    with pytest.raises(LogBusy):
        mended(filled, copy)
    lock.release()


def test_a_vault_without_a_device_cannot_log_a_repair_and_is_left(filled, near, tmp_path):
    copy_vault(filled.vault, near, workers=1)

    with pytest.raises(DeviceKeyMissing):
        repair_vault(Vault.open(near.root.parent), near, actor="U-1", at=AT)
    assert not (near.root.parent / "device").exists()


def test_there_must_be_a_copy_to_mend_from(filled, target):
    with pytest.raises(CopyMissing):
        mended(filled, target)


def test_a_copy_is_mended_from_here_and_that_is_logged(filled, copy):
    names = sorted(one.name for one in copy.files("objects"))
    copy.remove(names[0])
    copy.remove(names[1])
    copy.replace(names[1], b"damaged")
    copy.replace(f"log/{filled.vault.device}/checkpoint", b"damaged")

    report = mended_there(filled, copy)

    assert report.unmended == ()
    assert check_copy(filled.vault, copy, workers=1).is_sound
    assert b"".join(copy.read(f"put-aside/{names[1]}.1")) == b"damaged"
    assert {(one["from"], one["place"]) for one in repairs_logged(filled)} == {
        ("this vault", copy.place)
    }
