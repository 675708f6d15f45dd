"""An OpenTimestamps proof is followed as far as it leads without the network."""

import hashlib

import pytest
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpPrepend, OpSHA1, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

from dadkhah.derivation.findings import Verdict

FILE = b"a decree"
DIGEST = hashlib.sha256(FILE).digest()


def proof(*attestations, content=FILE, hashed=OpSHA256):
    whole = Timestamp(hashed()(content))
    end = whole.ops.add(OpAppend(b"salt")).ops.add(OpSHA256()).ops.add(OpPrepend(b"left"))
    end = end.ops.add(OpSHA256())
    for attestation in attestations:
        end.attestations.add(attestation)
    context = BytesSerializationContext()
    DetachedTimestampFile(hashed(), whole).serialize(context)
    return context.getbytes()


PENDING = PendingAttestation("https://calendar.example")
IN_BLOCK = BitcoinBlockHeaderAttestation(800_000)


def test_a_proof_that_waits_proves_nothing_yet(check, pack):
    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.ots": proof(PENDING)}))

    assert (entry.scheme, entry.verdict) == ("opentimestamps", Verdict.UNTRUSTED)
    assert "https://calendar.example" in entry.detail


def test_a_block_is_named_with_the_root_it_must_have_and_never_good(check, pack):
    first = hashlib.sha256(DIGEST + b"salt").digest()
    root = hashlib.sha256(b"left" + first).digest()[::-1].hex()

    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.ots": proof(PENDING, IN_BLOCK)}))

    assert entry.verdict == Verdict.UNTRUSTED
    assert f"block 800000 if its Merkle root is {root}" in entry.detail
    assert "not checked here" in entry.detail


@pytest.mark.parametrize("name", ["a.pdf.ots", f"{hashlib.sha256(b'no').hexdigest()}.ots", "b.ots"])
def test_a_proof_of_another_file_is_broken(check, pack, name):
    (entry,) = check(pack({"a.pdf": FILE, name: proof(IN_BLOCK, content=b"another")}))

    assert entry.verdict == Verdict.BROKEN


def test_a_proof_named_after_the_hash_is_of_the_file_with_that_hash(check, pack):
    (entry,) = check(pack({"a.pdf": FILE, f"{DIGEST.hex()}.ots": proof(IN_BLOCK)}))

    assert entry.detail.startswith("a.pdf is in Bitcoin block")


def test_a_proof_without_its_file_tells_of_which_it_is(check):
    (entry,) = check(proof(IN_BLOCK))

    assert entry.verdict == Verdict.UNTRUSTED
    assert DIGEST.hex() in entry.detail


@pytest.mark.parametrize(
    "content",
    [proof(IN_BLOCK)[:-2], proof(IN_BLOCK) + b"x", proof(IN_BLOCK, hashed=OpSHA1), b"no proof"],
)
def test_a_proof_that_cannot_be_read_or_is_of_a_weak_hash_is_broken(check, pack, content):
    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.ots": content}))

    assert entry.verdict == Verdict.BROKEN
