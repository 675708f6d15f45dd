"""The head of a log: origin, size, root; signed as a C2SP tlog-checkpoint."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass

from dadkhah.errors import SignatureNotValid
from dadkhah.evidence.tlog.signed_note import VerifierKey, open_note, signed_note

_TEXT = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a device signed: its log had `size` entries and this root."""

    origin: str
    size: int
    root: bytes
    signed: bytes
    """The signed note, byte for byte, as it lies in the file `checkpoint`."""


def sign_checkpoint(
    *, size: int, root: bytes, key: VerifierKey, sign: Callable[[bytes], bytes]
) -> Checkpoint:
    """Sign a head; the origin is the name of the key."""
    text = f"{key.name}\n{size}\n{base64.b64encode(root).decode()}\n"
    return Checkpoint(key.name, size, root, signed_note(text, key, sign(text.encode())))


def read_checkpoint(signed: bytes, key: VerifierKey) -> Checkpoint:
    """Read a head signed by `key`; raises `SignatureNotValid` when it is anything else."""
    text = open_note(signed, key)
    match = _TEXT.fullmatch(text)
    root = base64.b64decode(match[3]) if match else b""
    if match is None or match[1] != key.name or base64.b64encode(root).decode() != match[3]:
        raise SignatureNotValid(f"What {key.name} signed is not a head of its log: {text!r}.")
    return Checkpoint(match[1], int(match[2]), root, signed)
