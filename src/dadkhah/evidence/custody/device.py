"""The signing key of this device, and its memory of the last head it signed.

Both stay on the device, outside the vault, and are never backed up: a key in two places can sign
two histories, and a memory that can be restored notices nothing.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from dadkhah.errors import DeviceKeyMissing, LastHeadMissing, LogExists
from dadkhah.evidence.custody.disclosure import SaltSource
from dadkhah.evidence.durability import move_durably, replace_durably
from dadkhah.evidence.tlog import ed25519
from dadkhah.evidence.tlog.checkpoint import Checkpoint, read_checkpoint
from dadkhah.evidence.tlog.signed_note import VerifierKey

ORIGIN = "dadkhah.local"
KEY_FILE = "log-key"
HEAD_FILE = "last-head"
_ID_BYTES = 16
_PREFIX = "PRIVATE+KEY+"
_ED25519 = b"\x01"


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """An Ed25519 key in `<home>/device/log-key` (mode 0600), in the form of a C2SP note key."""

    folder: Path
    vkey: VerifierKey
    _seed: bytes = field(repr=False)

    @classmethod
    def create(cls, folder: Path, *, salt_source: SaltSource = secrets.token_bytes) -> Self:
        """Make a key in `folder` (`<home>/device`); raises `LogExists` if there is one."""
        if (folder / KEY_FILE).exists():
            message = f"{folder} already holds a signing key. Open its log, or put the key aside."
            raise LogExists(message)
        device, seed = salt_source(_ID_BYTES).hex(), salt_source(ed25519.KEY_BYTES)
        vkey = VerifierKey(f"{ORIGIN}/{device}", ed25519.public_key_of(seed))
        encoded = base64.b64encode(_ED25519 + seed).decode()
        line = f"{_PREFIX}{vkey.name}+{vkey.key_id.hex()}+{encoded}\n"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_durably(folder / KEY_FILE, line.encode(), mode=0o600)
        return cls(folder, vkey, seed)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the key of `folder`; raises `DeviceKeyMissing`."""
        path = folder / KEY_FILE
        try:
            name, key_id, encoded = (
                path.read_text("utf-8").strip().removeprefix(_PREFIX).split("+", 2)
            )
            seed = base64.b64decode(encoded, validate=True)[len(_ED25519) :]
            vkey = VerifierKey(name, ed25519.public_key_of(seed))
        except FileNotFoundError:
            raise DeviceKeyMissing(
                f"{path} is missing: this device has no signing key. Start a log of its own with "
                "`dadkhah vault start-device`; never copy the key of another device."
            ) from None
        except (ValueError, binascii.Error):
            raise DeviceKeyMissing(f"{path} is not the line of a private note key.") from None
        if vkey.key_id.hex() != key_id or not name.startswith(f"{ORIGIN}/"):
            raise DeviceKeyMissing(f"{path} is damaged: name, key id and key do not fit.")
        return cls(folder, vkey, seed)

    @property
    def device(self) -> str:
        """32 hex digits: the name of the log's folder in the vault."""
        return self.origin.removeprefix(f"{ORIGIN}/")

    @property
    def origin(self) -> str:
        """The log's C2SP origin and the key's name: `dadkhah.local/<device>`."""
        return self.vkey.name

    def sign(self, text: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of `text`."""
        return ed25519.sign(self._seed, text)

    @property
    def has_signed(self) -> bool:
        """Whether this device remembers a head of its log."""
        return (self.folder / HEAD_FILE).exists()

    def remember(self, head: Checkpoint) -> None:
        """Keep `head` as the newest this device signed."""
        replace_durably(self.folder / HEAD_FILE, head.signed, mode=0o600)

    def last_head(self) -> Checkpoint:
        """Return the newest head this device signed; raises `LastHeadMissing`."""
        path = self.folder / HEAD_FILE
        try:
            return read_checkpoint(path.read_bytes(), self.vkey)
        except FileNotFoundError:
            message = f"{path} is missing: nobody can tell whether the vault is an old copy."
            raise LastHeadMissing(message) from None

    def retire(self) -> Path:
        """Put key and memory aside, so that a new device log can be started; return where."""
        aside = self.folder / "retired" / self.device
        aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in (HEAD_FILE, KEY_FILE):
            if (self.folder / name).exists():
                move_durably(self.folder / name, aside / name)
        return aside
