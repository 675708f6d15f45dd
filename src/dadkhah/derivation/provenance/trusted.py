"""Whom the house trusts: certificates and keys, all in one text. Nobody unless it says so."""

import re
from dataclasses import dataclass

from dadkhah.derivation.outcome import Options

_BLOCK = re.compile(r"-----BEGIN ([A-Z ]+)-----.*?-----END \1-----", re.DOTALL)
_NOTE_KEY = re.compile(r"^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Trusted:
    """What signers are measured by, as it was written; each scheme reads its own part."""

    certificates: tuple[str, ...] = ()  # PEM, the roots of chains
    public_keys: tuple[str, ...] = ()  # PEM
    openpgp: tuple[str, ...] = ()  # armoured certificates
    note_keys: tuple[str, ...] = ()  # C2SP verifier keys


def trusted_in(options: Options) -> Trusted:
    """Read the option `trusted`: PEM and armoured blocks and note keys, one after the other."""
    text = str(options.get("trusted", ""))
    blocks = [(match[1], match[0]) for match in _BLOCK.finditer(text)]

    def of(kind: str) -> tuple[str, ...]:
        return tuple(block for name, block in blocks if name == kind)

    return Trusted(
        of("CERTIFICATE"),
        of("PUBLIC KEY"),
        of("PGP PUBLIC KEY BLOCK"),
        tuple(_NOTE_KEY.findall(_BLOCK.sub("", text))),
    )
