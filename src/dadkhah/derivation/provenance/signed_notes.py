"""Signed notes and checkpoints of transparency logs (C2SP signed-note, tlog-cosignature)."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from dadkhah.derivation.findings import Provenance, Verdict
from dadkhah.derivation.provenance.trusted import Trusted

SCHEME = "signed-note"
LARGEST = 1 << 20
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")
_SHAPE = re.compile(rb"\n\n(?:\xe2\x80\x94 [^\n]+\n)+\Z")
_MOST_SIGNATURES = 100
_KEY_ID, _TIME = 4, 8
_ED25519, _COSIGNATURE = 1, 4
_LATEST = 253_402_300_799  # the last second of the year 9999


@dataclass(frozen=True, slots=True)
class _Signature:
    name: str
    key_id: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    key_id: bytes
    kind: int
    public: bytes


def looks_like_a_note(content: bytes) -> bool:
    """Whether the end of a text is that of a signed note."""
    return _SHAPE.search(content[-(1 << 16) :]) is not None


def check_note(
    content: bytes, trusted: Trusted, beside: Sequence[str] = ()
) -> Iterator[Provenance]:
    """Check each signature of a note with the key that it names, where that key is at hand.

    GOOD: by a key of the house. UNTRUSTED: by a key that lies beside it, or none is at hand.
    """
    try:
        text, signatures = _read(content)
    except ValueError as error:
        yield Provenance(SCHEME, Verdict.BROKEN, f"The signed note cannot be read: {error}.")
        return
    house, near = _keys(trusted.note_keys), _keys(beside)
    for signature in signatures:
        yield _checked(text, signature, house, near)


def _checked(
    text: bytes, signature: _Signature, house: Sequence[_Key], near: Sequence[_Key]
) -> Provenance:
    signer = f"{signature.name}+{signature.key_id.hex()}"
    key = next((k for k in (*house, *near) if _fits(k, signature)), None)
    if key is None:
        said = "The note has a signature in due form; its key is not here, nothing was checked."
        return Provenance(SCHEME, Verdict.UNTRUSTED, said, signer)
    if not _is_signed(text, signature, key):
        said = "The note does not fit this signature."
        return Provenance(SCHEME, Verdict.BROKEN, said, signer)
    at = _time(signature) if key.kind == _COSIGNATURE else ""
    if key in house:
        said = "The note is signed with a key that is trusted here."
        return Provenance(SCHEME, Verdict.GOOD, said, signer, at)
    said = "The note fits the key that lies beside it; nobody here knows whose key that is."
    return Provenance(SCHEME, Verdict.UNTRUSTED, said, signer, at)


def _read(content: bytes) -> tuple[bytes, list[_Signature]]:
    try:
        whole = content.decode()
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    body, blank, tail = whole.rpartition("\n\n")
    lines = tail.removesuffix("\n").split("\n")
    if not blank or not tail.endswith("\n") or len(lines) > _MOST_SIGNATURES:
        raise ValueError("it is cut short or has too many signatures")
    return f"{body}\n".encode(), [_signature(line) for line in lines]


def _signature(line: str) -> _Signature:
    match = _LINE.fullmatch(line)
    blob = _decoded(match[2]) if match else b""
    if match is None or len(blob) <= _KEY_ID:
        raise ValueError("a line under it is no signature")
    return _Signature(match[1], blob[:_KEY_ID], blob[_KEY_ID:])


def _keys(lines: Sequence[str]) -> tuple[_Key, ...]:
    found = []
    for line in lines:
        match = _KEY.fullmatch(line.strip())
        blob = _decoded(match[3]) if match else b""
        if match is None or blob[:1] not in (bytes([_ED25519]), bytes([_COSIGNATURE])):
            continue
        key_id = hashlib.sha256(match[1].encode() + b"\n" + blob).digest()[:_KEY_ID]
        if key_id.hex() == match[2]:
            found.append(_Key(match[1], key_id, blob[0], blob[1:]))
    return tuple(found)


def _fits(key: _Key, signature: _Signature) -> bool:
    return (key.name, key.key_id) == (signature.name, signature.key_id)


def _is_signed(text: bytes, signature: _Signature, key: _Key) -> bool:
    message, content = text, signature.content
    if key.kind == _COSIGNATURE:
        seconds = int.from_bytes(content[:_TIME], "big")
        message = b"cosignature/v1\ntime %d\n" % seconds + text
        content = content[_TIME:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(content, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _time(signature: _Signature) -> str:
    seconds = min(int.from_bytes(signature.content[:_TIME], "big"), _LATEST)
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None).isoformat() + "Z"


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
