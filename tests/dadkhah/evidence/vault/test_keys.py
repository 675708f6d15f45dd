"""Whoever was given a key opens the vault, nobody else, and never nobody at all."""

import pyrage
import pytest

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
from dadkhah.evidence.vault import VaultIdentity
from dadkhah.evidence.vault.keys import CustodianKey, CustodianKeys

WORD = "words for these tests"


def test_each_custodian_opens_the_vault_in_their_own_way(opened):
    other = VaultIdentity.generate()
    opened.vault.keys.add("other", opened.identity, recipient=other.recipient)
    opened.vault.keys.add("by-word", opened.identity, passphrase=WORD)

    assert opened.vault.unlock(identity=other.text).text == opened.identity.text
    assert opened.vault.unlock(passphrase=WORD).text == opened.identity.text
    assert opened.vault.keys.list() == (
        CustodianKey("by-word", "passphrase"),
        CustodianKey("first", "recipient"),
        CustodianKey("other", "recipient"),
    )
    with pytest.raises(WrongPassphrase, match="Try again"):
        opened.vault.unlock(passphrase=WORD[:-1])


def test_a_stranger_does_not_open_the_vault(opened):
    with pytest.raises(NotACustodian):
        opened.vault.unlock(identity=VaultIdentity.generate().text)
    with pytest.raises(WrongPassphrase):
        opened.vault.unlock()


def test_the_last_key_is_not_removed(opened):
    with pytest.raises(LastCustodian, match="Add another custodian first"):
        opened.vault.keys.remove("first")
    opened.vault.keys.add("other", opened.identity, recipient=opened.custodian.recipient)
    opened.vault.keys.remove("first")

    assert [key.custodian for key in opened.vault.keys.list()] == ["other"]
    with pytest.raises(CustodianUnknown):
        opened.vault.keys.remove("first")


def test_a_key_is_never_replaced_in_silence(opened):
    with pytest.raises(CustodianExists):
        opened.vault.keys.add("first", opened.identity, recipient=opened.custodian.recipient)


def test_a_passphrase_is_changed_on_purpose_by_who_holds_a_key(opened):
    keys = opened.vault.keys
    keys.add("by-word", opened.identity, passphrase=WORD)
    with pytest.raises(WeakPassphrase):
        keys.replace("by-word", opened.identity, passphrase="short")  # noqa: S106
    keys.replace("by-word", opened.identity, passphrase="other words than those")  # noqa: S106

    assert opened.vault.unlock(passphrase="other words than those", custodian="by-word")  # noqa: S106
    with pytest.raises(WrongPassphrase):
        opened.vault.unlock(passphrase=WORD, custodian="by-word")
    with pytest.raises(CustodianUnknown):
        keys.replace("nobody", opened.identity, passphrase=WORD)


@pytest.mark.parametrize("name", ["", "../x", "a b", "-x", "x" * 65, "نام"])
def test_a_custodian_is_a_code(opened, name):
    with pytest.raises(CustodianUnknown, match="no code"):
        opened.vault.keys.add(name, opened.identity, recipient=opened.custodian.recipient)


@pytest.mark.parametrize("short", ["eleven char", "          padded          "])
def test_a_passphrase_that_is_guessed_is_refused(opened, short):
    with pytest.raises(WeakPassphrase, match="four random words"):
        opened.vault.keys.add("x", opened.identity, passphrase=short)


def test_a_key_needs_a_passphrase_or_a_recipient(opened):
    with pytest.raises(AgeKeyNotReadable, match="not empty"):
        opened.vault.keys.add("x", opened.identity, passphrase="")
    with pytest.raises(AgeKeyNotReadable, match="age recipient"):
        opened.vault.keys.add("x", opened.identity, recipient="age1nothing")


@pytest.mark.parametrize("secret", [b"\xff\xfe", b"not an identity"])
def test_a_wrap_that_holds_something_else_is_named(opened, tmp_path, secret):
    keys = CustodianKeys(tmp_path / "keys")
    keys.add("x", opened.identity, recipient=opened.custodian.recipient)
    to = pyrage.x25519.Recipient.from_str(opened.custodian.recipient)
    (tmp_path / "keys" / "x.age").write_bytes(pyrage.encrypt(secret, [to]))

    with pytest.raises(VaultNotReadable, match=r"keys/x\.age"):
        keys.unlock(identity=opened.custodian.text)


def test_the_key_of_another_vault_is_not_taken_for_this_one(opened):
    opened.vault.keys.add(
        "wrong", VaultIdentity.generate(), recipient=VaultIdentity.generate().recipient
    )
    other = VaultIdentity.generate()
    opened.vault.keys.add("odd", VaultIdentity.generate(), recipient=other.recipient)

    with pytest.raises(VaultNotReadable, match="not the key of this vault"):
        opened.vault.unlock(identity=other.text)
