"""Whole cases in and out by command: checked first, all or nothing, with plain answers."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dadkhah.errors import (
    ActorMissing,
    CaseExists,
    CaseFolderInvalid,
    CaseFolderNotWritten,
    FilingNotOfCase,
)
from dadkhah.evidence.vault import Vault
from dadkhah_cli.app import app
from dadkhah_web.records.models import Release


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def test_a_case_is_imported_listed_and_shown(db, home, folder):
    done = run("case", "import", folder)
    listed = json.loads(run("case", "list", "--json").output)
    shown = json.loads(run("case", "show", "small", "--json").output)

    assert done.output == "small: 1 file was received, 5 records created, 0 changed.\n"
    assert [one["slug"] for one in listed] == ["small"]
    assert shown["records"] == {"source": 1, "item": 1, "passage": 1, "event": 1}
    assert "small  4 records" in run("case", "list").output
    assert "ICC-02/17" in run("case", "show", "small").output


def test_a_dry_run_says_what_an_import_would_do_and_writes_nothing(db, home, folder):
    size = Vault.open(home).head().size
    done = run("case", "import", folder, "--dry-run")

    assert "1 file would be received, 5 records created" in done.output
    assert run("case", "list").stdout == ""
    assert Vault.open(home).head().size == size


def test_a_dry_run_lists_every_problem_at_once(db, home, folder):
    (folder / "events.csv").write_text(
        "id,title,date,places,supports\nE-0001,A,Asad 24,AF-KAB,X-9999\nE-0002,B,2021,AF-KAB,\n"
    )
    (folder / "passages.csv").write_text("id,item,quote\nX-0001,I-0001,Never written\n")

    with pytest.raises(CaseFolderInvalid) as refused:
        run("case", "import", folder, "--dry-run")
    for place in ("events.csv, row 2, date", "passages.csv, row 2, quote"):
        assert place in str(refused.value)
    assert refused.value.exit_code != 0


def test_an_import_over_a_case_needs_update_and_says_what_is_absent(db, home, folder):
    run("case", "import", folder)
    (folder / "events.csv").unlink()

    with pytest.raises(CaseExists):
        run("case", "import", folder)
    done = run("case", "import", folder, "--update")
    assert "0 files were received, 0 records created, 0 changed" in done.output
    assert "left as it is: event/E-0001" in done.output


def test_an_export_is_the_case_with_its_evidence(db, home, folder, tmp_path):
    run("case", "import", folder)
    run("case", "export", "small", tmp_path / "out")

    original, copy = (f / "evidence/report.txt" for f in (folder, tmp_path / "out"))
    assert copy.read_bytes() == original.read_bytes()
    assert "24 Asad 1400,solar-hijri" in (tmp_path / "out/events.csv").read_text(encoding="utf-8")
    assert (tmp_path / "out/receptions.csv").exists()


@pytest.mark.parametrize("actor", ["", "Ahmad Shah"])
def test_nobody_and_a_name_are_no_actor(db, home, folder, monkeypatch, actor):
    monkeypatch.setenv("DADKHAH_ACTOR", actor)

    with pytest.raises(ActorMissing):
        run("case", "import", folder)


def test_a_new_case_folder_is_ready_to_be_filled_in_and_read(db, home, tmp_path):
    run("case", "new", "mine", tmp_path / "mine", "--title", "My case")

    assert (tmp_path / "mine/acts.csv").read_text().startswith("id,event,type,date")
    assert "1 record created" in run("case", "import", tmp_path / "mine", "--dry-run").output


def test_a_new_case_needs_a_name_that_commands_can_use(tmp_path):
    with pytest.raises(CaseFolderNotWritten, match="small letters, digits and hyphens"):
        run("case", "new", "My Case", tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []


def test_the_command_that_comes_next_can_be_copied(tmp_path):
    made = run("case", "new", "mine", tmp_path / "my case")

    assert f"dadkhah case import '{tmp_path}/my case' --dry-run" in made.output


def test_a_home_without_cases_says_so_beside_the_list(db, home):
    listed = run("case", "list")

    assert (listed.stdout, "No cases here yet" in listed.stderr) == ("", True)


def test_a_bundle_of_a_case_verifies_with_plain_python(db, home, folder, tmp_path):
    run("case", "import", folder)
    out = tmp_path / "bundle"
    done = run(
        "case", "bundle", "small", "--for", "icc-otp", "--out", out, "--withhold", "event:title"
    )
    verified = subprocess.run(
        [sys.executable, "-I", out / "verify.py", out], capture_output=True, text=True, check=False
    )

    assert "1 exhibit, 5 records, 1 withheld" in done.output
    assert [(r.recipient, r.actor) for r in Release.objects.all()] == [("icc-otp", "U-7f3a")]
    assert verified.returncode == 0, verified.stdout
    assert "MISSING: 0  WRONG: 0" in verified.stdout


def test_a_bundle_numbers_its_exhibits_as_the_filings_do(db, home, folder, tmp_path):
    run("case", "import", folder)
    filings = tmp_path / "filings"
    filings.mkdir()
    facts = [{"text": "A school closed.", "citations": [{"exhibit": "E-007", "passage": "X-0001"}]}]
    (filings / "letter.json").write_text(json.dumps({"facts": facts}))
    (filings / "letter.html").write_text("<p>A school closed.</p>")
    (filings / "unrelated.json").write_text("{}")
    (filings / "notes.html").write_text("not to leave")
    out = tmp_path / "bundle"
    run("case", "bundle", "small", "--for", "icc-otp", "--out", out, "--filings", filings)

    assert sorted(p.name for p in (out / "data/filing").iterdir()) == ["letter.html", "letter.json"]
    assert (out / "data/exhibits/E-007/report.txt").exists()


def test_a_bundle_for_nobody_is_refused(home, tmp_path):
    done = run("case", "bundle", "small", "--for", " ", "--out", tmp_path / "b")

    assert done.exit_code == 2
    assert "who receives the bundle" in done.output


def test_a_folder_without_filings_is_not_taken_for_one(db, home, folder, tmp_path):
    run("case", "import", folder)
    (tmp_path / "filings").mkdir()
    asked = ("case", "bundle", "small", "--for", "x", "--out", tmp_path / "b", "--filings")

    with pytest.raises(FilingNotOfCase, match="holds no filing"):
        run(*asked, tmp_path / "filings")
    assert run(*asked, tmp_path / "misspelt").exit_code == 2
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    "listing", ["{", '{"facts": [{"citations": [{"passage": "X-9", "exhibit": "E-1"}]}]}']
)
def test_a_filing_that_is_not_of_the_case_is_not_bundled(db, home, folder, tmp_path, listing):
    run("case", "import", folder)
    (tmp_path / "letter.json").write_text(listing)

    with pytest.raises(FilingNotOfCase, match=r"letter\.json"):
        run(
            *("case", "bundle", "small", "--for", "x", "--out", tmp_path / "b"),
            *("--filings", tmp_path),
        )
    assert not (tmp_path / "b").exists()


@pytest.mark.slow
def test_the_first_command_makes_the_database_and_what_is_forgotten_is_in_no_file(home, folder):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO")}
    program = "from dadkhah_cli.main import main; main()"

    def dadkhah(*arguments):
        command = [sys.executable, "-c", program, *arguments]
        subprocess.run(command, env=environment, capture_output=True, check=True)

    def files_with(text):
        files = [p for p in home.rglob("*") if p.is_file()]
        return [p.name for p in files if text.encode() in p.read_bytes()]

    dadkhah("case", "import", str(folder))
    database = sqlite3.connect(home / "case.db")
    of_event = "select disclosures from records_revision where kind = 'event'"
    disclosures = json.loads(database.execute(of_event).fetchone()[0])
    database.close()
    texts = ["Closing of a school", *disclosures]
    assert {name for text in texts for name in files_with(text)} == {"case.db"}

    dadkhah("record", "forget", "small", "event/E-0001", "--reason", "asked", "--yes")

    assert [text for text in texts if files_with(text)] == []
    dadkhah("record", "history", "small", "event/E-0001")
    assert (home / "device/site-secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_case_is_made_findable_anew(home, folder):
    run("case", "import", folder)

    assert "can be found again" in run("case", "reindex", "small").output
    assert json.loads(run("doctor", "--json").output)
