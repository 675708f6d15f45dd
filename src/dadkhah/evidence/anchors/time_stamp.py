"""Ask for time stamps of heads, and check them (RFC 3161, ESS certificate ids RFC 5816).

A stamp is over the SHA-256 of the signed head, byte for byte as it lies in `checkpoint`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.x509 import Certificate, load_der_x509_certificate
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from dadkhah.errors import AnchorNotValid

QUERY_TYPE, REPLY_TYPE = "application/timestamp-query", "application/timestamp-reply"
_SHA256 = "2.16.840.1.101.3.4.2.1"


@dataclass(frozen=True, slots=True)
class StampRequest:
    """What is sent to an authority, and the number that its answer must repeat."""

    content: bytes
    nonce: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an authority signed: this head existed at `time` at the latest."""

    time: datetime
    authority: str
    """The subject of the certificate that signed, as RFC 4514 writes it."""
    serial: int


def stamp_request(head: bytes) -> StampRequest:
    """Return a request for a stamp of a signed head: its SHA-256, a nonce, and a wish for the
    certificates."""
    builder = TimestampRequestBuilder().data(head).hash_algorithm(HashAlgorithm.SHA256)
    request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    return StampRequest(request.as_bytes(), request.nonce or 0)


def check_stamp(
    answer: bytes, head: bytes, roots: Sequence[Certificate], *, nonce: int | None = None
) -> Stamp:
    """Return what the stamp of a head says. Raises `AnchorNotValid` unless everything holds.

    Checked: the authority granted it; it is over the SHA-256 of `head`; it repeats `nonce`, where
    one is given; its signature; the chain of certificates to one of `roots` at the time it names;
    that the certificate is meant for time stamps, and for nothing else, critically.
    Not checked: whether a certificate was revoked. RSA-PSS is not understood (`verify.py` does).
    """
    response = _decoded(answer)
    info = response.tst_info
    if info.message_imprint.hash_algorithm.dotted_string != _SHA256:
        raise AnchorNotValid("The time stamp is not over a SHA-256.")
    digest = hashlib.sha256(head).digest()
    if info.message_imprint.message != digest:
        raise AnchorNotValid("The time stamp is over something else than this head.")
    builder = VerifierBuilder(roots=[*roots], nonce=nonce)
    try:
        builder.build().verify(response, digest)
    except (VerificationError, ValueError) as error:
        raise AnchorNotValid(f"The time stamp does not hold: {str(error)[:200]}") from None
    return Stamp(info.gen_time.astimezone(UTC), _signer(response), info.serial_number)


def _decoded(answer: bytes) -> TimeStampResponse:
    try:
        response = decode_timestamp_response(answer)
        if response.status == 0:
            # These parts are read when they are asked for, and may be damaged.
            _ = response.tst_info, response.signed_data
    except ValueError:
        raise AnchorNotValid("The answer is no time stamp (RFC 3161).") from None
    if response.status != 0:
        said = "; ".join(response.status_string) or "without a reason"
        raise AnchorNotValid(f"The authority refused, status {response.status}: {said[:300]}.")
    return response


def _signer(response: TimeStampResponse) -> str:
    """Name the certificate that signed; it was found among those sent along when it was checked."""
    (signer,) = response.signed_data.signer_infos
    certificates = map(load_der_x509_certificate, response.signed_data.certificates)
    return next(
        certificate.subject.rfc4514_string()
        for certificate in certificates
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number)
    )
