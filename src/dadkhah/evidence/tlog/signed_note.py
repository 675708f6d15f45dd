"""Notes signed as C2SP signed-note says, with Ed25519."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Self

from dadkhah.errors import KeyNotReadable, SignatureNotValid
from dadkhah.evidence.tlog import ed25519

MOST_SIGNATURES = 100
ED25519 = b"\x01"
COSIGNATURE = b"\x04"
"""The algorithm of a witness's Ed25519 key, as C2SP tlog-cosignature names it."""
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name: `<name>+<key id in hex>+<base64 of algorithm and key>`."""

    name: str
    public_key: bytes
    algorithm: bytes = ED25519

    @property
    def key_id(self) -> bytes:
        """The four bytes that say in a note which key signed."""
        named = self.name.encode() + b"\n" + self.algorithm + self.public_key
        return hashlib.sha256(named).digest()[:4]

    @property
    def text(self) -> str:
        """The key as one line, without newline."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(self.algorithm + self.public_key)}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key in groups of four hex digits, to be read out and compared."""
        digits = hashlib.sha256(self.public_key).hexdigest()
        return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))

    @classmethod
    def parse(cls, text: str, algorithm: bytes = ED25519) -> Self:
        """Read a key line; raises `KeyNotReadable` if it is malformed or the key is weak."""
        name, _, rest = text.strip().partition("+")
        _, _, encoded = rest.partition("+")
        key = cls(name, _decoded(encoded)[1:], algorithm)
        if not re.fullmatch(r"[^\s+]+", name) or key.text != text.strip():
            message = f"This is not the line of an Ed25519 note key: {text.strip()[:200]!r}."
            raise KeyNotReadable(message)
        if not ed25519.is_sound_key(key.public_key):
            message = f"The key of {name} is weak: one signature by it can fit many texts."
            raise KeyNotReadable(message)
        return key


def signed_note(text: str, key: VerifierKey, signature: bytes) -> bytes:
    """Return the note: `text`, a blank line, and one signature of `key`."""
    return f"{text}\n{signature_line(key, signature)}".encode()


def signature_line(key: VerifierKey, signature: bytes) -> str:
    """Return the line that says in a note that `key` signed it, with its newline."""
    return f"— {key.name} {_base64(key.key_id + signature)}\n"


def open_note(note: bytes, key: VerifierKey) -> str:
    """Return the text of a note that `key` signed; raises `SignatureNotValid` otherwise.

    Signatures of other keys are ignored; one bad signature of `key` refuses the whole note.
    """
    text, own = signatures_in(note, key)
    if not own:
        raise SignatureNotValid(f"The note is not signed by {key.name}, key {key.key_id.hex()}.")
    if not all(ed25519.is_signed(key.public_key, blob, text.encode()) for blob in own):
        raise SignatureNotValid(f"The signature of {key.name} does not fit the text of the note.")
    return text


def signatures_in(note: bytes, key: VerifierKey) -> tuple[str, list[bytes]]:
    """Return the text of a note, and what stands in it as signatures of `key`, not yet checked.

    Raises `SignatureNotValid` for what is no note.
    """
    text, signatures = _parts(note)
    return text, [
        blob[4:] for name, blob in signatures if (name, blob[:4]) == (key.name, key.key_id)
    ]


def _parts(note: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    try:
        whole = note.decode()
    except UnicodeDecodeError:
        raise SignatureNotValid("The note is not UTF-8 text.") from None
    body, blank, tail = whole.rpartition("\n\n")
    lines = tail.removesuffix("\n").split("\n")
    if not blank or not tail.endswith("\n") or _FORBIDDEN.search(whole):
        raise SignatureNotValid("The note has no signatures, is cut short or has control signs.")
    if len(lines) > MOST_SIGNATURES:
        raise SignatureNotValid(f"The note has more than {MOST_SIGNATURES} signatures.")
    return f"{body}\n", [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    match = _LINE.fullmatch(line)
    blob = _decoded(match[2]) if match else b""
    # Four bytes are the key id; a signature without any byte signs nothing.
    if match is None or len(blob) <= 4:  # noqa: PLR2004
        raise SignatureNotValid(f"This line of the note is not a signature: {line[:200]!r}.")
    return match[1], blob


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _decoded(encoded: str) -> bytes:
    """Decode strictly; what is not canonical base64 becomes nothing, which no check accepts."""
    try:
        content = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return content if _base64(content) == encoded else b""
