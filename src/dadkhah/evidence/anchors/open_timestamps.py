"""Make, complete and read OpenTimestamps proofs of heads; who carries them is somewhere else.

A proof leads from the SHA-256 of a signed head, by appending and hashing, to digests that stand
in the Merkle root of a Bitcoin block, or that a calendar promised to bring there (pending).
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpSHA256
from opentimestamps.core.serialize import (
    BytesDeserializationContext,
    BytesSerializationContext,
    DeserializationError,
)
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

from dadkhah.errors import AnchorNotValid

ANSWER_TYPE = "application/vnd.opentimestamps.v1"
LONGEST_ANSWER = 10_000
NONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Pending:
    """A digest that a calendar promised to bring into a block."""

    digest: bytes
    calendar: str


@dataclass(frozen=True, slots=True)
class InBlock:
    """A digest that is said to be the Merkle root of the Bitcoin block of this height."""

    digest: bytes
    height: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a proof leads to."""

    blocks: tuple[InBlock, ...]
    pending: tuple[Pending, ...]


def digest_to_send(head: bytes, nonce: bytes) -> bytes:
    """Return what a calendar is given: a digest from which nobody can tell the head."""
    return hashlib.sha256(hashlib.sha256(head).digest() + nonce).digest()


def begun(head: bytes, nonce: bytes, answer: bytes) -> bytes:
    """Return the proof of `head` that the answer of a calendar to `digest_to_send` makes.

    Raises `AnchorNotValid`.
    """
    whole = Timestamp(hashlib.sha256(head).digest())
    _merge(whole.ops.add(OpAppend(nonce)).ops.add(OpSHA256()), answer)
    return _written(whole)


def completed(proof: bytes, head: bytes, pending: Pending, answer: bytes) -> bytes:
    """Return the proof with what a calendar answers about a digest that was pending.

    The promise is taken out once the answer leads into a block. Raises `AnchorNotValid`.
    """
    whole = _read(proof, head)
    for stamp in _stamps(whole):
        promise = PendingAttestation(pending.calendar)
        if stamp.msg == pending.digest and promise in stamp.attestations:
            _merge(stamp, answer)
            if any(isinstance(a, BitcoinBlockHeaderAttestation) for _, a in _all(stamp)):
                stamp.attestations.discard(promise)
    return _written(whole)


def read_proof(proof: bytes, head: bytes) -> Proof:
    """Return where a proof leads to. Raises `AnchorNotValid` when it is none, or of another head.

    That a digest stands in a block is what the proof says: compare it with the block's header.
    """
    blocks, pending = [], []
    for digest, attestation in _all(_read(proof, head)):
        if isinstance(attestation, BitcoinBlockHeaderAttestation):
            blocks.append(InBlock(digest, attestation.height))
        elif isinstance(attestation, PendingAttestation):
            pending.append(Pending(digest, attestation.uri))
    return Proof(
        tuple(sorted(blocks, key=lambda block: block.height)),
        tuple(sorted(pending, key=lambda one: (one.calendar, one.digest))),
    )


def _read(proof: bytes, head: bytes) -> Timestamp:
    context = BytesDeserializationContext(proof)
    file = _guarded(lambda: DetachedTimestampFile.deserialize(context), "proof")
    digest = hashlib.sha256(head).digest()
    if not isinstance(file.file_hash_op, OpSHA256) or file.file_digest != digest:
        raise AnchorNotValid("The OpenTimestamps proof is of something else than this head.")
    return file.timestamp


def _merge(stamp: Timestamp, answer: bytes) -> None:
    context = BytesDeserializationContext(answer)

    def deserialized() -> Timestamp:
        read = Timestamp.deserialize(context, stamp.msg)
        context.assert_eof()
        return read

    if len(answer) > LONGEST_ANSWER:
        raise AnchorNotValid(f"The answer of the calendar is longer than {LONGEST_ANSWER} bytes.")
    stamp.merge(_guarded(deserialized, "answer of the calendar"))


def _guarded(read: Callable[[], Any], what: str) -> Any:  # noqa: ANN401 - the library has no types
    try:
        return read()
    except (DeserializationError, ValueError, TypeError, RecursionError) as error:
        raise AnchorNotValid(f"The {what} is no OpenTimestamps proof: {error}") from None


def _written(whole: Timestamp) -> bytes:
    context = BytesSerializationContext()
    DetachedTimestampFile(OpSHA256(), whole).serialize(context)
    written: bytes = context.getbytes()
    return written


def _stamps(stamp: Timestamp) -> list[Timestamp]:
    return [stamp, *(inner for part in stamp.ops.values() for inner in _stamps(part))]


def _all(stamp: Timestamp) -> list[tuple[bytes, object]]:
    return [(inner.msg, one) for inner in _stamps(stamp) for one in inner.attestations]
