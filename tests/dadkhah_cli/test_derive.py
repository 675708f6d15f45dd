"""Files come into a case and are looked into from the command line."""

import zipfile

import pytest
from typer.testing import CliRunner

from dadkhah.errors import ItemsNotReceived, NotVisible, WrongPassphrase
from dadkhah_cli.app import app
from dadkhah_web.evidence.models import Derivative, EvidenceItem


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def case(db, home, folder, settings):
    settings.DADKHAH_HOME = home
    run("case", "import", folder)


@pytest.fixture
def arrived(tmp_path):
    folder = tmp_path / "arrived"
    folder.mkdir()
    (folder / "letter.txt").write_text("The school stays closed.", encoding="utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("inside.txt", "Words inside.")
    return folder


def test_a_folder_comes_into_a_case_and_is_looked_into(case, arrived):
    received = run("case", "receive", "small", arrived, "--source", "S-001")
    derived = run("derive", "small")
    again = run("derive", "small")

    assert received.output == "arrived/letter.txt: I-0002\narrived/more.zip: I-0003\n"
    assert derived.output == "small: 3 items looked into without a problem.\n"
    assert again.output == "small: 0 items looked into without a problem.\n"
    inside = EvidenceItem.objects.get(title="inside.txt")
    assert inside.parent.record.code == "I-0003"
    assert inside.sensitivity == "restricted"


def test_what_was_received_before_is_named_and_not_doubled(case, arrived):
    run("case", "receive", "small", arrived, "--source", "S-001")
    again = run("case", "receive", "small", arrived / "letter.txt", "--source", "S-001")

    assert again.output == "letter.txt: I-0002, here already\n"
    assert EvidenceItem.objects.count() == 3


def test_nothing_comes_in_when_something_is_no_file(case, arrived):
    (arrived / "link").symlink_to("/etc/hostname")

    with pytest.raises(ItemsNotReceived, match="arrived/link"):
        run("case", "receive", "small", arrived, "--source", "S-001")
    assert EvidenceItem.objects.count() == 1


def test_only_items_of_the_case_can_be_named(case):
    with pytest.raises(NotVisible, match="I-0099"):
        run("derive", "small", "I-0099")


def test_nothing_is_looked_into_without_the_passphrase(case):
    with pytest.raises(WrongPassphrase):
        run("derive", "small", "--passphrase", "other words")
    assert not Derivative.objects.exists()
