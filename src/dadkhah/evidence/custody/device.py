"""The signing key of this device. It is made here, stays here and is never backed up."""

import secrets
from pathlib import Path
from typing import Self

from dadkhah.evidence.custody.disclosure import SaltSource
from dadkhah.evidence.tlog.signed_note import VerifierKey


class DeviceKey:
    """An Ed25519 key in `<home>/device/log-key` (mode 0600), in the form of a C2SP note key."""

    folder: Path
    device: str
    """32 hex digits: the name of the log's folder in the vault."""
    vkey: VerifierKey

    @classmethod
    def create(cls, folder: Path, *, salt_source: SaltSource = secrets.token_bytes) -> Self:
        """Make a key in `folder` (`<home>/device`); raises `DeviceKeyExists` if there is one."""
        raise NotImplementedError

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the key of `folder`; raises `DeviceKeyMissing`."""
        raise NotImplementedError

    @property
    def origin(self) -> str:
        """The log's C2SP origin and the key's name: `dadkhah.local/<device>`."""
        raise NotImplementedError

    def sign(self, text: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of `text`."""
        raise NotImplementedError

    def retire(self) -> None:
        """Put the key and its last head aside, so that a new device log can be started."""
        raise NotImplementedError
