"""Write and read age files (C2SP age-encryption.org/v1) as fast as the machine hashes.

Exactly the stock format with one X25519 stanza: `age -d` opens what is written here. It is
written through OpenSSL because that encrypts five times as fast as pyrage and lets other threads
run (docs/decisions/0015-age-for-objects.md has the figures).
"""

import hmac
import io
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from dadkhah.errors import NotACustodian, ObjectDamaged
from dadkhah.evidence.vault.identity import VaultIdentity

CHUNK = 64 * 1024
TAG = 16
SEALED_CHUNK = CHUNK + TAG
_LABEL = b"age-encryption.org/v1/X25519"
_HEADER = re.compile(
    rb"(age-encryption\.org/v1\n-> X25519 ([\w+/]{43})\n([\w+/]{43})\n---) ([\w+/]{43})\n",
    re.ASCII,
)
HEADER_LENGTH = 168
NONCE_LENGTH = 16
_ZERO_NONCE = bytes(12)


class AgeEncryptor:
    """Encrypts one file. Give blocks of whole chunks; only the final one may be shorter."""

    def __init__(self, recipient: bytes) -> None:
        file_key = secrets.token_bytes(16)
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
        wrap = ChaCha20Poly1305(_hkdf(shared, share + recipient, _LABEL))
        body = wrap.encrypt(_ZERO_NONCE, file_key, None)
        header = b"age-encryption.org/v1\n-> X25519 %b\n%b\n---" % (_b64(share), _b64(body))
        mac = hmac.digest(_hkdf(file_key, b"", b"header"), header, "sha256")
        nonce = secrets.token_bytes(NONCE_LENGTH)
        self.header = b"%b %b\n%b" % (header, _b64(mac), nonce)
        self._stream = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
        self._counter = 0

    def encrypt_into(self, plain: memoryview, sealed: memoryview, *, is_final: bool) -> int:
        """Encrypt a block into the front of `sealed`; return how many bytes were written."""
        end = 0
        last_start = max(0, (len(plain) - 1) // CHUNK * CHUNK) if is_final else -1
        for start in range(0, len(plain) or 1, CHUNK):
            chunk = plain[start : start + CHUNK]
            nonce = _chunk_nonce(self._counter, is_final=start == last_start)
            length = len(chunk) + TAG
            self._stream.encrypt_into(nonce, chunk, None, sealed[end : end + length])
            self._counter += 1
            end += length
        return end


def encrypt(plain: bytes, recipient: bytes) -> bytes:
    """Return `plain` as a whole age file."""
    encryptor = AgeEncryptor(recipient)
    sealed = bytearray(sealed_length(len(plain)))
    encryptor.encrypt_into(memoryview(plain), memoryview(sealed), is_final=True)
    return encryptor.header + sealed


def sealed_length(plain_length: int) -> int:
    """The length of the payload (without header and nonce) of a block of this many bytes."""
    return plain_length + TAG * max(1, -(-plain_length // CHUNK))


class Stored(Protocol):
    """Where encrypted bytes come from: all that was asked for, except at the end."""

    def read(self, length: int, /) -> bytes:
        """Return the next `length` bytes."""
        ...

    def close(self) -> None:
        """Let go of the source."""
        ...


class AgeReader(io.RawIOBase):
    """The plain bytes of an age file, as a stream.

    `on_end` is called once after the last byte was authenticated. Every defect raises
    `ObjectDamaged`, naming `name`; a stream that ended without an error is whole.
    """

    def __init__(
        self,
        stored: Stored,
        identity: VaultIdentity,
        *,
        name: str,
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self._stored = stored
        self._name = name
        self._on_end = on_end
        self._stream = self._open(identity)
        self._next = stored.read(SEALED_CHUNK)
        self._plain = memoryview(b"")
        self._counter = 0
        self._at_end = False

    def readable(self) -> bool:
        """Whether it can be read: yes, once, from front to back."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill the front of `buffer`; 0 at the end."""
        if not self._plain and not self._at_end:
            self._decrypt_chunk()
        length = min(len(buffer), len(self._plain))
        buffer[:length] = self._plain[:length]
        self._plain = self._plain[length:]
        return length

    def close(self) -> None:
        """Close the stored file too."""
        self._stored.close()
        super().close()

    def _open(self, identity: VaultIdentity) -> ChaCha20Poly1305:
        match = _HEADER.fullmatch(self._stored.read(HEADER_LENGTH))
        nonce = self._stored.read(NONCE_LENGTH)
        if not match or len(nonce) != NONCE_LENGTH:
            raise self._damaged("its age header is not as the vault writes it")
        share, body, mac = (b64decode(part + b"=") for part in match.groups()[1:])
        own = identity.private_key.public_key().public_bytes_raw()
        try:
            shared = identity.private_key.exchange(X25519PublicKey.from_public_bytes(share))
            wrap = ChaCha20Poly1305(_hkdf(shared, share + own, _LABEL))
            file_key = wrap.decrypt(_ZERO_NONCE, body, None)
        except (InvalidTag, ValueError):
            raise NotACustodian(
                f"'{self._name}' is encrypted to another vault's key, or its header was altered. "
                "`dadkhah vault verify` tells which."
            ) from None
        expected = hmac.digest(_hkdf(file_key, b"", b"header"), match.group(1), "sha256")
        if not hmac.compare_digest(expected, mac):
            raise self._damaged("its age header was altered")
        return ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))

    def _decrypt_chunk(self) -> None:
        sealed, self._next = self._next, self._stored.read(SEALED_CHUNK)
        self._at_end = not self._next
        nonce = _chunk_nonce(self._counter, is_final=self._at_end)
        try:
            plain = self._stream.decrypt(nonce, sealed, None)
        except InvalidTag:
            raise self._damaged(f"chunk {self._counter} was altered or cut") from None
        if self._at_end:
            if not plain and self._counter:
                raise self._damaged("it ends with an empty chunk")
            self._on_end()
        self._plain = memoryview(plain)
        self._counter += 1

    def _damaged(self, what: str) -> ObjectDamaged:
        return ObjectDamaged(f"'{self._name}' cannot be decrypted: {what}. Restore it from a copy.")


def _chunk_nonce(counter: int, *, is_final: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if is_final else b"\x00")


def _hkdf(secret: bytes, salt: bytes, label: bytes) -> bytes:
    """HKDF-SHA-256 (RFC 5869) with one block of output, which is all age asks for."""
    return hmac.digest(hmac.digest(salt, secret, "sha256"), label + b"\x01", "sha256")


def _b64(raw: bytes) -> bytes:
    return b64encode(raw).rstrip(b"=")
