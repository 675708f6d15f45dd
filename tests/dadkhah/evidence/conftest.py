"""A vault whose custodian holds an age identity: no passphrase, so made at once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dadkhah.evidence.vault import NotReceived, Received, Vault, VaultIdentity
from dadkhah.evidence.vault.walk import walk

AT = datetime(2026, 11, 24, 2, 3, tzinfo=UTC)


class OpenVault:
    """A vault, its key, and a folder of evidence beside it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.evidence = folder / "evidence"
        self.evidence.mkdir()
        self.custodian = VaultIdentity.generate()
        self.vault = Vault.create(
            self.home,
            custodian="first",
            actor="U-1",
            at=AT,
            recipient=self.custodian.recipient,
        )
        self.identity = self.vault.unlock(identity=self.custodian.text)

    def file(self, name: str, content: bytes) -> Path:
        path = self.evidence / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def outcomes(self, *paths: Path, source="S-1", reception="r", workers=1):
        return self.vault.receive(
            walk(paths or [self.evidence], source=source, avoid=self.home),
            actor="U-1",
            clock=lambda: AT,
            reception=reception,
            workers=workers,
        )

    def receive(self, *paths: Path, **options) -> tuple[list[Received], list[NotReceived]]:
        outcomes = list(self.outcomes(*paths, **options))
        received = [one for one in outcomes if isinstance(one, Received)]
        return received, [one for one in outcomes if isinstance(one, NotReceived)]

    def read(self, received: Received) -> bytes:
        with self.vault.open_object(received.object_name, self.identity) as stream:
            return stream.read()

    def fields(self, received: Received) -> dict[str, str]:
        opened = self.vault.disclosures(self.identity, received.device, received.entry)
        return {one.name: one.value for one in opened}

    def objects(self) -> list[Path]:
        return sorted(path for path in self.vault.objects.objects.rglob("*") if path.is_file())


@pytest.fixture
def opened(tmp_path):
    return OpenVault(tmp_path)
