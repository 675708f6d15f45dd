"""Decrypted evidence that a power cut left hidden is found before more is written."""

import shlex
import signal
import subprocess
import sys

import pytest

from dadkhah.errors import UnfinishedLeft
from dadkhah.exchange.unfinished import unfinished_folder

WRITER = """
import os, signal, sys
from pathlib import Path
from dadkhah.exchange.unfinished import unfinished_folder
with unfinished_folder(Path(sys.argv[1])) as folder:
    (folder / "exhibit.txt").write_text("decrypted")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_kill_left_is_named_with_the_command_that_removes_it(tmp_path):
    parent = tmp_path / "a folder"
    parent.mkdir()
    killed = subprocess.run([sys.executable, "-c", WRITER, str(parent)], check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = parent.iterdir()

    with pytest.raises(UnfinishedLeft) as refused, unfinished_folder(parent):
        pass
    assert (left / "exhibit.txt").exists()
    subprocess.run(shlex.split(str(refused.value).split("again: ")[1]), check=True)

    with unfinished_folder(parent) as folder:
        assert folder.stat().st_mode & 0o077 == 0
    assert list(parent.iterdir()) == []
