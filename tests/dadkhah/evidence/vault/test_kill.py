"""A receiving process is killed at many moments: nothing acknowledged is lost, nothing doubled."""

import os
import signal
import subprocess
import sys
import time

import pytest

from dadkhah.evidence.custody.log_check import check_log
from dadkhah.evidence.fixity import check_vault

RECEIVE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dadkhah.evidence.vault import Vault, receive
from dadkhah.evidence.vault.walk import walk
receive.BATCH_FILES = 40
home, evidence = map(Path, sys.argv[1:])
outcomes = Vault.open(home).receive(
    walk([evidence], source="S-1"), actor="U-1", clock=lambda: datetime.now(UTC), reception="r",
    workers=2,
)
for one in outcomes:
    print(one.path, one.object_name, one.entry, flush=True)
"""
FILES = 240


def run(opened):
    command = [sys.executable, "-c", RECEIVE, opened.home, opened.evidence]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)


def kill_after(opened, lines, pause):
    """Kill the process and its workers after it acknowledged so much; return what it said."""
    process = run(opened)
    said = [process.stdout.readline() for _ in range(lines)]
    time.sleep(pause)
    os.killpg(process.pid, signal.SIGKILL)
    rest = process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    process.wait()
    return [line.split() for line in [*said, *rest] if line.endswith("\n")]


@pytest.mark.parametrize(
    ("lines", "pause"),
    [(0, 0.2), (1, 0), (1, 0.003), (41, 0.001), (81, 0.005), (161, 0)],
)
def test_a_killed_reception_loses_nothing_that_was_acknowledged(opened, lines, pause):
    contents = {f"evidence/{n:03}": b"%d" % n + bytes(n * 100) for n in range(FILES)}
    for path, content in contents.items():
        opened.file(path.removeprefix("evidence/"), content)

    acknowledged = kill_after(opened, lines, pause)
    if len(acknowledged) == FILES:
        pytest.skip("this machine was done before it could be killed")
    received, refused = opened.receive(workers=2)

    assert not refused
    again = {one.path: (one.object_name, str(one.entry)) for one in received}
    assert {path: (name, entry) for path, name, entry in acknowledged}.items() <= again.items()
    assert all(opened.read(one) == contents[one.path] for one in received[::9])
    assert len({one.entry for one in received}) == len(opened.objects()) == FILES
    log = opened.vault.log()
    assert check_log(log.folder, log.vkey) == []
    receptions = [
        entry
        for first, last in opened.vault.kept(log.folder.name).private_ranges()
        for entry in range(first, last)  # the last one is the manifest
    ]
    assert len(receptions) == FILES + 1  # and the first custodian's key
    assert check_vault(opened.vault, identity=opened.identity, workers=1).faults == ()
