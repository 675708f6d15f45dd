"""Notes signed as C2SP signed-note says, with Ed25519."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name: `<name>+<key id>+<base64 of 0x01 and the key>`."""

    name: str
    public_key: bytes

    @property
    def text(self) -> str:
        """The vkey line, without newline."""
        raise NotImplementedError

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a vkey line; raises `KeyNotReadable`."""
        raise NotImplementedError
