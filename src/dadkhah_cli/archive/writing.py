"""Write the archive so that what is restored from it verifies.

The records are copied first and the vault after them: a row of the copy then has its entry in the
copy of the log. The log is copied while nobody may write it, with the list of the objects it names
at that moment; the objects themselves never change, and follow while others work on.
"""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, cast

from dadkhah.errors import OutputExists
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.durability import move_durably, sync_written
from dadkhah.evidence.vault import Vault
from dadkhah_cli import site
from dadkhah_cli.archive import DATABASE, DESCRIPTION, FORMAT, SETTINGS, VAULT
from dadkhah_cli.archive.sealing import private, seal_file

_NOT_KEPT = ("incoming", "objects")
_TOML = "dadkhah.toml"


def write_archive(vault: Vault, out: Path, *, at: datetime) -> str:
    """Write the home of this vault as one file; return its SHA-256. Raises `OutputExists`."""
    if out.exists():
        raise OutputExists(f"There is a file {out} already. Nothing was written.")
    part = out.with_name(f"{out.name}.part")
    part.unlink(missing_ok=True)
    try:
        with (
            tempfile.TemporaryDirectory(dir=vault.home, prefix="backup-") as folder,
            private(part) as file,
        ):
            hashed = _Hashed(file)
            _fill(hashed, vault, Path(folder), at)
            file.flush()
            sync_written([part])
        move_durably(part, out)
    finally:
        part.unlink(missing_ok=True)
    return hashed.sha256.hexdigest()


def _fill(file: "_Hashed", vault: Vault, folder: Path, at: datetime) -> None:
    database = site.copy_database(folder / "database")
    about = {
        "format": FORMAT,
        "made_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "program": version("dadkhah"),
        "database": database,
        "recipient": vault.recipient,
    }
    with tarfile.open(fileobj=cast("BinaryIO", file), mode="w|") as tar:
        _add_text(tar, DESCRIPTION, json.dumps(about, indent=2) + "\n", at)
        with _nobody_writing(vault):
            objects = [path for path in vault.objects.objects.glob("*/*") if path.is_file()]
            for path in sorted(vault.folder.rglob("*")):
                inside = path.relative_to(vault.folder)
                if path.is_file() and inside.parts[0] not in _NOT_KEPT:
                    tar.add(path, f"{VAULT}/{inside.as_posix()}")
        for path in sorted(objects):
            tar.add(path, f"{VAULT}/{path.relative_to(vault.folder).as_posix()}")
        for name, plain in ((DATABASE, folder / "database"), (SETTINGS, vault.home / _TOML)):
            if plain.is_file():
                seal_file(plain, folder / name, vault.recipient)
                tar.add(folder / name, name)


@contextmanager
def _nobody_writing(vault: Vault) -> Iterator[None]:
    """Hold the log of this device; a vault without one is a copy that nobody writes."""
    if not vault.has_device_key:
        yield
        return
    with CustodyLog.open(vault.folder / "log", DeviceKey.load(vault.device_folder)):
        yield


def _add_text(tar: tarfile.TarFile, name: str, text: str, at: datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(text.encode()), int(at.timestamp()), 0o600
    tar.addfile(member, io.BytesIO(text.encode()))


class _Hashed:
    """A file whose SHA-256 is known once it is written."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.sha256 = hashlib.sha256()

    def write(self, block: bytes) -> int:
        """Write, and take it into the hash."""
        self.sha256.update(block)
        return self.file.write(block)
