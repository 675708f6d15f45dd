"""Keep the vault's secret apart from the key that opens it, for as long as somebody works.

A site that serves many requests cannot ask for the passphrase each time. It keeps what `shut`
returns and gives the word to the person's browser: neither alone opens the vault.
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from dadkhah.evidence.vault.identity import VaultIdentity

_NONCE = 12
_PURPOSE = b"dadkhah vault kept open"


def new_word() -> str:
    """Return a fresh key as text."""
    return base64.urlsafe_b64encode(ChaCha20Poly1305.generate_key()).decode()


def word_from(digest: bytes) -> str:
    """Return 32 bytes that somebody keeps secret as such a key."""
    return base64.urlsafe_b64encode(digest).decode()


def shut(identity: VaultIdentity, word: str) -> str:
    """Return the secret as text that only `word` opens again."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = _cipher(word).encrypt(nonce, identity.text.encode(), _PURPOSE)
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def reopen(shut_text: str, word: str) -> VaultIdentity | None:
    """Return the secret, or None when `word` is not the one it was shut with."""
    try:
        content = base64.urlsafe_b64decode(shut_text)
        opened = _cipher(word).decrypt(content[:_NONCE], content[_NONCE:], _PURPOSE)
    except (InvalidTag, ValueError):
        return None
    return VaultIdentity(opened.decode())


def _cipher(word: str) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(base64.urlsafe_b64decode(word))
