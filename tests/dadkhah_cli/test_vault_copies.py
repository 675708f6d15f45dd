"""The custodian's commands for copies: make one, check it, mend from it, dispose of an object."""

import hashlib
import json
import shutil
import stat

import pytest
from typer.testing import CliRunner

from dadkhah.errors import (
    CopyMissing,
    CopyOfAnother,
    DeviceKeyMissing,
    DisposalRefused,
    NotACopy,
    StoreRefused,
)
from dadkhah.evidence.fixity import KeptReports, kept_entries
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah_cli.app import app


def run(*arguments, **options):
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False, **options)


@pytest.fixture
def keyed(home, tmp_path):
    """Two custodians with age identities, as files: the vault opens at once."""
    vault = Vault.open(home)
    identity = vault.unlock(passphrase="words for these tests")  # noqa: S106
    files = {}
    for code in ("K-1", "K-2"):
        own = VaultIdentity.generate()
        files[code] = tmp_path / code
        files[code].write_text(f"{own.text}\n", "utf-8")
        vault.keys.add(code, identity, recipient=own.recipient)
    return files


@pytest.fixture
def filled(home, tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(name, "utf-8")
    run("vault", "receive", folder, "--source", "S-1")
    return Vault.open(home)


@pytest.fixture
def stick(tmp_path):
    return tmp_path / "stick"


def objects(folder):
    return sorted(path for path in (folder / "objects").rglob("*") if path.is_file())


def damage(path):
    path.chmod(0o600)
    path.write_bytes(b"damaged")


def test_a_copy_is_made_brought_up_to_date_and_checked(filled, stick, tmp_path):
    made = run("vault", "copy", stick)
    assert made.exit_code == 0
    assert "3 new objects" in made.output
    assert run("vault", "check-copy", stick).output.startswith("Sound: 3 objects")
    (tmp_path / "later").write_text("later", "utf-8")
    run("vault", "receive", tmp_path / "later", "--source", "S-1")

    behind = run("vault", "check-copy", stick)

    assert behind.exit_code == 1
    assert "1 log is longer here" in behind.output
    assert json.loads(run("vault", "copy", stick, "--json").output)["objects"] == 1
    assert json.loads(run("vault", "check-copy", stick, "--json").output)["behind"] == []


def test_nothing_is_copied_over_the_vault_itself_or_checked_where_nothing_is(filled, stick, home):
    with pytest.raises(CopyOfAnother):
        run("vault", "copy", home)
    with pytest.raises(CopyMissing):
        run("vault", "check-copy", stick)
    assert not stick.exists()


def test_what_is_damaged_here_is_named_and_comes_back_from_the_copy(filled, stick):
    run("vault", "copy", stick)
    first = objects(filled.folder)[0]
    damage(first)
    shutil.rmtree(stick / "vault" / first.relative_to(filled.folder).parent)

    refused = run("vault", "copy", stick)
    assert refused.exit_code == 3
    assert "is damaged" in refused.output
    assert "`dadkhah vault repair`" in refused.output
    stays = run("vault", "repair", stick)
    assert stays.exit_code == 3
    assert "1 faults stay" in stays.output

    second = objects(filled.folder)[1]
    damage(second)
    mended = run("vault", "repair", stick, "--json")
    assert len(json.loads(mended.output)["repairs"]) == 1


def test_a_damaged_copy_is_named_and_mended_from_here(filled, stick):
    run("vault", "copy", stick)
    damage(objects(stick / "vault")[0])

    assert run("vault", "check-copy", stick).exit_code == 3
    mended = run("vault", "copy", stick, "--repair")

    assert "mended objects/" in mended.output
    assert "put-aside/objects/" in mended.output
    assert run("vault", "check-copy", stick).exit_code == 0
    assert json.loads(run("vault", "copy", stick, "--repair", "--json").output)["repair"] == {
        "repairs": [], "unmended": [],
    }  # fmt: skip


def test_a_key_taken_away_is_said_until_it_is_carried_over(filled, stick, keyed):
    run("vault", "copy", stick)
    run("vault", "key", "remove", "K-2", "--yes", "--identity", keyed["K-1"])

    assert "note   keys/K-2.age was removed here" in run("vault", "copy", stick).output
    assert "note" not in run("vault", "copy", stick, "--with-keys").output
    assert not (stick / "vault/keys/K-2.age").exists()


def dispose(keyed, item, *more):
    files = [f"--identity={code}={file}" for code, file in keyed.items()]
    both = ("--custodian", "K-1", "--custodian", "K-2", *files)
    return run("vault", "dispose", item, "--reason", "a court ordered it", *both, *more)


def test_two_custodians_dispose_and_everybody_reads_why(filled, keyed, stick):
    run("vault", "copy", stick)

    done = dispose(keyed, "evidence/a.txt", "--yes")

    assert done.exit_code == 0
    (name,) = [line.split(":")[0] for line in done.output.splitlines() if ": disposed" in line]
    verified = run("vault", "verify")
    assert verified.exit_code == 0
    assert f"gone   {name}: disposed of by entry" in verified.output
    assert "a court ordered it" in verified.output
    assert dispose(keyed, name, "--yes").exit_code == 0  # nothing more happens
    run("vault", "copy", stick)
    assert "1 object was disposed of and still there" in run("vault", "check-copy", stick).output
    assert "1 object destroyed" in run("vault", "copy", stick, "--with-disposals").output


def test_one_person_under_two_codes_disposes_of_nothing(filled, keyed):
    with pytest.raises(DisposalRefused, match="the same words"):
        run(
            "vault", "dispose", "evidence/a.txt", "--reason", "x", "--yes",
            "--custodian", "K-1", "--custodian", "K-2",
            f"--identity=K-1={keyed['K-1']}", f"--identity=K-2={keyed['K-1']}",
        )  # fmt: skip
    assert len(objects(filled.folder)) == 3


def test_a_disposal_asks_and_needs_two(filled, keyed):
    with pytest.raises(DisposalRefused):
        run(
            "vault", "dispose", "evidence/a.txt", "--reason", "x",
            "--custodian", "K-1", "--custodian", "K-1",
        )  # fmt: skip
    asked = CliRunner().invoke(
        app,
        [
            "vault", "dispose", "evidence/a.txt", "--reason", "x",
            "--custodian", "ours", "--custodian", "K-2",
            "--passphrase", "ours=words for these tests", f"--identity=K-2={keyed['K-2']}",
        ],
        input="n\n",
    )  # fmt: skip
    assert asked.exit_code == 1
    assert len(objects(filled.folder)) == 3


def listing(folder):
    """Everything that can change about a folder: names, kinds, sizes, times, bytes."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        status = path.lstat()
        is_file = stat.S_ISREG(status.st_mode)
        content = hashlib.sha256(path.read_bytes()).hexdigest() if is_file else ""
        found[path] = (status.st_mode, status.st_size, status.st_mtime_ns, content)
    return found


@pytest.fixture
def write_protected(filled, stick, keyed, monkeypatch):
    """A copy on a stick without a single write bit, on a machine that is a stranger's."""
    run("vault", "copy", stick)
    monkeypatch.delenv("DADKHAH_ACTOR")
    monkeypatch.delenv("DADKHAH_HOME")
    for path in [stick, *stick.rglob("*")]:
        path.chmod(path.lstat().st_mode & ~0o222)
    yield stick
    for path in [stick, *stick.rglob("*")]:
        path.chmod(path.lstat().st_mode | 0o200)


def test_a_write_protected_copy_is_verified_listed_proven_and_opened_and_never_changed(
    write_protected, keyed, tmp_path
):
    before = listing(write_protected)
    at = ("--home", write_protected)
    key = ("--identity", keyed["K-1"])

    assert run("vault", "verify", *at, *key).stdout.startswith("Sound: 3 objects")
    assert "path=evidence/a.txt" in run("vault", "log", *at, *key).output
    assert "K-2  by recipient" in run("vault", "key", "list", *at).output
    proof = run("vault", "prove", "evidence/a.txt", "--out", tmp_path / "p", *at, *key)
    assert proof.exit_code == 0
    with pytest.raises(DeviceKeyMissing, match="--unlogged"):
        run("vault", "open", "evidence/a.txt", "--out", tmp_path / "a", *at, *key)
    assert not (tmp_path / "a").exists()
    opened = run(
        "vault", "open", "evidence/a.txt", "--out", tmp_path / "a", "--unlogged", *at, *key
    )
    assert (opened.exit_code, (tmp_path / "a").read_text("utf-8")) == (0, "a")
    again = run("vault", "copy", tmp_path / "second", *at)
    assert again.exit_code == 0
    assert run("vault", "check-copy", tmp_path / "second", *at).exit_code == 0

    assert listing(write_protected) == before


def test_an_opening_at_home_is_always_logged(filled, keyed, tmp_path):
    with pytest.raises(NotACopy):
        run(
            "vault", "open", "evidence/a.txt", "--out", tmp_path / "a", "--unlogged",
            "--identity", keyed["K-1"],
        )  # fmt: skip
    assert not (tmp_path / "a").exists()


def test_every_check_at_home_leaves_a_report(filled, home):
    run("vault", "verify")
    assert KeptReports(home).newest().is_sound
    damage(objects(filled.folder)[0])

    assert run("vault", "verify").exit_code == 3
    assert [one.code for one in KeptReports(home).newest().faults] == ["object-changed"]


def test_a_store_in_a_cloud_is_named_by_its_address(filled, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setattr("dadkhah_network.object_storage.RETRIES", 0)

    with pytest.raises(StoreRefused, match="s3://bucket/prefix"):
        run("vault", "check-copy", "s3://bucket/prefix/")


# Losing any one of these loses no evidence.


def test_without_the_database_the_vault_lists_opens_and_verifies(filled, home, keyed, tmp_path):
    for path in home.glob("case.db*"):
        path.unlink()
    for path in (home / "device").glob("index*"):
        path.unlink()
    key = ("--identity", keyed["K-1"])

    assert run("vault", "verify", *key).exit_code == 0
    listed = run("vault", "log", "--json", *key).output.splitlines()
    receptions = [one for one in map(json.loads, listed) if one.get("type") == "receive"]
    assert {(one["path"], one["source"]) for one in receptions} == {
        ("evidence/a.txt", "S-1"), ("evidence/b.txt", "S-1"), ("evidence/c.txt", "S-1"),
    }  # fmt: skip
    assert run("vault", "open", "evidence/a.txt", "--out", tmp_path / "a", *key).exit_code == 0
    assert "3 files are known" in run("vault", "reindex", *key).output
    (tmp_path / "same").write_text("a", "utf-8")
    again = run("vault", "receive", tmp_path / "same", "--source", "S-2")
    assert "already held 1 of them" in again.output


def test_without_the_device_its_log_stays_proof_and_a_new_one_goes_on(filled, home, keyed):
    lost = filled.device
    shutil.rmtree(home / "device")

    started = run("vault", "start-device")

    assert started.exit_code == 0
    assert "3 files are known" in run("vault", "reindex", "--identity", keyed["K-1"]).output
    run("vault", "key", "remove", "K-2", "--yes", "--identity", keyed["K-1"])
    verified = run("vault", "verify", "--identity", keyed["K-1"])
    assert verified.exit_code == 0
    assert {lost, Vault.open(home).device} == set(Vault.open(home).devices())


def test_without_one_custodian_another_opens_and_takes_the_key_of_the_lost_one_away(
    filled, home, keyed, tmp_path
):
    key = ("--identity", keyed["K-2"])
    assert run("vault", "key", "remove", "K-1", "--yes", *key).exit_code == 0

    assert run("vault", "open", "evidence/b.txt", "--out", tmp_path / "b", *key).exit_code == 0
    identity = Vault.open(home).unlock(identity=keyed["K-2"].read_text("utf-8"))
    kept = [one.fields for one in kept_entries(Vault.open(home), identity)]
    assert ("remove", "K-1") in {(one.get("action"), one.get("custodian")) for one in kept}


def test_without_one_copy_the_next_is_made_whole_from_here(filled, stick, tmp_path):
    run("vault", "copy", stick)
    shutil.rmtree(stick)

    assert run("vault", "copy", tmp_path / "another").exit_code == 0
    assert run("vault", "check-copy", tmp_path / "another").exit_code == 0


def test_without_the_whole_home_a_copy_is_the_vault_and_goes_on(filled, stick, keyed, home):
    run("vault", "copy", stick)
    shutil.rmtree(home)
    at = ("--home", stick)

    assert run("vault", "start-device", *at).exit_code == 0
    assert run("vault", "reindex", "--identity", keyed["K-1"], *at).exit_code == 0
    assert run("vault", "verify", "--identity", keyed["K-1"], *at).exit_code == 0
