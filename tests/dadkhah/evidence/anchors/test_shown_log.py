"""What is shown to others is kept, and only what continues this device's story is shown."""

import shutil

import pytest

from dadkhah.errors import LogRolledBack
from dadkhah.evidence.anchors.shown_log import log_to_show


def test_the_head_that_is_shown_is_kept_and_stays_the_same(opened):
    shown = log_to_show(opened.vault)
    opened.file("a.txt", b"one")
    opened.receive()

    assert (shown.folder / "checkpoints" / str(shown.size)).read_bytes() == shown.head().signed
    assert opened.vault.head().size > shown.size
    assert shown.root_at(shown.size) == shown.head().root


def test_an_old_copy_is_not_shown_to_anybody(opened, tmp_path):
    old = shutil.copytree(opened.vault.folder, tmp_path / "old")
    opened.file("a.txt", b"one")
    opened.receive()
    shutil.rmtree(opened.vault.folder)
    shutil.copytree(old, opened.vault.folder)
    with pytest.raises(LogRolledBack):
        log_to_show(opened.vault)
