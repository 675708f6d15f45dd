"""Homes with a vault for commands to work in."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dadkhah.evidence.vault import Vault


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty vault, made once: wrapping its key to a passphrase takes a second."""
    home = tmp_path_factory.mktemp("vault") / "home"
    home.mkdir(mode=0o700)
    at = datetime(2026, 11, 24, tzinfo=UTC)
    Vault.create(home, custodian="ours", actor="U-7f3a", at=at, passphrase="words for these tests")  # noqa: S106
    return home


@pytest.fixture
def home(empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, as the settings name it, with somebody at work who can open the vault."""
    home = Path(shutil.copytree(empty_home, tmp_path / "home"))
    monkeypatch.setenv("DADKHAH_HOME", str(home))
    monkeypatch.setenv("DADKHAH_ACTOR", "U-7f3a")
    monkeypatch.setenv("DADKHAH_PASSPHRASE", "words for these tests")
    return home


CASE = """\
slug: small
title: A small case
situation: ICC-02/17
sender: An organisation
mandate: To document
languages:
  - en
method:
  - By hand.
limits:
  - One source.
note: ""
"""
TABLES = {
    "sources.csv": "id,kind,description,reliability\nS-001,src.media,A news agency,C\n",
    "items.csv": (
        "id,source,file,title,media_type\n"
        "I-0001,S-001,evidence/report.txt,Report of the closing,text/plain\n"
    ),
    "passages.csv": "id,item,quote\nX-0001,I-0001,The school was closed\n",
    "events.csv": (
        "id,title,date,places,supports\nE-0001,Closing of a school,24 Asad 1400,AF-KAB,X-0001\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder with one file."""
    folder = tmp_path / "small"
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "evidence/report.txt").write_text("The school was closed on 24 Asad.\n")
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
