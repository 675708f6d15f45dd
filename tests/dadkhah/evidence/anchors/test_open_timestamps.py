"""A proof leads from the head to a block or to a promise, and any change leads nowhere."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentimestamps.core.notary import UnknownAttestation
from opentimestamps.core.op import OpSHA1
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

from dadkhah.errors import AnchorNotValid
from dadkhah.evidence.anchors.open_timestamps import (
    InBlock,
    Pending,
    begun,
    completed,
    digest_to_send,
    read_proof,
)

HEAD, NONCE = b"a signed head\n", bytes(range(16))
DIGEST = digest_to_send(HEAD, NONCE)


def test_what_a_calendar_is_given_says_nothing_of_the_head():
    assert sha256(sha256(HEAD).digest() + NONCE).digest() == DIGEST
    assert digest_to_send(HEAD, bytes(16)) != DIGEST


def test_a_promise_is_kept_until_a_block_has_it(calendar):
    proof = begun(HEAD, NONCE, calendar.promise(DIGEST))
    (pending,) = read_proof(proof, HEAD).pending

    assert pending == Pending(DIGEST, "https://calendar.example")
    assert read_proof(proof, HEAD).blocks == ()

    calendar.height = 840_000
    made = completed(proof, HEAD, pending, calendar.block(DIGEST))
    root = sha256(DIGEST + b"the rest of the block").digest()

    assert read_proof(made, HEAD).blocks == (InBlock(root, 840_000),)
    assert read_proof(made, HEAD).pending == ()


def test_an_answer_that_leads_to_no_block_leaves_the_promise(calendar):
    proof = begun(HEAD, NONCE, calendar.promise(DIGEST))
    (pending,) = read_proof(proof, HEAD).pending

    assert read_proof(completed(proof, HEAD, pending, calendar.promise(DIGEST)), HEAD).pending


def test_an_answer_to_a_promise_that_is_not_there_changes_nothing(calendar):
    proof = begun(HEAD, NONCE, calendar.promise(DIGEST))

    assert completed(proof, HEAD, Pending(DIGEST, "https://other.example"), b"") == proof


def test_a_proof_of_another_head_is_refused(calendar):
    proof = begun(HEAD, NONCE, calendar.promise(DIGEST))
    with pytest.raises(AnchorNotValid, match="something else than this head"):
        read_proof(proof, b"another head\n")


def test_a_proof_over_another_hash_function_is_refused():
    stamp = Timestamp(bytes(20))
    stamp.attestations.add(UnknownAttestation(bytes(8), b""))
    context = BytesSerializationContext()
    DetachedTimestampFile(OpSHA1(), stamp).serialize(context)
    with pytest.raises(AnchorNotValid, match="something else"):
        read_proof(context.getbytes(), HEAD)


def test_attestations_of_kinds_we_do_not_know_are_passed_over(serialized):
    stamp = Timestamp(DIGEST)
    stamp.attestations.add(UnknownAttestation(bytes(8), b"x"))
    read = read_proof(begun(HEAD, NONCE, serialized(stamp)), HEAD)

    assert (read.blocks, read.pending) == ((), ())


@pytest.mark.parametrize("answer", [b"", b"\x00", b"\xff" * 40, bytes(20_000)])
def test_an_answer_that_is_none_is_refused(answer):
    with pytest.raises(AnchorNotValid):
        begun(HEAD, NONCE, answer)


def test_an_answer_with_something_behind_it_is_refused(calendar):
    with pytest.raises(AnchorNotValid):
        begun(HEAD, NONCE, calendar.promise(DIGEST) + b"x")


def test_a_proof_as_deep_as_a_well_is_refused():
    with pytest.raises(AnchorNotValid):
        begun(HEAD, NONCE, b"\x08" * 9_000)


@given(st.binary(max_size=200))
def test_for_any_bytes_what_is_no_proof_is_refused(content):
    with pytest.raises(AnchorNotValid):
        read_proof(content, HEAD)
