import ast
import json
import shutil
import sys
from pathlib import Path

import pytest

from dadkhah.exchange import verify

VERIFY = Path(verify.__file__)
TREE = ast.parse(VERIFY.read_text(encoding="utf-8"), feature_version=(3, 9))


def other_pythons():
    versions = Path.home() / ".pyenv" / "versions"
    found = [shutil.which(f"python3.{minor}") for minor in range(9, 16)]
    found += [str(p) for p in sorted(versions.glob("3.*/bin/python3"))]
    too_old = ("shims", "/3.6.", "/3.7.", "/3.8.")
    return [p for p in found if p and not any(word in p for word in too_old)]


def test_a_genuine_bundle_is_proven_and_what_is_held_back_is_named(forger):
    verdict = forger.verdict()

    assert verdict.problems == []
    assert verdict.exit == 0
    assert [subject for subject, _ in verdict.of("WITHHELD")] == [
        "item/I-0004", "passage/X-0004", "exhibit E-004",
    ]  # fmt: skip
    assert verdict.summary["counts"]["WITHHELD"] == 3


def test_it_counts_the_entries_of_the_log_and_says_which_are_not_shown(forger):
    (log,) = forger.verdict().summary["logs"]

    assert (log["entries"], log["shown"], log["withheld"]) == (276, 13, 263)
    assert log["withheld_positions"] == "0-259, 263, 268, 271"


def test_it_prints_the_fingerprint_and_says_that_everything_rests_on_it(forger, house):
    result = forger.run()

    assert result.returncode == 0, result.stderr
    assert house.key.vkey.fingerprint in result.stdout
    assert "EVERYTHING RESTS ON THIS KEY" in result.stdout
    assert result.stdout.rstrip().splitlines()[-1].startswith("Everything shown in this bundle is")


def test_a_key_obtained_elsewhere_is_compared(forger, house):
    fingerprint = house.key.vkey.fingerprint
    for given in (fingerprint, fingerprint.replace(" ", "").upper(), fingerprint.replace(" ", ":")):
        result = forger.run("--key", given)
        assert result.returncode == 0
        assert "EVERYTHING RESTS" not in result.stdout
        assert "recorded under the key you gave" in result.stdout


def test_another_key_proves_nothing(forger):
    result = forger.run("--key", "0" * 64)

    assert result.returncode == 1
    assert "its key is not the one you gave" in result.stdout
    assert "PROVEN    exhibit" not in result.stdout


@pytest.mark.parametrize("given", ["abcd", "no such file", "x+00000000+AAAA", "0" * 65])
def test_a_key_that_is_none_is_wrong_usage(forger, given):
    assert forger.run("--key", given).returncode == 2


def test_a_key_from_the_bundle_itself_cannot_vouch_for_it(forger):
    (vkey,) = forger.folder.glob("data/log/*/vkey")
    result = forger.run("--key", str(vkey))

    assert result.returncode == 2
    assert "that did not come with the bundle" in result.stderr


def test_a_folder_that_is_no_bundle_is_wrong_usage(forger, tmp_path):
    (forger.folder / "bagit.txt").unlink()

    assert forger.run().returncode == 2


def test_it_answers_programs_in_json(forger):
    answer = json.loads(forger.run("--json").stdout)

    assert answer["exit"] == 0
    assert answer["counts"]["WRONG"] == 0
    assert {"status", "subject", "reason"} == set(answer["items"][0])
    assert answer["limits"]


def test_it_tells_when_the_verifier_in_the_bundle_was_changed(forger):
    forger.write("verify.py", b"print('PROVEN')\n")
    forger.relist()
    result = forger.run()

    assert result.returncode == 1
    assert "verify.py: its bytes are not those listed in data/release/files.txt" in result.stdout


def test_the_verifier_in_the_bundle_warns_about_itself(forger):
    result = forger.run(copy=forger.folder / "verify.py")

    assert result.returncode == 0
    assert "it came with the bundle; use a copy obtained elsewhere" in result.stdout


def test_modules_planted_beside_the_verifier_are_not_loaded(forger, tmp_path):
    for name in ("hashlib", "json", "argparse", "base64", "os", "typing", "re"):
        forger.write(f"{name}.py", b"raise SystemExit(0)\n")
    result = forger.run(copy=forger.folder / "verify.py")

    assert result.returncode == 1
    assert "hashlib.py: not listed" in result.stdout


def test_it_writes_nothing(forger):
    before = {p: p.stat().st_mtime_ns for p in forger.folder.rglob("*")}
    forger.run(copy=forger.folder / "verify.py")

    assert {p: p.stat().st_mtime_ns for p in forger.folder.rglob("*")} == before


def test_it_is_written_for_python_3_9_and_the_standard_library_alone():
    imported = {
        name.name.partition(".")[0]
        for node in ast.walk(TREE)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module)])
    }

    assert imported <= sys.stdlib_module_names
    assert not imported & {"socket", "urllib", "http", "ssl", "subprocess", "ctypes", "importlib"}
    assert not any(isinstance(node, ast.Match) for node in ast.walk(TREE))


def test_it_opens_files_only_to_read():
    opened = [
        node
        for node in ast.walk(TREE)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open"
    ]

    assert opened
    assert [ast.unparse(call.args[1]) for call in opened] == ["'rb'"] * len(opened)


@pytest.mark.parametrize("python", other_pythons())
def test_every_python_at_hand_gives_the_same_answer(forger, python):
    result = forger.run("--json", python=python)

    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["items"] == json.loads(forger.run("--json").stdout)["items"]
