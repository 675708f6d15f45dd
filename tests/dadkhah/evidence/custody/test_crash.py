"""No acknowledged entry is lost when the writing process is killed at any moment."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_check import check_log

KILLS = 25
WRITER = """
import random, sys
from pathlib import Path
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey

home, seed = Path(sys.argv[1]), int(sys.argv[2])
dice = random.Random(seed)
with CustodyLog.open(home / "log", DeviceKey.load(home / "device")) as log:
    print(f"open {log.size}", flush=True)
    while True:
        count = dice.choice([1, 1, 2, 30, 255, 256, 700])
        first = log.size
        log.append([f"entry {i}".encode() for i in range(first, first + count)])
        print(f"acknowledged {log.size}", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_writer_loses_no_acknowledged_entry(tmp_path):
    key = DeviceKey.create(tmp_path / "device")
    CustodyLog.create(tmp_path / "log", key).close()
    dice = random.Random(20261124)  # noqa: S311 - no secret
    acknowledged, recoveries = 0, 0
    for kill in range(KILLS):
        said = killed_writer(tmp_path, kill, dice.uniform(0, 0.04))
        acknowledged = max([acknowledged, *said])
        with CustodyLog.open(tmp_path / "log", key) as log:
            recoveries += log.recovery is not None
            assert log.size >= acknowledged
            assert list(log.entries()) == [f"entry {i}".encode() for i in range(log.size)]
            acknowledged = log.size
        assert check_log(log.folder, key.vkey) == []

    assert acknowledged > KILLS
    assert recoveries > 0, "no kill hit a batch: the test tested nothing"


def killed_writer(home: Path, seed: int, seconds: float) -> list[int]:
    """Start a writer, kill it a moment after it opened the log; return the sizes it said."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(Path(__file__).parents[4] / "src")},
    )
    opened = writer.stdout.readline()
    time.sleep(seconds)
    writer.kill()
    lines = [opened, *writer.communicate()[0].splitlines()]
    return [int(line.split()[1]) for line in lines]
