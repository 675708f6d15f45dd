"""Who can open the vault: its identity, encrypted once for each custodian."""

import re
from dataclasses import dataclass
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from dadkhah.errors import (
    AgeKeyNotReadable,
    CustodianExists,
    CustodianUnknown,
    LastCustodian,
    NotACustodian,
    VaultNotReadable,
    WeakPassphrase,
    WrongPassphrase,
)
from dadkhah.evidence.durability import replace_durably
from dadkhah.evidence.vault.identity import VaultIdentity, recipient_key

_CUSTODIAN = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
_SUFFIX = ".age"
# Who copied the vault can try passphrases for as long as they like.
_SHORTEST_PASSPHRASE = 12
_PASSPHRASE_STANZA = b"age-encryption.org/v1\n-> scrypt "


@dataclass(frozen=True, slots=True)
class CustodianKey:
    """One way to open the vault. `kind` is `passphrase` or `recipient`."""

    custodian: str
    kind: str


class CustodianKeys:
    """`vault/keys/<custodian>.age`: each holds the identity of the vault as stock age wraps it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(
        self,
        custodian: str,
        identity: VaultIdentity,
        *,
        passphrase: str | None = None,
        recipient: str | None = None,
    ) -> None:
        """Wrap `identity` to a passphrase or to an age recipient.

        Raises `CustodianExists`, `AgeKeyNotReadable`, `WeakPassphrase`, and `CustodianUnknown`
        for what is no code.
        """
        path = self._path(custodian)
        if path.exists():
            raise CustodianExists(f"'{custodian}' holds a key already. Remove that one first.")
        secret = f"{identity.text}\n".encode()
        if passphrase:
            _refuse_weak(passphrase)
            wrapped = pyrage.passphrase.encrypt(secret, passphrase)
        elif recipient:
            recipient_key(recipient)
            to = pyrage.x25519.Recipient.from_str(recipient.strip())
            wrapped = pyrage.encrypt(secret, [to])
        else:
            raise AgeKeyNotReadable("Give a passphrase that is not empty, or an age recipient.")
        self._folder.mkdir(exist_ok=True)
        replace_durably(path, wrapped)

    def replace(self, custodian: str, identity: VaultIdentity, *, passphrase: str) -> None:
        """Wrap `identity` to a new passphrase of a custodian who holds a key already.

        Raises `CustodianUnknown`, `WeakPassphrase`; the old wrap then stays.
        """
        path = self._path(custodian)
        if not path.exists():
            raise CustodianUnknown(f"'{custodian}' holds no key of this vault.")
        _refuse_weak(passphrase)
        replace_durably(path, pyrage.passphrase.encrypt(f"{identity.text}\n".encode(), passphrase))

    def remove(self, custodian: str) -> None:
        """Forget the wrap of one custodian. Raises `CustodianUnknown`, `LastCustodian`."""
        if custodian not in {key.custodian for key in self.list()}:
            raise CustodianUnknown(f"'{custodian}' holds no key of this vault.")
        if len(self.list()) == 1:
            raise LastCustodian(
                f"'{custodian}' holds the only key of this vault. Add another custodian first."
            )
        self._path(custodian).unlink()

    def list(self) -> tuple[CustodianKey, ...]:
        """Return every custodian, by name."""
        keys = []
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            with path.open("rb") as file:
                is_passphrase = file.read(len(_PASSPHRASE_STANZA)) == _PASSPHRASE_STANZA
            kind = "passphrase" if is_passphrase else "recipient"
            keys.append(CustodianKey(path.name.removesuffix(_SUFFIX), kind))
        return tuple(keys)

    def unlock(
        self,
        *,
        passphrase: str | None = None,
        identity: str | None = None,
        custodian: str | None = None,
    ) -> VaultIdentity:
        """Return the vault's identity, from the wrap of `custodian` or whichever this opens.

        Trying a passphrase takes about a second for each custodian who has one. Raises
        `WrongPassphrase`, `NotACustodian`, `AgeKeyNotReadable`, `VaultNotReadable`.
        """
        kind = "recipient" if identity else "passphrase"
        own = [VaultIdentity(identity)] if identity else []
        identities = [pyrage.x25519.Identity.from_str(one.text) for one in own]
        for key in self.list():
            if key.kind != kind or custodian not in (None, key.custodian):
                continue
            wrapped = self._path(key.custodian).read_bytes()
            try:
                secret = (
                    pyrage.decrypt(wrapped, identities)
                    if identities
                    else pyrage.passphrase.decrypt(wrapped, passphrase or "")
                )
            except pyrage.DecryptError:
                continue
            return _vault_identity(secret, key.custodian)
        if identities:
            raise NotACustodian("No key of this vault is wrapped to this identity.")
        raise WrongPassphrase("No key of this vault opens with this passphrase. Try again.")

    def _path(self, custodian: str) -> Path:
        if not _CUSTODIAN.fullmatch(custodian):
            raise CustodianUnknown(
                f"'{custodian}' is no code for a custodian: letters, digits and hyphens, up to 64."
            )
        return self._folder / f"{custodian}{_SUFFIX}"


def _refuse_weak(passphrase: str) -> None:
    if len(passphrase.strip()) < _SHORTEST_PASSPHRASE:
        raise WeakPassphrase(
            f"A passphrase of {len(passphrase.strip())} characters is guessed: give at least "
            f"{_SHORTEST_PASSPHRASE}. Take four random words, such as 'gravel teapot mirror "
            "autumn' but not these: open a dictionary blindly, and write them on paper."
        )


def _vault_identity(secret: bytes, custodian: str) -> VaultIdentity:
    try:
        return VaultIdentity(secret.decode())
    except (UnicodeDecodeError, AgeKeyNotReadable):
        raise VaultNotReadable(f"keys/{custodian}{_SUFFIX} does not hold a vault's key.") from None
