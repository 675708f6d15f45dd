"""Commit to a field without showing it: the disclosures of RFC 9901, section 4.2."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from json.encoder import encode_basestring as json_text
from typing import Self

from dadkhah.errors import DisclosureMismatch

SaltSource = Callable[[int], bytes]
"""Gives this many bytes that nobody can guess."""

SALT_BYTES = 16
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_SALT = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One field with its salt. Whoever holds it can show the field; nobody else can guess it."""

    salt: str
    name: str
    value: str
    encoded: str = field(init=False, repr=False, compare=False)
    """The base64url text (no padding) of the JSON array [salt, name, value]."""

    def __post_init__(self) -> None:
        content = ",".join([json_text(self.salt), json_text(self.name), json_text(self.value)])
        object.__setattr__(self, "encoded", base64url(f"[{content}]".encode()))

    @property
    def digest(self) -> str:
        """The base64url SHA-256 of `encoded`: what stands in the log."""
        return digest_of(self.encoded)

    @classmethod
    def decode(cls, encoded: str) -> Self:
        """Read a disclosure back; raises `DisclosureMismatch` when it is not one."""
        try:
            content = base64.b64decode(encoded + "=" * (-len(encoded) % 4), b"-_", validate=True)
            salt, name, value = json.loads(content)
            disclosure = cls(salt, name, value)
            if _SALT.fullmatch(salt) and disclosure.encoded == encoded:
                return disclosure
        except (ValueError, TypeError, RecursionError):
            pass  # not base64, not JSON, not three strings: the same answer for all
        raise DisclosureMismatch(f"This is not a disclosure: {encoded[:80]!r}.")


def digest_of(encoded: str) -> str:
    """Return the digest under which an encoded disclosure stands in an entry."""
    return base64url(hashlib.sha256(encoded.encode()).digest())


def base64url(content: bytes) -> str:
    """Return base64url without padding, as RFC 9901 writes it."""
    # A third faster than base64.urlsafe_b64encode, and done a dozen times for every entry.
    return binascii.b2a_base64(content, newline=False).translate(_URL_SAFE, b"=").decode()
