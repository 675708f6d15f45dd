"""Seal a file to the key of the vault, and open it again: an age file like every object."""

import os
from pathlib import Path
from typing import BinaryIO

from dadkhah.evidence.vault import VaultIdentity
from dadkhah.evidence.vault.age_file import AgeEncryptor, AgeReader, sealed_length
from dadkhah.evidence.vault.identity import recipient_key

BLOCK = 1024 * 1024


def private(path: Path) -> BinaryIO:
    """Make a file that nobody else may read, and open it to write."""
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))


def seal_file(plain: Path, sealed: Path, recipient: str) -> None:
    """Write `plain` encrypted to the vault's recipient."""
    encryptor = AgeEncryptor(recipient_key(recipient))
    room = memoryview(bytearray(sealed_length(BLOCK)))
    with plain.open("rb") as source, private(sealed) as target:
        target.write(encryptor.header)
        block = source.read(BLOCK)
        is_final = False
        while not is_final:
            following = source.read(BLOCK)
            is_final = not following
            length = encryptor.encrypt_into(memoryview(block), room, is_final=is_final)
            target.write(room[:length])
            block = following


def open_file(sealed: Path, plain: Path, identity: VaultIdentity) -> None:
    """Write the bytes of a sealed file; raises `ObjectDamaged` when they are not those sealed."""
    with sealed.open("rb") as stored, private(plain) as target:
        reader = AgeReader(stored, identity, name=sealed.name)
        while block := reader.read(BLOCK):
            target.write(block)
