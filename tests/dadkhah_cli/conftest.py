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
