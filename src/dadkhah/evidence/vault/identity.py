"""The secret that opens a vault: an age X25519 identity, held in memory and never printed."""

from typing import Self

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dadkhah.errors import AgeKeyNotReadable

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECKSUM_LENGTH = 6


class VaultIdentity:
    """An age identity (`AGE-SECRET-KEY-1...`). `text` is the secret itself."""

    __slots__ = ("private_key", "recipient", "text")

    def __init__(self, text: str) -> None:
        try:
            identity = pyrage.x25519.Identity.from_str(text.strip())
        except pyrage.IdentityError:
            raise AgeKeyNotReadable(
                "This is not an age identity: it must be one line that begins with "
                "AGE-SECRET-KEY-1. Copy the whole line."
            ) from None
        self.text = str(identity)
        self.recipient = str(identity.to_public())
        self.private_key = X25519PrivateKey.from_private_bytes(_bech32_content(self.text))

    @classmethod
    def generate(cls) -> Self:
        """Make a new secret from the operating system's randomness."""
        return cls(str(pyrage.x25519.Identity.generate()))

    def __repr__(self) -> str:
        return f"VaultIdentity(for {self.recipient})"


def recipient_key(text: str) -> bytes:
    """Return the 32 bytes of an age X25519 recipient (`age1...`); raises `AgeKeyNotReadable`."""
    try:
        recipient = pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise AgeKeyNotReadable(
            f"'{text}' is not an age recipient: it must be one line that begins with age1. "
            "Copy the whole line; `age-keygen -y` prints it."
        ) from None
    return _bech32_content(str(recipient))


def _bech32_content(text: str) -> bytes:
    """Decode what pyrage has already checked (BIP 173): five bits a letter, checksum dropped."""
    letters = text.lower().rpartition("1")[2][:-_CHECKSUM_LENGTH]
    bits = 0
    for letter in letters:
        bits = bits << 5 | _BECH32.index(letter)
    return (bits >> (len(letters) * 5) % 8).to_bytes(len(letters) * 5 // 8, "big")
