"""A device with a log, built as fast as the disk allows."""

from pathlib import Path

import pytest

from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey


class Device:
    """One device: a key in `<home>/device`, a log in `<home>/vault/log`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.logs = home / "vault" / "log"
        self.key = DeviceKey.create(home / "device")

    @property
    def folder(self) -> Path:
        return self.logs / self.key.device

    def create(self, *batches: int) -> None:
        with CustodyLog.create(self.logs, self.key) as log:
            for count in batches:
                log.append(self.entries(log.size, count))

    def append(self, *batches: int) -> None:
        with self.open() as log:
            for count in batches:
                log.append(self.entries(log.size, count))

    def open(self) -> CustodyLog:
        return CustodyLog.open(self.logs, self.key, lock_seconds=0)

    @staticmethod
    def entries(start: int, count: int) -> list[bytes]:
        return [f"entry {i}".encode() for i in range(start, start + count)]


@pytest.fixture
def device(tmp_path):
    return Device(tmp_path)
