"""Time stamps of an authority (RFC 3161): of what, by whom, when, and whether that holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from rfc3161_client import (
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from dadkhah.derivation.findings import Provenance, Verdict
from dadkhah.derivation.provenance.token_signature import is_signed_by, parts
from dadkhah.derivation.provenance.trusted import Trusted

SCHEME = "rfc3161"
LARGEST = 1 << 20
_HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_GRANTED = b"\x30\x03\x02\x01\x00"
_OID = 0x06


@dataclass(frozen=True, slots=True)
class Token:
    """A time stamp that can be read. `imprint`: the digest it stamps, in hex."""

    response: TimeStampResponse
    algorithm: str  # as hashlib names it
    imprint: str
    time: str  # UTC, ISO 8601


def read_token(content: bytes) -> Token:
    """Read a response, or a bare token as some tools keep it; raises `ValueError` for neither."""
    response = decode_timestamp_response(_as_response(content))
    if response.status > 1:
        raise ValueError("the authority refused")
    info = response.tst_info
    algorithm = _HASHES.get(info.message_imprint.hash_algorithm.dotted_string, "")
    if not algorithm:
        raise ValueError("it stamps a digest of a kind that proves nothing")
    at = info.gen_time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return Token(response, algorithm, info.message_imprint.message.hex(), f"{at}Z")


def check_token(
    content: bytes,
    digest: Callable[[str], str],
    what: str,
    trusted: Trusted,
    sent: Sequence[x509.Certificate] = (),
) -> Provenance:
    """Check a stamp of `what`, whose `digest(algorithm)` is in hex.

    GOOD: it stamps this, by an authority whose root is trusted. UNTRUSTED: it stamps this and was
    signed with the certificate that goes with it (`sent`: further ones). Else BROKEN. Not checked:
    whether a certificate was revoked.
    """
    try:
        token = read_token(content)
    except ValueError as error:
        return _broken(f"The time stamp of {what} cannot be read: {str(error)[:200]}.")
    if digest(token.algorithm) != token.imprint:
        text = f"The time stamp is of something else than {what}: {named(token)}."
        return _broken(text, token)
    return check_signature(token, what, trusted, sent)


def check_signature(
    token: Token, what: str, trusted: Trusted, sent: Sequence[x509.Certificate] = ()
) -> Provenance:
    """Check who signed a stamp whose imprint was compared already."""
    try:
        signer = _signer(token.response, sent)
        if signer is None:
            text = f"{what} is stamped, but the certificate of the signer is not with the stamp:"
            return _entry(Verdict.UNTRUSTED, f"{text} its signature is not checked.", token)
        if not is_signed_by(token.response.time_stamp_token(), signer):
            return _broken(f"The signature of the time stamp of {what} does not hold.", token)
    except ValueError as error:
        text = f"The signature of the time stamp of {what} cannot be read: {str(error)[:200]}."
        return _broken(text, token)
    name = signer.subject.rfc4514_string()
    if not _is_for_stamps(signer):
        return _broken(f"The time stamp of {what} is by a certificate for other uses.", token, name)
    if _is_trusted(token, trusted):
        text = f"{what} existed at that time: an authority that is trusted here says so."
        return _entry(Verdict.GOOD, text, token, name)
    text = f"{what} existed at that time, says an authority that nobody here knows."
    return _entry(Verdict.UNTRUSTED, text, token, name)


def alone(content: bytes, trusted: Trusted) -> Iterator[Provenance]:
    """Check a stamp whose file is not there; nothing for a file that is no stamp."""
    try:
        token = read_token(content)
    except ValueError:
        return
    yield check_signature(token, f"A file that is not here, of {named(token)},", trusted)


def named(token: Token) -> str:
    """Return what it stamps, in words."""
    return f"{token.algorithm.upper().replace('SHA', 'SHA-')} {token.imprint}"


def _as_response(content: bytes) -> bytes:
    """Put a bare token into a response that grants it."""
    first = next(parts(content), None)
    inner = next(parts(first.content), None) if first else None
    if inner is None or inner.tag != _OID:
        return content
    both = _GRANTED + content
    size = len(both)
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    head = bytes([size]) if size < 0x80 else bytes([0x80 | len(length)]) + length  # noqa: PLR2004
    return b"\x30" + head + both


def _signer(
    response: TimeStampResponse, sent: Sequence[x509.Certificate]
) -> x509.Certificate | None:
    (info,) = response.signed_data.signer_infos
    own = [x509.load_der_x509_certificate(one) for one in response.signed_data.certificates]
    named_so = (info.issuer, info.serial_number)
    return next((c for c in [*own, *sent] if (c.issuer, c.serial_number) == named_so), None)


def _is_for_stamps(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return False
    return ExtendedKeyUsageOID.TIME_STAMPING in usage.value


def _is_trusted(token: Token, trusted: Trusted) -> bool:
    roots = [x509.load_pem_x509_certificate(pem.encode()) for pem in trusted.certificates]
    if not roots:
        return False
    try:
        imprint = bytes.fromhex(token.imprint)
        return VerifierBuilder(roots=roots).build().verify(token.response, imprint)
    except (VerificationError, ValueError):
        return False


def _broken(text: str, token: Token | None = None, signer: str = "") -> Provenance:
    return _entry(Verdict.BROKEN, text, token, signer)


def _entry(verdict: Verdict, text: str, token: Token | None, signer: str = "") -> Provenance:
    return Provenance(SCHEME, verdict, text, signer, token.time if token else "")
