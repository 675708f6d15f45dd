"""Cosign a head and check the cosignature of a witness (C2SP tlog-cosignature, v1, Ed25519)."""

from collections.abc import Callable
from datetime import UTC, datetime

from dadkhah.errors import AnchorNotValid, SignatureNotValid
from dadkhah.evidence.tlog import ed25519
from dadkhah.evidence.tlog.signed_note import VerifierKey, signature_line, signatures_in

_TIME_BYTES = 8
_LATEST = datetime(9999, 12, 31, tzinfo=UTC)


def cosign(note: bytes, key: VerifierKey, sign: Callable[[bytes], bytes], *, at: datetime) -> str:
    """Return the signature line of a witness under a signed head.

    It says that at `at` this was the largest head the witness had seen of that log, and that it
    extends every head it saw before.
    """
    text, _ = signatures_in(note, key)
    seconds = int(at.timestamp())
    signature = sign(_message(seconds, text))
    return signature_line(key, seconds.to_bytes(_TIME_BYTES, "big") + signature)


def cosigned_at(head: bytes, lines: bytes, key: VerifierKey) -> datetime:
    """Return when the witness with `key` cosigned `head`, by a line of it among `lines`.

    Lines of other keys are passed over. Of several by this witness the earliest counts. Raises
    `AnchorNotValid` when there is none of this key, or one that does not verify.
    """
    try:
        text, own = signatures_in(head + lines, key)
    except SignatureNotValid as error:
        raise AnchorNotValid(f"The cosignatures cannot be read: {error}") from None
    if not own:
        raise AnchorNotValid(f"There is no cosignature of {key.name}, key {key.key_id.hex()}.")
    times = []
    for blob in own:
        seconds = int.from_bytes(blob[:_TIME_BYTES], "big")
        message = _message(seconds, text)
        if not ed25519.is_signed(key.public_key, blob[_TIME_BYTES:], message):
            raise AnchorNotValid(f"The cosignature of {key.name} does not fit this head.")
        times.append(seconds)
    if min(times) > _LATEST.timestamp():
        raise AnchorNotValid(f"The cosignature of {key.name} has a time that no calendar has.")
    return datetime.fromtimestamp(min(times), UTC)


def _message(seconds: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
