"""People come in: the first one, those who were invited; and the keys of the vault they hold."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from django.db import transaction

from dadkhah.errors import CustodianUnknown, LastCustodian, VaultLocked, VaultMissing
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah_web.accounts.models import User


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of a vault, in the hands of `actor`; every change is an entry of the log."""

    vault: Vault
    actor: str
    identity: VaultIdentity | None = None
    """The secret of the vault, where `actor` has opened it."""

    def opened(self, passphrase: str, holder: str | None = None) -> Self:
        """Open the vault by the key of `holder`, or by any; raises `WrongPassphrase`."""
        identity = self.vault.unlock(passphrase=passphrase, custodian=holder)
        return replace(self, identity=identity)

    def holds(self, holder: str) -> bool:
        """Whether a key of the vault is wrapped for this person, or for this link."""
        return any(key.custodian == holder for key in self.vault.keys.list())

    def give(self, holder: str, passphrase: str, *, at: datetime) -> None:
        """Wrap the secret of the vault to a passphrase of `holder`. Takes about a second."""
        self.vault.keys.add(holder, self._secret(), passphrase=passphrase)
        self.vault.note_key("add", holder, actor=self.actor, at=at)

    def change(self, holder: str, passphrase: str, *, at: datetime) -> None:
        """Wrap the secret to a new passphrase; the old one opens nothing any more."""
        self.vault.keys.replace(holder, self._secret(), passphrase=passphrase)
        self.vault.note_key("change", holder, actor=self.actor, at=at)

    def take(self, holder: str, *, at: datetime) -> bool:
        """Remove the key of `holder`; false when there was none, or it is the last one."""
        try:
            self.vault.keys.remove(holder)
        except (CustodianUnknown, LastCustodian):
            return False
        self.vault.note_key("remove", holder, actor=self.actor, at=at)
        return True

    def _secret(self) -> VaultIdentity:
        if self.identity is None:
            raise VaultLocked("Open the vault with your passphrase first; then give keys of it.")
        return self.identity


def make_person(handle: str, passphrase: str, *, language: str = "") -> User:
    """Make an account; raises `ValidationError` when the word is taken or is no word."""
    user = User.objects.create_user(passphrase, handle=handle)
    user.language = language
    user.save(update_fields=["language"])
    return user


def make_first_person(
    handle: str,
    passphrase: str,
    *,
    home: Path,
    at: datetime,
    language: str = "",
    vault_passphrase: str = "",
) -> User:
    """Make the first account, and the vault with its key where there is none.

    For a vault that is there already, `vault_passphrase` opens it and a key for the new account
    is added. Raises `ValidationError`, `WrongPassphrase`, `WeakPassphrase`; nothing is then made.
    """
    with transaction.atomic():
        user = make_person(handle, passphrase, language=language)
        try:
            keys = KeyRing(Vault.open(home), user.code)
        except VaultMissing:
            Vault.create(home, custodian=user.code, actor=user.code, at=at, passphrase=passphrase)
            return user
        keys.opened(vault_passphrase).give(user.code, passphrase, at=at)
    return user


def change_passphrase(
    user: User, keys: KeyRing | None, *, old: str, new: str, at: datetime
) -> None:
    """Give an account a new passphrase, and wrap its key of the vault to it.

    Raises `WrongPassphrase` when the key was wrapped to another passphrase than `old`; nothing is
    then changed.
    """
    if keys and keys.holds(user.code):
        keys.opened(old, user.code).change(user.code, new, at=at)
    user.set_password(new)
    user.save(update_fields=["password"])
