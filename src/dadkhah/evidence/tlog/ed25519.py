"""Ed25519 (RFC 8032) for signed notes, refusing keys with which one signature fits many texts."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

KEY_BYTES = 32
SIGNATURE_BYTES = 64
_PRIME = 2**255 - 19
# The y coordinates of the eight points whose order divides 8.
_SMALL_ORDER_Y = {
    0,
    1,
    _PRIME - 1,
    2707385501144840649318225287225658788936804267575313519463743609750303402022,  # order 8
    55188659117513257062467267217118295137698188065244968500265048394206261417927,  # order 8
}


def public_key_of(seed: bytes) -> bytes:
    """Return the 32-byte public key of a 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, text: bytes) -> bytes:
    """Return the 64-byte signature of `text`; the same seed and text give the same signature."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(text)


def is_sound_key(public_key: bytes) -> bool:
    """Say whether the key has the right length, is canonically encoded and not of small order."""
    if len(public_key) != KEY_BYTES:
        return False
    y = int.from_bytes(public_key, "little") & (2**255 - 1)
    return y < _PRIME and y not in _SMALL_ORDER_Y


def is_signed(public_key: bytes, signature: bytes, text: bytes) -> bool:
    """Say whether `signature` is a signature of `text` by a sound `public_key`."""
    if not is_sound_key(public_key) or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
    except InvalidSignature:
        return False
    return True
