"""The signature of a time stamp token, checked with the certificate that goes with it.

CMS SignedData (RFC 5652, 5.4). `rfc3161-client` checks a signature only together with a chain to
a root that is trusted; a stranger's token must be told from a forged one without that.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import Certificate

_HASHES: dict[bytes, tuple[str, hashes.HashAlgorithm]] = {
    bytes.fromhex("608648016503040201"): ("sha256", hashes.SHA256()),
    bytes.fromhex("608648016503040202"): ("sha384", hashes.SHA384()),
    bytes.fromhex("608648016503040203"): ("sha512", hashes.SHA512()),
}
_PSS = bytes.fromhex("2a864886f70d01010a")
_CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_STAMP = bytes.fromhex("2a864886f70d0109100104")
_SEQUENCE, _SET, _OID, _OCTETS = 0x30, 0x31, 0x06, 0x04
_FIRST = 0xA0  # context tag 0, made of parts
_LONG = 0x80
_LONGEST_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A value in DER. `whole` has its tag and length."""

    tag: int
    content: bytes
    whole: bytes


def parts(content: bytes) -> Iterator[Part]:
    """Yield the values that stand one after the other; raises `ValueError` for what is no DER."""
    at = 0
    while at < len(content):
        start, tag = at, content[at]
        length, at = _length(content, at + 1)
        if at + length > len(content):
            raise ValueError("a value ends beyond its frame")
        yield Part(tag, content[at : at + length], content[start : at + length])
        at += length


def _length(content: bytes, at: int) -> tuple[int, int]:
    if at >= len(content):
        raise ValueError("a value without a length")
    first = content[at]
    if first < _LONG:
        return first, at + 1
    size = first - _LONG
    if not 0 < size <= _LONGEST_LENGTH or at + size >= len(content):
        raise ValueError("a length that cannot be read")
    return int.from_bytes(content[at + 1 : at + 1 + size], "big"), at + 1 + size


def is_signed_by(token: bytes, certificate: Certificate) -> bool:
    """Whether the one signer of a token is `certificate`, over what the token says.

    Raises `ValueError` for what is no such token or uses what is not understood here.
    """
    said, signer = _said_and_signer(token)
    _, _, hashed, attributes, algorithm, signature, *_ = signer
    name, hashing = _hash(hashed)
    if attributes.tag != _FIRST or signature.tag != _OCTETS:
        raise ValueError("no signed attributes")
    signed = dict(_attributes(attributes.content))
    if signed.get(_CONTENT_TYPE) != _STAMP:
        return False
    if signed.get(_MESSAGE_DIGEST) != hashlib.new(name, said).digest():
        return False
    # The signature is over the attributes as a SET, and they are written with another tag.
    message = bytes([_SET]) + attributes.whole[1:]
    is_pss = next(parts(algorithm.content)).content == _PSS
    return _is_valid(certificate, signature.content, message, hashing, is_pss=is_pss)


def _said_and_signer(token: bytes) -> tuple[bytes, list[Part]]:
    (info,) = parts(token)
    _, frame = parts(info.content)
    (data,) = parts(frame.content)
    _, _, encapsulated, *_, signers = parts(data.content)
    kind, wrapped = parts(encapsulated.content)
    (said,) = parts(wrapped.content)
    (signer,) = parts(signers.content)
    if kind.content != _STAMP or signers.tag != _SET or said.tag != _OCTETS:
        raise ValueError("no time stamp token")
    signer_parts = list(parts(signer.content))
    if len(signer_parts) < 6:  # noqa: PLR2004 - version, name, hash, attributes, algorithm, signature
        raise ValueError("a signer without signed attributes")
    return said.content, signer_parts


def _hash(algorithm: Part) -> tuple[str, hashes.HashAlgorithm]:
    oid = next(parts(algorithm.content), None)
    if oid is None or oid.content not in _HASHES:
        raise ValueError("a hash that is not accepted")
    return _HASHES[oid.content]


def _attributes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    for attribute in parts(content):
        name, values = parts(attribute.content)
        first = next(parts(values.content), None)
        if first is not None:
            yield name.content, first.content


def _is_valid(
    certificate: Certificate,
    signature: bytes,
    message: bytes,
    hashing: hashes.HashAlgorithm,
    *,
    is_pss: bool,
) -> bool:
    try:
        key = certificate.public_key()
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(hashing))
        elif isinstance(key, rsa.RSAPublicKey) and is_pss:
            pss = padding.PSS(padding.MGF1(hashing), padding.PSS.AUTO)
            key.verify(signature, message, pss, hashing)
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), hashing)
        else:
            raise ValueError("a key that is not understood")
    except InvalidSignature:
        return False
    except UnsupportedAlgorithm as error:
        raise ValueError("a key that is not understood") from error
    return True
