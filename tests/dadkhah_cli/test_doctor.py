"""`dadkhah doctor` says what is wrong and what to do, and changes nothing."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from dadkhah.evidence.fixity import Fault, FixityReport, KeptReports
from dadkhah_cli.app import app


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DADKHAH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def findings():
    result = CliRunner().invoke(app, ["doctor", "--json"])
    return result.exit_code, {one["subject"]: one for one in json.loads(result.stdout)}


def test_a_home_that_is_not_there_yet_is_nothing_wrong(home):
    code, found = findings()

    assert code == 0
    assert (found["home"]["state"], found["vault"]["state"]) == ("notice", "notice")
    assert not home.exists()


def test_a_home_others_can_read_is_wrong_and_the_remedy_closes_it(home, empty_home):
    shutil.copytree(empty_home, home)
    home.chmod(0o755)

    code, found = findings()

    assert (code, found["home"]["state"]) == (1, "wrong")
    assert found["home"]["remedy"].startswith("chmod -R go-rwx")


def test_a_vault_with_one_key_asks_for_a_second_custodian(home, empty_home):
    shutil.copytree(empty_home, home)

    _, found = findings()

    assert found["vault"]["state"] == "well"
    assert "second custodian" in found["keys"]["remedy"]


def test_a_vault_that_was_rolled_back_is_wrong(home, empty_home):
    shutil.copytree(empty_home, home)
    (home / "vault/vault.json").write_text("{}", encoding="utf-8")

    code, found = findings()

    assert (code, found["vault"]["state"]) == (1, "wrong")


def test_a_setting_that_is_refused_is_said_with_what_is_known(home, monkeypatch):
    monkeypatch.setenv("DADKHAH_PROFILE", "cloud")

    result = CliRunner().invoke(app, ["doctor"])

    assert result.exit_code == 1
    assert "WRONG  settings" in result.stdout


def kept(home, empty_home, *faults, days_ago=0):
    shutil.copytree(empty_home, home)
    at = datetime.now(UTC) - timedelta(days=days_ago)
    KeptReports(home).keep(FixityReport(1, 1, 1, faults, ()), at=at)


def test_a_fault_that_the_last_check_found_is_wrong(home, empty_home):
    kept(home, empty_home, Fault("object-missing", "objects/ab/cd", "It is missing."))

    code, found = findings()

    assert (code, found["check"]["state"]) == (1, "wrong")
    assert "objects/ab/cd: It is missing." in found["check"]["said"]


@pytest.mark.parametrize(("days_ago", "state"), [(59, "well"), (61, "notice")])
def test_a_check_that_is_late_is_said(home, empty_home, days_ago, state):
    kept(home, empty_home, days_ago=days_ago)

    assert findings()[1]["check"]["state"] == state


def test_a_vault_that_was_never_checked_is_said(home, empty_home):
    shutil.copytree(empty_home, home)

    assert findings()[1]["check"]["remedy"] == "dadkhah vault verify"
