"""Decrypted copies of originals, for as long as somebody looks at them.

One folder for each session in `work` of the home folder, named by a digest of the session's key,
readable by its owner only. Whoever can read the home folder while it stands can read what is in it.
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
        path = self.folder_of(item) / ORIGINAL
        if not path.exists():
            _write(path, lambda part: _decrypt(item, identity, part))
        return path

    def holds(self, item: EvidenceItem) -> bool:
        """Whether the bytes of this item are decrypted for this session already."""
        return (self.folder / str(item.pk) / ORIGINAL).exists()

    def remove(self) -> None:
        """Remove all of them."""
        remove_folder(self.folder)

    def folder_of(self, item: EvidenceItem) -> Path:
        """Return the folder for what is made of one item; those of idle sessions are removed."""
        remove_idle()
        folder = self.folder / str(item.pk)
        for one in (_root(), self.folder, folder):
            one.mkdir(mode=0o700, exist_ok=True)
        os.utime(self.folder)  # somebody still looks
        return folder


def remove_idle(now: float | None = None) -> None:
    """Remove the working copies of sessions that were idle for longer than the lock allows."""
    oldest = (now or time.time()) - settings.IDLE_LOCK_SECONDS
    for folder in _folders():
        try:
            if folder.stat().st_mtime < oldest:
                remove_folder(folder)
        except FileNotFoundError:  # another request removed it
            continue


def remove_all() -> None:
    """Remove every working copy: nobody is signed in when the site starts."""
    for folder in _folders():
        remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Overwrite and remove a folder of working copies."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            erase(path)
    shutil.rmtree(folder, ignore_errors=True)


def _root() -> Path:
    return site_home() / "work"


def _folders() -> list[Path]:
    return list(_root().iterdir()) if _root().is_dir() else []


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
