"""OpenTimestamps proofs: of what they are, and to which calendar or Bitcoin block they lead."""

from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpRIPEMD160, OpSHA1, OpSHA256
from opentimestamps.core.serialize import BytesDeserializationContext, DeserializationError
from opentimestamps.core.timestamp import DetachedTimestampFile

from dadkhah.derivation.findings import Provenance, Verdict

SCHEME = "opentimestamps"
MAGIC = DetachedTimestampFile.HEADER_MAGIC
LARGEST = 1 << 20
_WEAK = (OpSHA1, OpRIPEMD160)
_MOST_SHOWN = 5


def stamped_digest(proof: bytes) -> str:
    """Return the SHA-256 that a proof is of, in hex; raises `ValueError` if it is none."""
    file = _read(proof)
    if not isinstance(file.file_hash_op, OpSHA256):
        raise ValueError("it is of a digest of a kind that proves nothing")
    digest: bytes = file.file_digest
    return digest.hex()


def check_proof(proof: bytes, what: str) -> Provenance:
    """Say where a proof leads, whose digest was compared with `what` already.

    Every step is computed anew. Whether the block has this root is not known without its header,
    so the verdict is never better than UNTRUSTED.
    """
    blocks, pending, weak = [], [], False
    stamps = [_read(proof).timestamp]
    while stamps:
        stamp = stamps.pop()
        for attestation in stamp.attestations:
            if isinstance(attestation, BitcoinBlockHeaderAttestation):
                blocks.append((attestation.height, stamp.msg[::-1].hex()))
            elif isinstance(attestation, PendingAttestation):
                pending.append(attestation.uri)
        weak = weak or any(isinstance(op, _WEAK) for op in stamp.ops)
        stamps.extend(stamp.ops.values())
    if not blocks and not pending:
        text = f"The proof of {what} leads to nothing that is known here."
        return Provenance(SCHEME, Verdict.BROKEN, text)
    if not blocks:
        where = ", ".join(sorted(set(pending))[:_MOST_SHOWN])
        text = f"{what} waits at calendars for a block, which proves nothing yet: {where}."
        return Provenance(SCHEME, Verdict.UNTRUSTED, text)
    height, root = min(blocks)
    text = f"{what} is in Bitcoin block {height} if its Merkle root is {root}: compare the header"
    text += " of that block, which is not checked here."
    text += " Part of the way is a hash that is no longer safe." if weak else ""
    return Provenance(SCHEME, Verdict.UNTRUSTED, text)


def alone(proof: bytes) -> Provenance:
    """Say where a proof leads whose file is not there."""
    try:
        what = f"A file that is not here, of SHA-256 {stamped_digest(proof)},"
        return check_proof(proof, what)
    except ValueError as error:
        return broken(f"The proof does not hold: {error}.")


def broken(text: str) -> Provenance:
    """Return that a proof does not hold, and why."""
    return Provenance(SCHEME, Verdict.BROKEN, text)


def _read(proof: bytes) -> DetachedTimestampFile:
    try:
        return DetachedTimestampFile.deserialize(BytesDeserializationContext(proof))
    except (DeserializationError, ValueError, TypeError, RecursionError, LookupError) as error:
        raise ValueError(f"it cannot be read ({str(error)[:200]})") from error
