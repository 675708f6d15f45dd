"""Attacks on the log: forks, rollback, other keys, other logs."""

import base64
import re
import shutil

import pytest

from dadkhah.evidence.tlog.checkpoint import sign_checkpoint
from dadkhah.evidence.tlog.merkle import leaf_hash, root_of


@pytest.fixture
def device(house):
    return f"data/log/{house.key.device}"


def head_of(house, size, leaves):
    key = house.key
    return sign_checkpoint(size=size, root=root_of(leaves), key=key.vkey, sign=key.sign).signed


def leaves_of(forger, device, size):
    tiles = forger.read(f"{device}/tile/0/000") + forger.read(f"{device}/tile/0/001.p/{size - 256}")
    return [tiles[i : i + 32] for i in range(0, len(tiles), 32)]


def test_two_heads_of_one_size_are_a_fork(forger, house, device):
    forked = [leaf_hash(b"another history")] * 264
    (kept,) = (forger.folder / device / "checkpoints").iterdir()
    size = int(kept.name)
    forger.write(f"{device}/checkpoints/{size}", head_of(house, size, forked[:size]))
    head = forger.read(f"{device}/checkpoint")
    other = head_of(house, 276, forked + forked[:12])
    forger.relist()

    assert forger.verdict().says(f"{size}' signs {size} entries with another root than the hashes")
    assert forger.verdict(notes=[other]).exit == 1
    assert re.match(rb".*\n276\n", head)


def test_a_fork_shown_to_somebody_else_is_named(forger, house):
    other = head_of(house, 276, [leaf_hash(b"another history")] * 276)

    assert forger.verdict(notes=[other]).says(
        "'the head you gave' signs 276 entries with another root"
    )


def test_an_earlier_head_that_somebody_kept_is_confirmed(forger, house, device, tmp_path):
    earlier = head_of(house, 100, leaves_of(forger, device, 276)[:100])
    (tmp_path / "head").write_bytes(earlier)

    assert forger.verdict(notes=[earlier]).exit == 0
    assert forger.run("--checkpoint", str(tmp_path / "head")).returncode == 0
    assert forger.run("--checkpoint", str(tmp_path / "no such file")).returncode == 2


def test_a_log_restored_from_an_old_copy_is_seen_by_whoever_kept_a_later_head(forger, house):
    later = head_of(house, 300, [leaf_hash(b"x")] * 300)

    assert forger.verdict(notes=[later]).says("this log ends before: rolled back")


def test_a_kept_head_larger_than_the_head_is_rollback(forger, house, device):
    forger.write(f"{device}/checkpoints/300", head_of(house, 300, [leaf_hash(b"x")] * 300))
    forger.relist()

    assert forger.verdict().says("rolled back")


def test_an_older_head_put_in_place_of_the_newest_is_detected(forger, device):
    (kept,) = (forger.folder / device / "checkpoints").iterdir()
    shutil.copy(kept, forger.folder / device / "checkpoint")
    forger.relist()

    assert forger.verdict().exit == 1


def test_a_head_for_more_entries_than_there_are_tiles_is_refused_at_once(forger, house, device):
    for size in (277, 10**17):
        key = house.key
        head = sign_checkpoint(size=size, root=bytes(32), key=key.vkey, sign=key.sign)
        forger.write(f"{device}/checkpoint", head.signed)
        forger.relist()
        assert forger.verdict().exit == 1


@pytest.mark.parametrize("change", ["cut", "longer", "swapped", "hash of another"])
def test_a_tile_that_is_not_whole_is_detected(forger, device, change):
    name = f"{device}/tile/0/001.p/20"
    tile = forger.read(name)
    changes = {
        "cut": tile[:-32], "longer": tile + bytes(32),
        "swapped": tile[32:64] + tile[:32] + tile[64:], "hash of another": bytes(32) + tile[32:],
    }  # fmt: skip
    forger.write(name, changes[change])
    forger.relist()
    verdict = forger.verdict()

    assert verdict.exit == 1
    assert verdict.of("PROVEN") and not any("exhibit" in s for s, _ in verdict.of("PROVEN"))


def test_everything_signed_anew_with_another_key_is_seen_only_by_comparing_the_key(
    forger, house, make_house, tmp_path
):
    impostor = make_house(tmp_path / "impostor").fill(noise=260)
    impostor.bundle(tmp_path / "forged")
    forged = type(forger)(tmp_path / "forged")

    assert forged.verdict().exit == 0
    assert forged.verdict(keys=[house.key.vkey.fingerprint]).exit == 1
    assert forger.verdict(keys=[house.key.vkey.fingerprint]).exit == 0


def test_a_second_log_with_the_same_key_is_a_fork(forger, device):
    shutil.copytree(forger.folder / device, forger.folder / "data/log/second")
    forger.relist()

    assert forger.verdict().says("FORK: another log in this bundle has the same key")


def test_with_a_key_given_every_log_must_have_it(forger, house, make_house, tmp_path):
    other = make_house(tmp_path / "other").fill(noise=0)
    shutil.copytree(other.log, forger.folder / "data/log/other")
    shutil.rmtree(forger.folder / "data/log/other/tile/entries")
    forger.relist()
    (problem,) = [
        reason for subject, reason in forger.verdict(keys=[house.key.vkey.fingerprint]).problems
        if subject == "log other"
    ]  # fmt: skip

    assert "not the one you gave" in problem


def test_the_key_of_another_log_does_not_open_this_head(forger, make_house, device, tmp_path):
    other = make_house(tmp_path / "other")
    forger.write(f"{device}/vkey", other.key.vkey.text.encode() + b"\n")
    forger.relist()

    assert forger.verdict().says("not signed by the key of this log")


def test_a_head_of_another_log_signed_with_this_key_is_refused(forger, house, device):
    text = f"dadkhah.local/other\n276\n{base64.b64encode(bytes(32)).decode()}\n"
    signature = base64.b64encode(house.key.vkey.key_id + house.key.sign(text.encode())).decode()
    note = f"{text}\n— {house.key.vkey.name} {signature}\n"
    forger.write(f"{device}/checkpoint", note.encode())
    forger.relist()

    assert forger.verdict().says("not as a head of the log of this key")


def test_a_bundle_without_logs_proves_nothing(forger):
    shutil.rmtree(forger.folder / "data/log")
    forger.relist()
    verdict = forger.verdict()

    assert verdict.says("is not here or not proven")
    assert verdict.of("PROVEN") and not any("exhibit" in s for s, _ in verdict.of("PROVEN"))
    assert verdict.exit == 1


def test_a_proof_under_another_head_is_refused(forger, house):
    name = f"data/proofs/{house.key.device}/260.tlog-proof"
    forger.write(name, forger.read(name).replace(b"index 260", b"index 261"))
    forger.relist()

    assert forger.verdict().says(f"{name}: its bytes are not those listed in data/release")


def test_a_tile_under_another_name_is_detected(forger, device):
    (forger.folder / device / "tile/0/000").rename(forger.folder / device / "tile/0/0000")
    forger.relist()

    assert forger.verdict().says("no part of a log")


def test_a_tile_in_two_pieces_is_detected(forger, device):
    tile = forger.read(f"{device}/tile/0/000")
    forger.write(f"{device}/tile/0/000", tile[:4096])
    forger.write(f"{device}/tile/0/0000", tile[4096:])
    forger.relist()

    assert forger.verdict().says("no part of a log")


def test_a_head_with_a_hundred_signatures_more_is_refused(forger, device):
    added = "\u2014 witness AAAAAAAA\n".encode() * 100
    forger.write(f"{device}/checkpoint", forger.read(f"{device}/checkpoint") + added)
    forger.relist()

    assert forger.verdict().says("not a signed note")


@pytest.mark.parametrize("end", [b"", b" ", b"\r", b"+"])
def test_a_key_file_whose_line_ends_otherwise_is_refused(forger, device, end):
    forger.write(f"{device}/vkey", forger.read(f"{device}/vkey")[:-1] + end)
    forger.relist()

    assert forger.verdict().says("its key file is not one line")


@pytest.mark.parametrize("change", [b"\n", b" ", b"\nmore"])
def test_a_key_file_that_says_more_than_the_key_is_refused(forger, device, change):
    forger.write(f"{device}/vkey", forger.read(f"{device}/vkey") + change)
    forger.relist()

    assert forger.verdict().exit == 1
