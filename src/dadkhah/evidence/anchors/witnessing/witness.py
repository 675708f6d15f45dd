"""Be a witness of other people's logs (C2SP tlog-witness): see every head, cosign none twice over.

A witness remembers the last head of each log it knows, and cosigns the next one only when it is
proven to extend that. So two people who trust the same witness see the same log.
"""

import base64
import binascii
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Self

from filelock import FileLock

from dadkhah.errors import KeyNotReadable, SignatureNotValid, WitnessNotReadable
from dadkhah.evidence.anchors.witnessing.cosignature import cosign
from dadkhah.evidence.anchors.witnessing.witness_request import SIZE_TYPE, WitnessRequest
from dadkhah.evidence.durability import replace_durably, sync_written
from dadkhah.evidence.tlog import ed25519
from dadkhah.evidence.tlog.checkpoint import Checkpoint, read_checkpoint
from dadkhah.evidence.tlog.merkle import EMPTY_ROOT, proves_consistency
from dadkhah.evidence.tlog.signed_note import COSIGNATURE, VerifierKey

KEY_FILE, LOGS_FILE, HEADS_FOLDER = "witness-key", "logs", "heads"
REFUSED_FOLDER, MOST_REFUSED = "refused", 1000
_PREFIX = "PRIVATE+KEY+"
_NAME = re.compile(r"[\x21-\x2a\x2c-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class WitnessAnswer:
    """What a witness answers over HTTP: the status, and its body."""

    status: int
    body: str
    media_type: str = "text/plain; charset=utf-8"


class Witness:
    """A folder with the witness's key, the logs it knows, and the last head of each."""

    def __init__(self, folder: Path, vkey: VerifierKey, seed: bytes) -> None:
        self.folder = folder
        self.vkey = vkey
        self._seed = seed

    @classmethod
    def create(cls, folder: Path, name: str) -> Self:
        """Make a key in `folder`, which must hold none. Raises `WitnessNotReadable`."""
        if (folder / KEY_FILE).exists():
            raise WitnessNotReadable(f"{folder} already holds the key of a witness.")
        if not _NAME.fullmatch(name):
            message = f"'{name}' is no name of a witness: write something like witness.example/w1."
            raise WitnessNotReadable(message)
        seed = secrets.token_bytes(ed25519.KEY_BYTES)
        vkey = VerifierKey(name, ed25519.public_key_of(seed), COSIGNATURE)
        encoded = base64.b64encode(COSIGNATURE + seed).decode()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        line = f"{_PREFIX}{name}+{vkey.key_id.hex()}+{encoded}\n"
        replace_durably(folder / KEY_FILE, line.encode(), mode=0o600)
        return cls(folder, vkey, seed)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the folder of a witness. Raises `WitnessNotReadable`."""
        try:
            line = (folder / KEY_FILE).read_text("utf-8").strip().removeprefix(_PREFIX)
            name, key_id, encoded = line.split("+", 2)
            seed = base64.b64decode(encoded, validate=True)[len(COSIGNATURE) :]
            vkey = VerifierKey(name, ed25519.public_key_of(seed), COSIGNATURE)
        except FileNotFoundError:
            message = f"There is no witness in {folder}. `dadkhah witness create` makes one."
            raise WitnessNotReadable(message) from None
        except (ValueError, binascii.Error):
            message = f"{folder / KEY_FILE} is not the line of a private key."
            raise WitnessNotReadable(message) from None
        if vkey.key_id.hex() != key_id:
            raise WitnessNotReadable(f"{folder / KEY_FILE} is damaged: name and key do not fit.")
        return cls(folder, vkey, seed)

    def logs(self) -> dict[str, VerifierKey]:
        """The logs this witness knows, by their origin."""
        try:
            lines = (self.folder / LOGS_FILE).read_text("utf-8").splitlines()
        except FileNotFoundError:
            return {}
        keys = [VerifierKey.parse(line) for line in lines if line and not line.startswith("#")]
        return {key.name: key for key in keys}

    def know(self, vkey: str) -> VerifierKey:
        """Know one more log by its key line. Raises `KeyNotReadable`."""
        key = VerifierKey.parse(vkey)
        known = self.logs()
        if known.get(key.name, key) != key:
            raise KeyNotReadable(
                f"Another key of {key.name} is known already: {known[key.name].text}."
            )
        lines = "".join(f"{one.text}\n" for one in {**known, key.name: key}.values())
        replace_durably(self.folder / LOGS_FILE, lines.encode())
        return key

    def last_head(self, key: VerifierKey) -> Checkpoint | None:
        """The last head of a log that this witness cosigned."""
        try:
            return read_checkpoint(self._head_path(key).read_bytes(), key)
        except FileNotFoundError:
            return None

    def add_checkpoint(self, request: bytes, *, at: datetime) -> WitnessAnswer:
        """Answer an `add-checkpoint` request; what is cosigned is on the disk before.

        200 and a signature line; 400 not readable; 403 not signed by the log; 404 a log that is
        not known; 409 not from the last head (its size is the body), or another tree of the same
        size; 422 the proof does not hold.
        """
        asked = WitnessRequest.read(request)
        if asked is None:
            return WitnessAnswer(400, "This is no add-checkpoint request.\n")
        key = self.logs().get(asked.origin)
        if key is None:
            return WitnessAnswer(404, "This log is not known here.\n")
        try:
            head = read_checkpoint(asked.note, key)
        except SignatureNotValid as error:
            return WitnessAnswer(403, f"{error}\n")
        if asked.old_size > head.size:
            return WitnessAnswer(400, "The old size is larger than the head.\n")
        # Comparing with the last head and keeping the new one must not be parted.
        with FileLock(self.folder / "lock"):
            return self._compared(key, head, asked, at)

    def _compared(
        self, key: VerifierKey, head: Checkpoint, asked: WitnessRequest, at: datetime
    ) -> WitnessAnswer:
        last = self.last_head(key)
        last_size, last_root = (last.size, last.root) if last else (0, EMPTY_ROOT)
        if asked.old_size != last_size:
            return WitnessAnswer(409, f"{last_size}\n", SIZE_TYPE)
        if last_size == head.size and head.root != last_root:
            self._keep_refused(head)
            return WitnessAnswer(409, "Another tree of this size was cosigned: a fork.\n")
        if not proves_consistency(
            old_size=last_size,
            old_root=last_root,
            size=head.size,
            root=head.root,
            proof=asked.proof,
        ):
            self._keep_refused(head)
            return WitnessAnswer(422, "The proof does not lead from the last head to this one.\n")
        line = cosign(head.signed, self.vkey, self._sign, at=at)
        path = self._head_path(key)
        path.parent.mkdir(exist_ok=True)
        replace_durably(path, head.signed)
        sync_written([path])
        return WitnessAnswer(200, line)

    def _keep_refused(self, head: Checkpoint) -> None:
        """Keep a head that was refused: signed by its log, it may prove a fork."""
        folder = self.folder / REFUSED_FOLDER
        folder.mkdir(exist_ok=True)
        if len(list(folder.iterdir())) < MOST_REFUSED:
            replace_durably(folder / sha256(head.signed).hexdigest(), head.signed)

    def _sign(self, message: bytes) -> bytes:
        return ed25519.sign(self._seed, message)

    def _head_path(self, key: VerifierKey) -> Path:
        return self.folder / HEADS_FOLDER / sha256(key.name.encode()).hexdigest()
