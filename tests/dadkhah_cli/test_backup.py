"""A backup is one file; what is restored from it verifies, and people sign in as before."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from dadkhah.errors import DatabaseRefused
from dadkhah_cli import site
from dadkhah_cli.main import main

CASE = """
from pathlib import Path
from datetime import UTC, datetime
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.evidence import EvidenceItem, Source
from dadkhah_cli import site

info = CaseInfo("small", "Small", "X", "Us", "To document", ("en",), ("By hand.",), ("Few.",))
Path("evidence").mkdir()
Path("evidence/report.txt").write_text("The school was closed.")
case = CaseRecords(
    info,
    sources=(Source("S-001", "src.media", "An agency"),),
    items=(EvidenceItem("I-0001", "S-001", "evidence/report.txt", "A report", "text/plain"),),
)
at = datetime(2026, 11, 24, tzinfo=UTC)
site.import_case(
    case, Path("."), actor="U-7f3a", at=at, update=False, progress=lambda *_: None
)
from dadkhah_web.accounts.models import User
User.objects.create_user("words for these tests", handle="maryam")
"""
SIGN_IN = """
from dadkhah_cli import site
site.prepare()
from django.test import Client
page = Client(headers={"host": "127.0.0.1"}).post(
    "/accounts/login/", {"login": "maryam", "password": "words for these tests"}
)
print(page.status_code)
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    ours = ("DADKHAH", "DJANGO")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    named = {"DADKHAH_HOME": str(home), "DADKHAH_ACTOR": "U-7f3a"}
    return inherited | named | {"DADKHAH_PASSPHRASE": "words for these tests"} | more


def python(home: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        env=environment(home, **more),
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def dadkhah(home: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    return python(home, "-m", "dadkhah_cli", *arguments, **more)


@pytest.fixture
def command(db, monkeypatch, capsys):
    """Run a command here, where it is quick, with the database of the tests for what asks one."""

    def run(home: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        for name, text in {**environment(home), **more}.items():
            if name.startswith("DADKHAH"):
                monkeypatch.setenv(name, text)
        monkeypatch.setattr(sys, "argv", ["dadkhah", *map(str, arguments)])
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return run


@pytest.fixture(scope="module")
def house(empty_home, tmp_path_factory):
    """A home with a case of one item and one account, made once; nobody changes it."""
    home = tmp_path_factory.mktemp("house") / "home"
    shutil.copytree(empty_home, home)
    made = python(home, "-c", CASE)
    assert made.returncode == 0, made.stderr
    return home


@pytest.fixture(scope="module")
def backup(house):
    """Its backup, made once, and what the command said."""
    (house / "dadkhah.toml").write_text('actor = "U-7f3a"\n', encoding="utf-8")
    made = dadkhah(house, "backup", house.parent / "one.tar")
    assert made.returncode == 0, made.stderr
    return house.parent / "one.tar", made.stdout


def test_what_is_restored_elsewhere_verifies_and_people_sign_in(backup, tmp_path):
    file, said = backup
    home = tmp_path / "elsewhere"

    restored = dadkhah(home, "restore", file)

    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "SHA-256 " in said
    assert "1 object and a log of" in restored.stdout
    assert dadkhah(home, "vault", "verify", "--with-key").returncode == 0
    assert dadkhah(home, "record", "check", "small").returncode == 0
    assert python(home, "-c", SIGN_IN).stdout == "302\n"
    assert {path.stat().st_mode & 0o077 for path in (home, home / "case.db")} == {0}
    assert (home / "dadkhah.toml.from-backup").read_text(encoding="utf-8") == 'actor = "U-7f3a"\n'


def test_a_restored_home_writes_a_log_of_its_own_and_knows_what_it_holds(backup, house, tmp_path):
    home = tmp_path / "elsewhere"
    dadkhah(home, "restore", backup[0])

    again = house.parent / "evidence/report.txt"
    received = dadkhah(home, "vault", "receive", again, "--source", "S-001", "--json")

    assert json.loads(received.stdout)["known"] == 1
    assert len(list((home / "vault/log").iterdir())) == 2
    assert dadkhah(home, "vault", "verify").returncode == 0


def test_the_backup_holds_no_key_of_the_device_and_nothing_in_the_clear(backup):
    with tarfile.open(backup[0]) as tar:
        names = tar.getnames()
        contents = b"".join(tar.extractfile(one).read() for one in tar.getmembers())

    assert "database.age" in names
    assert [name for name in names if "device" in name or "log-key" in name] == []
    for word in (b"The school was closed", b"An agency", b"SQLite format", b"maryam", b"U-7f3a"):
        assert word not in contents
    assert backup[0].stat().st_mode & 0o077 == 0


def test_another_passphrase_restores_nothing(backup, tmp_path, command):
    home = tmp_path / "elsewhere"
    refused = command(home, "restore", backup[0], DADKHAH_PASSPHRASE="some other words entirely")  # noqa: S106

    assert refused.returncode == 2
    assert "[wrong-passphrase]" in refused.stderr
    assert list(home.iterdir()) == []


def test_nothing_is_restored_over_a_vault_or_over_records(backup, house, tmp_path, command):
    over_vault = command(house, "restore", backup[0])
    (tmp_path / "home").mkdir(mode=0o700)
    (tmp_path / "home/case.db").touch()
    over_records = command(tmp_path / "home", "restore", backup[0])

    assert "[vault-exists]" in over_vault.stderr
    assert "[output-exists]" in over_records.stderr


def test_nothing_is_written_over_another_backup(backup, house, command):
    assert "[output-exists]" in command(house, "backup", backup[0]).stderr


def test_a_folder_gets_a_file_named_by_the_time(house, tmp_path, command):
    command(house, "backup", tmp_path)

    (made,) = tmp_path.iterdir()
    assert made.name.startswith("dadkhah-20")
    assert made.suffix == ".tar"


@pytest.mark.parametrize("length", [0, 100, 20_000])
def test_a_file_that_is_cut_off_restores_nothing(backup, tmp_path, length, command):
    file, home = tmp_path / "cut.tar", tmp_path / "home"
    file.write_bytes(backup[0].read_bytes()[:length])

    refused = command(home, "restore", file)

    assert "[backup-not-readable]" in refused.stderr
    assert list(home.iterdir()) == []


def rewritten(file: Path, target: Path, change) -> Path:
    """Copy a backup; `change` gets name and bytes of each part and returns its bytes."""
    with tarfile.open(file) as source, tarfile.open(target, "w") as tar:
        for member in source.getmembers():
            content = change(member.name, source.extractfile(member).read())
            member.size = len(content)
            part = target.with_suffix(".part")
            part.write_bytes(content)
            with part.open("rb") as stream:
                tar.addfile(member, stream)
    return target


def test_an_altered_object_is_named_and_ends_with_the_code_of_custody(backup, tmp_path, command):
    def change(name, content):
        return content[:-1] + b"!" if name.startswith("vault/objects/") else content

    file = rewritten(backup[0], tmp_path / "altered.tar", change)
    restored = command(tmp_path / "home", "restore", file)

    assert restored.returncode == 3
    assert "[object-changed]" in restored.stdout


def test_altered_records_are_not_opened(backup, tmp_path, command):
    def change(name, content):
        return content[:-1] + b"!" if name == "database.age" else content

    file = rewritten(backup[0], tmp_path / "altered.tar", change)

    assert "[object-damaged]" in command(tmp_path / "home", "restore", file).stderr


@pytest.mark.parametrize(
    "about",
    ["{}", '{"format": "other/1", "made_at": "", "database": ""}', "no json"],
)
def test_what_describes_itself_otherwise_is_no_backup(backup, tmp_path, about, command):
    def change(name, content):
        return about.encode() if name == "backup.json" else content

    file = rewritten(backup[0], tmp_path / "other.tar", change)

    assert "[backup-not-readable]" in command(tmp_path / "home", "restore", file).stderr


def test_records_of_sqlite_do_not_go_into_another_database(backup, tmp_path, command):
    refused = command(
        tmp_path / "home", "restore", backup[0], DADKHAH_DATABASE="postgresql://nobody@127.0.0.1/no"
    )

    assert "[backup-not-readable]" in refused.stderr
    assert "DADKHAH_DATABASE" in refused.stderr


def test_a_vault_without_records_is_backed_up_as_it_is(empty_home, tmp_path, command):
    home = shutil.copytree(empty_home, tmp_path / "home")
    command(home, "backup", tmp_path / "one.tar")
    restored = command(tmp_path / "second", "restore", tmp_path / "one.tar")

    assert restored.returncode == 0, restored.stderr


def test_what_was_deleted_is_not_in_the_copy_of_the_records(tmp_path, monkeypatch):
    monkeypatch.setenv("DADKHAH_HOME", str(tmp_path))
    with sqlite3.connect(tmp_path / "case.db") as database:
        database.execute("CREATE TABLE said (words TEXT)")
        database.executemany("INSERT INTO said VALUES (?)", [["a secret"]] * 100)
        database.execute("DELETE FROM said")
    database.close()

    assert site.copy_database(tmp_path / "copy") == "sqlite"
    assert b"a secret" not in (tmp_path / "copy").read_bytes()


def test_a_restored_home_is_checked_and_gets_a_new_log(backup, tmp_path, command):
    restored = command(tmp_path / "home", "restore", backup[0])

    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.endswith("Accounts and passphrases are those of the backup.\n")
    assert (tmp_path / "home/device/log-key").exists()


def test_records_that_contradict_the_logs_end_with_the_code_of_custody(
    backup, tmp_path, command, monkeypatch
):
    case = type("Case", (), {"slug": "small"})
    checked = type("Checked", (), {"problems": ("source/S-001 has no entry.",)})
    monkeypatch.setattr(site, "list_cases", lambda: (case,))
    monkeypatch.setattr(site, "check_records", lambda slug: checked)

    restored = command(tmp_path / "home", "restore", backup[0])

    assert restored.returncode == 3
    assert "WRONG  small: source/S-001 has no entry." in restored.stdout


def test_without_the_tools_of_postgresql_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("DADKHAH_HOME", str(tmp_path))
    monkeypatch.setenv("DADKHAH_DATABASE", "postgresql://u:p@127.0.0.1:1/none")
    with pytest.raises(DatabaseRefused, match="pg_dump refused"):
        site.copy_database(tmp_path / "copy")
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(DatabaseRefused, match="postgresql-client"):
        site.fill_database("postgresql", tmp_path / "copy")
