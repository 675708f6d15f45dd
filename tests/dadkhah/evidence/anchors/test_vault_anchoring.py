"""What is shown to others is kept, and only what continues this device's story is shown."""

import shutil

import pytest

from authority import AT
from dadkhah.errors import LogRolledBack
from dadkhah.evidence.anchors.anchor_folder import anchors_of
from dadkhah.evidence.anchors.vault_anchoring import anchor_vault, log_to_show


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


def test_nothing_is_kept_or_sent_where_nobody_is_named(opened):
    assert list(anchor_vault(opened.vault, None, None)) == []
    assert not (opened.vault.log().folder / "checkpoints").exists()


def test_the_promises_about_the_log_of_a_device_that_is_gone_are_fetched(opened, calendar):
    anchors = anchors_of(opened.vault)
    anchors.write_policy(anchors.policy().with_calendar("cal", "https://cal.example"))
    old, first = opened.vault.device, _names(anchor_vault(opened.vault, _send(calendar), _at))
    opened.vault.start_device()
    calendar.height = 840_000
    second = _names(anchor_vault(opened.vault, _send(calendar), _at))

    assert first == [("promised", 2)]
    assert second == [("anchored", 2)]  # the new log is empty: nothing of it is shown
    assert anchors.sizes(old) == [2]
    assert anchors.sizes(opened.vault.device) == []


def _names(outcomes):
    return [(one.state, one.size) for one in outcomes]


def _send(calendar):
    return lambda address, body=None, *, media_type="": calendar(address, body)


def _at():
    return AT
