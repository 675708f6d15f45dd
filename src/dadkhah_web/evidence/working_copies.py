"""Decrypted copies of originals, for as long as somebody looks at them.

One folder for each session under `<home>/work/`, named by a digest of the session's key, readable
by its owner only. Whoever can read the home folder while it stands can read what is in it.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from dadkhah.errors import ObjectDamaged
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.services import VaultIdentity, site_home, site_vault
from dadkhah_web.evidence.spool import erase

BLOCK = 1024 * 1024
ORIGINAL = "original"


class WorkingCopies:
    """The working copies of one session."""

    def __init__(self, session_key: str) -> None:
        name = salted_hmac("dadkhah working copies", session_key, algorithm="sha256").hexdigest()
        self.folder = _root() / name[:32]

    def original(self, item: EvidenceItem, identity: VaultIdentity) -> Path:
        """Return the bytes as received, as a file; raises `ObjectDamaged` when they are others."""
        path = self._folder_of(item) / ORIGINAL
        if not path.exists():
            _write(path, lambda part: _decrypt(item, identity, part))
        return path

    def made(self, item: EvidenceItem, name: str, make: Callable[[Path], Path]) -> Path:
        """Return a view of an item by its name, made once by `make(empty folder)`."""
        path = self._folder_of(item) / name
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                os.replace(make(Path(folder)), path)  # noqa: PTH105
        return path

    def remove(self) -> None:
        """Remove all of them."""
        remove_folder(self.folder)

    def _folder_of(self, item: EvidenceItem) -> Path:
        remove_idle()
        folder = self.folder / str(item.pk)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.utime(self.folder)  # somebody still looks
        return folder


def remove_idle(now: float | None = None) -> None:
    """Remove the working copies of sessions that were idle for longer than the lock allows."""
    oldest = (now or time.time()) - settings.IDLE_LOCK_SECONDS
    for folder in _root().iterdir():
        try:
            if folder.stat().st_mtime < oldest:
                remove_folder(folder)
        except FileNotFoundError:  # another request removed it
            continue


def remove_all() -> None:
    """Remove every working copy: nobody is signed in when the site starts."""
    for folder in _root().iterdir():
        remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Overwrite and remove a folder of working copies."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            erase(path)
    shutil.rmtree(folder, ignore_errors=True)


def _root() -> Path:
    root = site_home() / "work"
    root.mkdir(mode=0o700, exist_ok=True)
    return root


def _write(path: Path, fill: Callable[[int], None]) -> None:
    """Fill a file under another name first: a request that comes meanwhile finds all or nothing."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        try:
            fill(descriptor)
        finally:
            os.close(descriptor)
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _decrypt(item: EvidenceItem, identity: VaultIdentity, descriptor: int) -> None:
    digest = hashlib.sha256()
    with site_vault().open_object(item.object_name, identity) as plain:
        while block := plain.read(BLOCK):
            digest.update(block)
            os.write(descriptor, block)
    if item.sha256 and digest.hexdigest() != item.sha256:
        raise ObjectDamaged(f"{item.record.code} holds other bytes than were received.")
