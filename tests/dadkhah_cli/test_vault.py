"""The custodian's commands: make, receive, check, prove, open, and who holds a key."""

import json
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dadkhah.errors import (
    AgeKeyNotReadable,
    ItemNotFound,
    LastCustodian,
    LogRolledBack,
    ObjectDamaged,
    PassphraseMissing,
    WrongPassphrase,
)
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah_cli.app import app


def run(*arguments, **options):
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False, **options)


@pytest.fixture
def evidence(tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"one")
    (folder / "b.txt").write_bytes(b"two")
    return folder


@pytest.fixture
def keyed(home, tmp_path):
    """An age identity that opens the vault at once, as a file; the vault also knows it."""
    own = VaultIdentity.generate()
    vault = Vault.open(home)
    file = tmp_path / "identity"
    file.write_text(f"# created for tests\n{own.text}\n", "utf-8")
    identity = vault.unlock(passphrase="words for these tests")  # noqa: S106
    vault.keys.add("keyed", identity, recipient=own.recipient)
    return file


def test_a_vault_is_made_for_a_recipient(tmp_path):
    own = VaultIdentity.generate()
    made = run(
        "vault", "create", "--custodian", "ours", "--recipient", own.recipient,
        "--home", tmp_path / "new", "--actor", "U-1",
    )  # fmt: skip

    assert made.exit_code == 0
    assert Vault.open(tmp_path / "new").unlock(identity=own.text)


def test_a_vault_is_made_for_a_passphrase_typed_twice(tmp_path, monkeypatch):
    monkeypatch.delenv("DADKHAH_PASSPHRASE", raising=False)
    monkeypatch.setattr("dadkhah_cli.options.has_keyboard", lambda: True)
    arguments = ("vault", "create", "--custodian", "ours", "--home", tmp_path, "--actor", "U-1")

    assert run(*arguments, input="one long one\nother\n").exit_code == 1
    assert run(*arguments, input="four random words\nfour random words\n").exit_code == 0
    assert run("vault", "key", "list", "--home", tmp_path).output == "ours  by passphrase\n"


def test_what_was_received_is_counted_and_what_was_not_is_named(home, evidence):
    (evidence / "link").symlink_to("a.txt")

    told = run("vault", "receive", evidence, "--source", "S-1")

    assert told.exit_code == 1
    assert "NOT RECEIVED  evidence/link: This is a link" in told.output
    assert "2 files received (6 bytes)" in told.output


def test_receive_tells_the_same_as_json(home, evidence):
    run("vault", "receive", evidence / "a.txt", "--source", "S-1")

    told = run("vault", "receive", evidence, "--source", "S-2", "--json")

    assert told.exit_code == 0
    assert json.loads(told.output) == {
        "received": 2, "known": 1, "resumed": 0, "bytes": 6, "not_received": [],
    }  # fmt: skip


def test_an_interrupted_reception_says_how_it_goes_on(home, evidence, monkeypatch):
    def interrupted(*_, **__):
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr(Vault, "receive", interrupted)
    told = run("vault", "receive", evidence, "--source", "S-1")

    assert told.exit_code == 130
    assert told.stderr == "\nStopped. The same command goes on where it stopped.\n"


def test_progress_is_shown_on_a_terminal_only(home, evidence, monkeypatch):
    for number in range(1000):
        (evidence / f"{number}").write_bytes(b"%d" % number)
    monkeypatch.setattr("dadkhah_cli.vault.custody.is_terminal", lambda: True)

    told = run("vault", "receive", evidence, "--source", "S-1")

    assert "1000 files received" in told.stderr


def test_a_sound_vault_is_said_to_be_sound(home, evidence, keyed):
    run("vault", "receive", evidence, "--source", "S-1")

    assert "Sound: 2 objects" in run("vault", "verify").output
    assert run("vault", "verify", "--identity", keyed).exit_code == 0
    assert json.loads(run("vault", "verify", "--json").output)["faults"] == []


def test_verify_names_what_is_wrong_and_exits_3(home, evidence):
    run("vault", "receive", evidence, "--source", "S-1")
    objects = [path for path in (home / "vault" / "objects").rglob("*") if path.is_file()]
    objects[0].unlink()
    (home / "vault" / "incoming" / "left").mkdir()

    told = run("vault", "verify")

    assert told.exit_code == 3
    assert objects[0].name in told.output
    assert "[object-missing]" in told.output
    assert "1 fault in 1 object " in told.output
    assert "note   1 folder was never logged" in told.output


def test_the_head_is_three_lines_and_a_fingerprint(home):
    told = run("vault", "head", "--keep")
    head = json.loads(run("vault", "head", "--json").output)

    lines = told.output.splitlines()
    assert lines[:3] == [head["origin"], head["size"], head["root"]]
    assert f"Key fingerprint: {head['fingerprint']}" in lines
    assert list((home / "vault" / "log").glob("*/checkpoints/*"))


def test_a_head_that_was_rolled_back_is_not_read_out(home, evidence, tmp_path):
    backup = shutil.copytree(home / "vault", tmp_path / "backup")
    run("vault", "receive", evidence, "--source", "S-1")
    shutil.rmtree(home / "vault")
    shutil.copytree(backup, home / "vault")

    for more in ((), ("--json",), ("--keep",)):
        with pytest.raises(LogRolledBack, match="an older copy"):
            run("vault", "head", *more)


def test_the_log_lists_what_the_vault_can_open(home, evidence, keyed):
    run("vault", "receive", evidence, "--source", "S-1")

    text = run("vault", "log", "--identity", keyed).output
    lines = run("vault", "log", "--identity", keyed, "--json").output.splitlines()

    assert "type=receive" in text
    assert [json.loads(line)["type"] for line in lines] == [
        "key", "manifest", "receive", "receive", "manifest",
    ]  # fmt: skip


def test_an_item_is_proven(home, evidence, keyed, tmp_path):
    run("vault", "receive", evidence, "--source", "S-1")
    out = tmp_path / "a.tlog-proof"

    told = run(
        "vault", "prove", "evidence/a.txt", "--out", out, "--show", "sha256", "--identity", keyed
    )

    assert told.exit_code == 0
    assert out.read_text("utf-8").startswith("c2sp.org/tlog-proof@v1\nextra ")


def test_an_item_is_opened_and_who_took_it_is_logged(home, evidence, keyed, tmp_path):
    run("vault", "receive", evidence, "--source", "S-1")
    out = tmp_path / "copy"

    run("vault", "open", "evidence/b.txt", "--out", out, "--identity", keyed)

    assert out.read_bytes() == b"two"
    assert "type=access" in run("vault", "log", "--identity", keyed).output


def test_a_damaged_item_leaves_no_copy(home, evidence, keyed, tmp_path):
    run("vault", "receive", evidence, "--source", "S-1")
    for path in (home / "vault" / "objects").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            path.write_bytes(path.read_bytes()[:-1])
    out = tmp_path / "copy"

    with pytest.raises(ObjectDamaged):
        run("vault", "open", "evidence/b.txt", "--out", out, "--identity", keyed)
    assert not out.exists()


def test_what_is_not_there_is_said(home, keyed, tmp_path):
    with pytest.raises(ItemNotFound):
        run("vault", "open", "no", "--out", tmp_path / "x", "--identity", keyed)


def test_a_wrong_passphrase_is_said_to_be_wrong(home):
    with pytest.raises(WrongPassphrase, match="opens with this passphrase"):
        run("vault", "log", "--passphrase", "wrong")


def test_a_file_without_an_identity_is_refused(home, tmp_path):
    (tmp_path / "empty").write_text("# nothing\n", "utf-8")

    with pytest.raises(AgeKeyNotReadable, match="no line"):
        run("vault", "log", "--identity", tmp_path / "empty")


def test_keys_are_given_and_taken_away_and_the_log_says_so(home, keyed):
    own = VaultIdentity.generate()

    run("vault", "key", "add", "second", "--recipient", own.recipient, "--identity", keyed)
    run("vault", "key", "add", "third", "--new", "another four random words", "--identity", keyed)
    refused = run("vault", "key", "remove", "ours", "--identity", keyed, input="n\n")
    run("vault", "key", "remove", "ours", "--identity", keyed, input="y\n")

    assert refused.exit_code == 1
    keys = json.loads(run("vault", "key", "list", "--json").output)
    assert [key["custodian"] for key in keys] == ["keyed", "second", "third"]
    logged = run("vault", "log", "--identity", keyed).output
    assert "type=key  action=remove  custodian=ours  actor=U-7f3a" in logged


def test_the_last_key_stays(home):
    with pytest.raises(LastCustodian):
        run("vault", "key", "remove", "ours", "--yes")


def test_nobody_without_a_key_takes_one_away(home, keyed):
    with pytest.raises(WrongPassphrase):
        run("vault", "key", "remove", "keyed", "--yes", "--passphrase", "of a passer-by")
    assert len(Vault.open(home).keys.list()) == 2


def test_where_nobody_can_type_the_ways_to_give_a_passphrase_are_named(home, keyed, monkeypatch):
    monkeypatch.delenv("DADKHAH_PASSPHRASE")

    with pytest.raises(PassphraseMissing, match="set DADKHAH_PASSPHRASE or give --passphrase"):
        run("vault", "log")
    with pytest.raises(PassphraseMissing, match="give --new"):
        run("vault", "key", "add", "third", "--identity", keyed)


def test_after_a_loss_the_device_starts_a_new_log(home, evidence):
    shutil.rmtree(home / "device")

    assert run("vault", "start-device").exit_code == 0
    assert run("vault", "receive", evidence, "--source", "S-1").exit_code == 0
    assert run("vault", "verify").exit_code == 0


def test_a_device_that_has_a_log_starts_another_only_after_a_yes(home):
    device = Vault.open(home).device

    asked = CliRunner().invoke(app, ["vault", "start-device"], input="n\n")
    assert (asked.exit_code, Vault.open(home).device) == (1, device)
    assert run("vault", "start-device", "--yes").exit_code == 0
    assert Vault.open(home).device != device


def test_a_lost_index_is_filled_again(home, evidence, keyed):
    run("vault", "receive", evidence, "--source", "S-1")
    (home / "device" / "index.db").unlink()

    assert run("vault", "reindex", "--identity", keyed).output == "2 files are known.\n"
    told = run("vault", "receive", evidence, "--source", "S-2", "--json")
    assert json.loads(told.output)["known"] == 2


def test_no_command_of_the_vault_needs_django(home):
    script = (
        "import sys; from dadkhah_cli.main import main; sys.argv = ['dadkhah', 'vault', 'verify']\n"
        "try: main()\n"
        "except SystemExit as done: sys.exit(done.code or 9 * ('django' in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
