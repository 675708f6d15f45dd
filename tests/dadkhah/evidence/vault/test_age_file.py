"""What the vault writes is stock age, and nothing altered is ever given out."""

import io
import os
import shutil
import subprocess

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.errors import AgeKeyNotReadable, NotACustodian, ObjectDamaged
from dadkhah.evidence.vault.age_file import (
    CHUNK,
    HEADER_LENGTH,
    SEALED_CHUNK,
    AgeEncryptor,
    AgeReader,
    encrypt,
)
from dadkhah.evidence.vault.identity import VaultIdentity, recipient_key

IDENTITY = VaultIdentity.generate()
RECIPIENT = recipient_key(IDENTITY.recipient)
STOCK = pyrage.x25519.Identity.from_str(IDENTITY.text)
LENGTHS = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17)


def read(sealed, identity=IDENTITY):
    return AgeReader(io.BytesIO(sealed), identity, name="it").readall()


@given(st.binary(max_size=200))
def test_for_any_bytes_a_stock_implementation_opens_what_we_write(plain):
    assert pyrage.decrypt(encrypt(plain, RECIPIENT), [STOCK]) == plain
    assert read(encrypt(plain, RECIPIENT)) == plain


@pytest.mark.parametrize("length", LENGTHS)
def test_chunks_end_where_stock_age_ends_them(length):
    plain = os.urandom(length)

    assert pyrage.decrypt(encrypt(plain, RECIPIENT), [STOCK]) == plain
    assert read(encrypt(plain, RECIPIENT)) == plain


@pytest.mark.skipif(not shutil.which("age"), reason="the age program is not installed")
@pytest.mark.parametrize("length", LENGTHS)
def test_the_age_program_opens_what_we_write(tmp_path, length):
    plain = os.urandom(length)
    (tmp_path / "key").write_text(f"{IDENTITY.text}\n")

    opened = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key"],
        input=encrypt(plain, RECIPIENT),
        capture_output=True,
        check=True,
    )

    assert opened.stdout == plain


def test_every_file_has_its_own_key():
    assert len({encrypt(b"same", RECIPIENT)[:HEADER_LENGTH] for _ in range(20)}) == 20


@pytest.mark.parametrize("at", [0, 30, 80, 130, 167, 170, 190, -1])
def test_a_changed_byte_is_never_given_out(at):
    sealed = bytearray(encrypt(b"evidence", RECIPIENT))
    sealed[at] ^= 1

    with pytest.raises((ObjectDamaged, NotACustodian)):
        read(bytes(sealed))


def test_a_header_whose_mac_was_replaced_is_refused():
    sealed = bytearray(encrypt(b"evidence", RECIPIENT))
    sealed[HEADER_LENGTH - 10 : HEADER_LENGTH - 2] = b"AAAAAAAA"

    with pytest.raises(ObjectDamaged, match="header was altered"):
        read(bytes(sealed))


def test_a_file_cut_at_a_chunk_boundary_is_refused():
    sealed = encrypt(os.urandom(3 * CHUNK), RECIPIENT)
    start = len(AgeEncryptor(RECIPIENT).header)

    for chunks in (1, 2):
        with pytest.raises(ObjectDamaged, match="altered or cut"):
            read(sealed[: start + chunks * SEALED_CHUNK])
    with pytest.raises(ObjectDamaged, match="altered or cut"):
        read(sealed[:start])


def test_swapped_chunks_are_refused():
    sealed = encrypt(os.urandom(2 * CHUNK), RECIPIENT)
    start = len(sealed) - 2 * SEALED_CHUNK
    swapped = sealed[:start] + sealed[-SEALED_CHUNK:] + sealed[start:-SEALED_CHUNK]

    with pytest.raises(ObjectDamaged):
        read(swapped)


def test_an_empty_last_chunk_after_full_ones_is_refused():
    encryptor = AgeEncryptor(RECIPIENT)
    sealed = bytearray(SEALED_CHUNK + 16)
    end = encryptor.encrypt_into(memoryview(bytes(CHUNK)), memoryview(sealed), is_final=False)
    encryptor.encrypt_into(memoryview(b""), memoryview(sealed)[end:], is_final=True)

    with pytest.raises(ObjectDamaged, match="empty chunk"):
        read(encryptor.header + sealed)


def test_the_wrong_identity_and_a_cut_header_are_named():
    sealed = encrypt(b"x", RECIPIENT)

    with pytest.raises(NotACustodian, match="another vault's key"):
        read(sealed, VaultIdentity.generate())
    with pytest.raises(ObjectDamaged, match="header"):
        read(sealed[:100])
    with pytest.raises(ObjectDamaged, match="header"):
        read(sealed[: HEADER_LENGTH + 3])


def test_closing_the_stream_closes_the_file():
    stored = io.BytesIO(encrypt(b"x", RECIPIENT))
    reader = AgeReader(stored, IDENTITY, name="it")

    assert reader.readable()
    reader.close()
    assert stored.closed


@pytest.mark.parametrize("text", ["", "age1", IDENTITY.recipient, IDENTITY.text[:-1]], ids=range(4))
def test_what_is_no_identity_is_refused_without_being_repeated(text):
    with pytest.raises(AgeKeyNotReadable, match="not an age identity"):
        VaultIdentity(text)


@pytest.mark.parametrize(
    "text", ["", "age1", IDENTITY.text, f"{IDENTITY.recipient}q"], ids=range(4)
)
def test_what_is_no_recipient_is_refused(text):
    with pytest.raises(AgeKeyNotReadable, match="not an age recipient"):
        recipient_key(text)


def test_an_identity_is_never_printed():
    assert IDENTITY.text not in f"{IDENTITY!r} {IDENTITY}"
