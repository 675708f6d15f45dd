"""Commit to a field without showing it: the disclosures of RFC 9901, section 4.2."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

SaltSource = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One field with its salt. Whoever holds it can show the field; nobody else can guess it."""

    salt: str
    name: str
    value: str

    @property
    def encoded(self) -> str:
        """The base64url text (no padding) of the JSON array [salt, name, value]."""
        raise NotImplementedError

    @property
    def digest(self) -> str:
        """The base64url SHA-256 of `encoded`: what stands in the log."""
        raise NotImplementedError

    @classmethod
    def decode(cls, encoded: str) -> Self:
        """Read a disclosure back; raises `DisclosureMismatch` when it is not one."""
        raise NotImplementedError
