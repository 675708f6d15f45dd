"""What goes wrong outside of the program is a message too, never a traceback."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from dadkhah_cli import main as command
from dadkhah_cli import site


def ended(monkeypatch, capsys, *arguments):
    monkeypatch.setattr("sys.argv", ["dadkhah", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        command.main()
    return end.value.code, capsys.readouterr().err


def test_a_home_that_cannot_be_made_is_named(monkeypatch, capsys, tmp_path):
    (tmp_path / "file").write_text("no folder")
    code, said = ended(
        monkeypatch,
        capsys,
        "vault",
        "create",
        "--custodian",
        "ours",
        "--actor",
        "U-7f3a",
        *("--passphrase", "words for these tests", "--home", tmp_path / "file"),
    )

    assert code == 1
    assert str(tmp_path / "file") in said
    assert "[storage-refused]" in said


def test_a_database_that_refuses_is_told_with_what_to_do(monkeypatch, capsys):
    def refuse():
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(site, "list_cases", refuse)
    code, said = ended(monkeypatch, capsys, "case", "list")

    assert code == 1
    assert "attempt to write a readonly database. Is the disk full or read-only" in said
    assert "[database-refused]" in said


def test_whoever_names_nobody_is_told_how_to(monkeypatch, capsys, home):
    monkeypatch.delenv("DADKHAH_ACTOR")
    code, said = ended(monkeypatch, capsys, "vault", "receive", home, "--source", "S-014")

    assert code == 2
    assert "Nobody is named as the one who is working. Set DADKHAH_ACTOR" in said


def test_a_stop_takes_unfinished_plaintext_away(monkeypatch, capsys, tmp_path):
    def stopped_half_way():
        with tempfile.TemporaryDirectory(dir=tmp_path) as unfinished:
            (Path(unfinished) / "exhibit.txt").write_text("decrypted")
            os.kill(os.getpid(), signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    monkeypatch.setattr(site, "list_cases", stopped_half_way)
    try:
        assert ended(monkeypatch, capsys, "case", "list")[0] == 128 + signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "arguments", "expected"),
    [
        ("case.db", ("case", "list"), "restore a copy of `case.db`"),
        ("device/index.db", ("vault", "receive", "in", "--source", "S-1"), "dadkhah vault reindex"),
    ],
)
def test_a_damaged_database_is_restored_and_not_made_room_for(home, file, arguments, expected):
    (home / file).write_bytes(b"no database" * 100)
    (home / "in").write_text("a report")
    script = f"import sys; from dadkhah_cli.main import main; sys.argv[1:] = {arguments}; main()"
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    told = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        capture_output=True,
        text=True,
        cwd=home,
        env=environment,
    )

    assert told.returncode == 1
    assert expected in told.stderr
    assert "disk full" not in told.stderr


def test_an_interrupt_while_the_program_loads_is_no_traceback(monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("dadkhah_cli.app.app", interrupted)

    assert ended(monkeypatch, capsys, "law", "version") == (130, "Stopped.\n")


def test_the_version_names_program_and_law(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["dadkhah", "--version"])
    with pytest.raises(SystemExit):
        command.main()

    assert re.fullmatch(r"dadkhah [\d.]+, law [\d.]+\+[0-9a-f]{12}\n", capsys.readouterr().out)


def test_what_is_not_asked_for_is_not_loaded():
    script = (
        "import sys; from dadkhah_cli.main import main; sys.argv = ['dadkhah', 'law', 'version']\n"
        "try: main()\n"
        "except SystemExit: print(sorted({'django', 'typst', 'docx', 'pyrage'} & {*sys.modules}))"
    )
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)

    assert told.stdout.splitlines()[-1] == b"[]"


def test_what_is_no_noun_is_no_command(monkeypatch, capsys):
    code, said = ended(monkeypatch, capsys, "laws")

    assert code == 2
    assert "No such command 'laws'" in said
