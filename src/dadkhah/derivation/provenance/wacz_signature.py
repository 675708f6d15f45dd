"""The signature of a WACZ over the manifest that lists its files.

WACZ Signing and Verification 0.1.0 (https://specs.webrecorder.net/wacz-auth/0.1.0/): by a key
alone, or by the key of a domain's certificate with a time stamp over the signature.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import new as new_hash
from itertools import islice
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_public_key,
)
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from dadkhah.derivation.findings import Provenance, Verdict
from dadkhah.derivation.provenance.held_files import HeldFiles
from dadkhah.derivation.provenance.time_tokens import check_token
from dadkhah.derivation.provenance.trusted import Trusted
from dadkhah.derivation.provenance.wacz_package import (
    MANIFEST,
    SIGNATURE,
    faults,
    json_object,
    manifest_of,
)
from dadkhah.errors import FileNotDerivable

SCHEME = "wacz"
_WITHIN = timedelta(minutes=10)  # between what the signer says and the time stamp
_MOST_SHOWN = 3
_MOST_CERTIFICATES = 10
_UNREADABLE = (ValueError, TypeError, binascii.Error, UnsupportedAlgorithm)


def check_wacz(held: HeldFiles, trusted: Trusted) -> Iterator[Provenance]:
    """Yield what the signature of a WACZ comes to, and its time stamp beside it.

    GOOD: every file is as signed, by a trusted key, or by a domain and an authority that lead to
    trusted roots. UNTRUSTED: every file is as signed, by somebody. BROKEN: a file, the manifest
    or the signature does not fit. NONE: it is not signed.
    """
    if SIGNATURE not in held and SIGNATURE not in held.doubled:
        yield Provenance(SCHEME, Verdict.NONE, "It is not signed.")
        return
    try:
        written = json_object(held, SIGNATURE)
        wrong = _what_is_wrong(held, written)
        signed = written.get("signedData")
        if wrong:
            yield _broken(wrong)
        elif not isinstance(signed, Mapping):
            text = "Its files are as its manifest says, which is not signed."
            yield Provenance(SCHEME, Verdict.NONE, text)
        else:
            yield from _signed(signed, written["hash"], trusted)
    except FileNotDerivable as error:
        yield _broken(str(error))
    except _UNREADABLE as error:
        yield _broken(f"Its signature cannot be read: {str(error)[:200]}.")


def _what_is_wrong(held: HeldFiles, written: Mapping[str, Any]) -> str:
    digest = f"sha256:{held.digest(MANIFEST)}"
    signed = written.get("signedData")
    if written.get("path") != MANIFEST or written.get("hash") != digest:
        return "Its manifest is not the one that was hashed."
    if isinstance(signed, Mapping) and signed.get("hash") != digest:
        return "What was signed is another manifest."
    found = [str(fault) for fault in islice(faults(held, manifest_of(held)), _MOST_SHOWN)]
    return f"Its files are not as its manifest says: {'; '.join(found)}." if found else ""


def _signed(signed: Mapping[str, Any], digest: str, trusted: Trusted) -> Iterator[Provenance]:
    said = {name: str(signed.get(name) or "") for name in _NAMES}
    if said["domainCert"]:
        yield from _by_domain(said, digest, trusted)
        return
    key = load_der_public_key(base64.b64decode(said["publicKey"], validate=True))
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    signer = f"key {new_hash('sha256', spki).hexdigest()}"
    at = said["created"]
    by = f"{said['software'] or 'a program without a name'}"
    if not _is_signed(key, said["signature"], digest):
        yield _broken("Its signature does not fit its manifest.", signer, at)
    elif any(load_pem_public_key(pem.encode()) == key for pem in trusted.public_keys):
        text = f"Every file in it is as signed in {by}, with a key that is trusted here."
        yield Provenance(SCHEME, Verdict.GOOD, text, signer, at)
    else:
        text = f"Every file in it is as signed in {by}, with a key that nobody here knows;"
        text += " the time is the signer's word."
        yield Provenance(SCHEME, Verdict.UNTRUSTED, text, signer, at)


_NAMES = (
    "signature", "publicKey", "domain", "domainCert", "timeSignature", "timestampCert", "created",
    "software",
)  # fmt: skip


def _by_domain(said: Mapping[str, str], digest: str, trusted: Trusted) -> Iterator[Provenance]:
    chain = x509.load_pem_x509_certificates(said["domainCert"].encode())[:_MOST_CERTIFICATES]
    domain, at = said["domain"], said["created"]
    if not _is_signed(chain[0].public_key(), said["signature"], digest):
        yield _broken("Its signature does not fit its manifest.", domain, at)
        return
    if domain not in _domains(chain[0]):
        yield _broken("The certificate it is signed with is of another domain.", domain, at)
        return
    if not said["timeSignature"]:
        text = "Every file in it is as signed by this domain; a time stamp is not with it."
        yield Provenance(SCHEME, Verdict.UNTRUSTED, text, domain, at)
        return
    stamp = _stamp(said, trusted)
    yield _with_stamp(chain, domain, at, stamp, trusted)
    yield stamp


def _stamp(said: Mapping[str, str], trusted: Trusted) -> Provenance:
    """Check the time stamp, which is over the text of the signature."""
    token = base64.b64decode(said["timeSignature"], validate=True)
    sent = x509.load_pem_x509_certificates(said["timestampCert"].encode())
    return check_token(
        token,
        lambda algorithm: new_hash(algorithm, said["signature"].encode()).hexdigest(),
        "The signature of the web archive",
        trusted,
        sent,
    )


def _with_stamp(
    chain: list[x509.Certificate], domain: str, at: str, stamp: Provenance, trusted: Trusted
) -> Provenance:
    if stamp.verdict == Verdict.BROKEN:
        return _broken("The time stamp of its signature does not hold.", domain, at)
    created, stamped = _time(at), _time(stamp.signed_at)
    if abs(created - stamped) > _WITHIN:
        return _broken("It says it was signed at another time than its time stamp.", domain, at)
    if stamp.verdict == Verdict.GOOD and _leads_home(chain, domain, stamped, trusted):
        text = "Every file in it is as signed by this domain, which leads to a root trusted here."
        return Provenance(SCHEME, Verdict.GOOD, text, domain, stamp.signed_at)
    text = "Every file in it is as signed; nobody here knows who vouches for this domain or time."
    return Provenance(SCHEME, Verdict.UNTRUSTED, text, domain, stamp.signed_at)


def _is_signed(key: object, signature: str, digest: str) -> bool:
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise ValueError("its key is no ECDSA key")
    content = base64.b64decode(signature, validate=True)
    size = (key.curve.key_size + 7) // 8
    if len(content) == 2 * size:  # two numbers side by side, as browsers write them
        numbers = (int.from_bytes(half, "big") for half in (content[:size], content[size:]))
        content = encode_dss_signature(*numbers)
    try:
        key.verify(content, digest.encode(), ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _domains(certificate: x509.Certificate) -> set[str]:
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    found = {str(name.value) for name in names}
    try:
        other = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except (x509.ExtensionNotFound, x509.DuplicateExtension):
        return found
    return found | set(other.value.get_values_for_type(x509.DNSName))


def _leads_home(chain: list[x509.Certificate], domain: str, at: datetime, trusted: Trusted) -> bool:
    roots = [x509.load_pem_x509_certificate(pem.encode()) for pem in trusted.certificates]
    try:
        builder = PolicyBuilder().store(Store(roots)).time(at.replace(tzinfo=None))
        builder.build_server_verifier(x509.DNSName(domain)).verify(chain[0], chain[1:])
    except (VerificationError, ValueError):
        return False
    return True


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _broken(text: str, signer: str = "", at: str = "") -> Provenance:
    return Provenance(SCHEME, Verdict.BROKEN, text, signer, at)
